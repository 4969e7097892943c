#include "compressor/program/report_file.hpp"

#include "compressor/program/rasp_views.hpp"
#include "support/files/file.hpp"
#include "support/report/page.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace rasp_stitch::compressor {

void warn_of_unknown_names(std::string_view program, const PlainNames& names,
                           const Compression& compression) {
    for (const auto& given : names) {
        const std::string& name = given.first;
        if (std::ranges::none_of(compression.steps,
                                 [&](const Step& step) { return step.name == name; })) {
            fmt::print(stderr, "{}: --names has a name for {}, which no abstraction is called\n",
                       program, quote_excerpt(name));
        }
    }
}

std::string report_title(const std::string& path) {
    return path == "-" ? "standard input" : std::filesystem::path(path).filename().string();
}

void write_report(const std::string& path, Corpus& corpus, const Compression& compression,
                  const ReportOptions& options) {
    OutputJson data = report_data(corpus, compression, options);
    add_rasp_views(data, corpus, compression);
    write_output(path, report_page(data));
}

} // namespace rasp_stitch::compressor
