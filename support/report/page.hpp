#pragma once

// Door of support/report.
//
// Makes a page of data: one HTML file that shows it, for people to look at. It needs no network and
// no other file, and a strict Content-Security-Policy stands in its head. In goes an object with a
// `title`, the `kind` of page and what that kind shows; out comes the text of the file.
//
// ```cpp
// #include <nlohmann/json.hpp>
// const nlohmann::ordered_json data = {{"title", "a </script> b"}, {"kind", "compression"}};
// const std::string page = report_page(data);
// CHECK(page.starts_with("<!DOCTYPE html>"));
// CHECK(page.find("<title>a &lt;/script&gt; b</title>") != std::string::npos);
// CHECK(page.find(R"({"title":"a \u003c/script>)") != std::string::npos);
// ```
//
// The kinds are those of support/report/page/main.js. compressor/output/report_data.hpp makes the
// data of a compression, integration/run_folder/run_report.hpp those of a run of the loop and
// rasp/report/evaluation_data.hpp those of an evaluation.

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace rasp_stitch {

// Text that is not UTF-8 is mended with replacement characters, as in all our JSON.
std::string report_page(const nlohmann::ordered_json& data);

} // namespace rasp_stitch
