#include "support/report/page.hpp"

#include "support/report/page_template.hpp"

#include <nlohmann/json.hpp>

#include <string_view>

namespace rasp_stitch {

namespace {

using OutputJson = nlohmann::ordered_json;

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '&':
            html += "&amp;";
            break;
        default:
            html += c;
        }
    }
    return html;
}

// Returns the JSON so that nothing in it can end the script element that it stands in, or make the
// browser look for the end of a comment: both begin with `<`, which JSON has in strings only.
std::string data_text(const OutputJson& data) {
    const std::string json = data.dump(-1, ' ', false, OutputJson::error_handler_t::replace);
    std::string text;
    text.reserve(json.size() + json.size() / 16);
    for (const char c : json) {
        if (c == '<') {
            text += "\\u003c";
        } else {
            text += c;
        }
    }
    return text;
}

} // namespace

std::string report_page(const OutputJson& data) {
    const auto title = data.find("title");
    std::string page(page_before_title);
    if (title != data.end() && title->is_string()) {
        // Through dump(), so that it is UTF-8 as the data is.
        const std::string text =
            OutputJson::parse(title->dump(-1, ' ', false, OutputJson::error_handler_t::replace));
        page += escaped(text);
    }
    page += page_before_data;
    page += data_text(data);
    page += page_after_data;
    return page;
}

} // namespace rasp_stitch
