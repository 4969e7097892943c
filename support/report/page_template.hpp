#pragma once

// The template of the pages, which support/report/make_template.cmake makes of the modules, the
// styles and Chart.js when the program is built.
//
//     page_before_title + title + page_before_data + data + page_after_data

#include <string_view>

namespace rasp_stitch {

extern const std::string_view page_before_title;
extern const std::string_view page_before_data;
extern const std::string_view page_after_data;

} // namespace rasp_stitch
