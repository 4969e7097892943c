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

std::vector<std::string> unknown_names(const PlainNames& names, const Compression& compression) {
    std::vector<std::string> unknown;
    for (const auto& given : names) {
        const std::string& name = given.first;
        if (std::ranges::none_of(compression.steps,
                                 [&](const Step& step) { return step.name == name; })) {
            unknown.push_back(name);
        }
    }
    return unknown;
}

std::string no_such_abstraction(std::string_view name) {
    return fmt::format("names has a name for {}, which no abstraction is called",
                       quote_excerpt(name));
}

void warn_of_unknown_names(std::string_view program, const PlainNames& names,
                           const Compression& compression) {
    for (const std::string& name : unknown_names(names, compression)) {
        fmt::print(stderr, "{}: --{}\n", program, no_such_abstraction(name));
    }
}

std::string report_title(const std::string& path) {
    return path == "-" ? "standard input" : std::filesystem::path(path).filename().string();
}

std::string report_text(Corpus& corpus, const Compression& compression,
                        const ReportOptions& options) {
    OutputJson data = report_data(corpus, compression, options);
    add_rasp_views(data, corpus, compression);
    return report_page(data);
}

void write_report(const std::string& path, Corpus& corpus, const Compression& compression,
                  const ReportOptions& options) {
    write_output(path, report_text(corpus, compression, options));
}

} // namespace rasp_stitch::compressor
