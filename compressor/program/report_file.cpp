#include "compressor/program/report_file.hpp"

#include "compressor/program/rasp_views.hpp"
#include "support/cli/interruptible_input.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/report/page.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace rasp_stitch::compressor {

PlainNames read_plain_names(const std::optional<std::string>& path, Interruption& interruption) {
    PlainNames names;
    if (!path) {
        return names;
    }
    const std::string text = read_input(*path, interruption);
    naming(*path, [&] {
        const Json document = parse_json(text);
        if (!document.is_object()) {
            JsonCursor(document).fail("this is " + std::string(document.type_name()),
                                      "an object such as {\"fn_0\": \"mirror\"}");
        }
        for (const auto& item : document.items()) {
            names[item.key()] = JsonCursor(document).member(item.key()).string();
        }
        return 0;
    });
    return names;
}

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
