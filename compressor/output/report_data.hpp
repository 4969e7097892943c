#pragma once

// Door of compressor/output.
//
// The result of a compression as the data of a page (support/report/page.hpp): what a page of
// --report shows, and nothing that it can find out by itself. The page unfolds the rewritten
// programs to find which part of a program became which abstraction, and finds all uses.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// #include "support/report/page.hpp"
// Corpus corpus = read_corpus(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
// const Compression compression = compress(corpus, {.iterations = 1});
// const OutputJson data = report_data(corpus, compression, {.title = "two programs"});
// CHECK(data["programs"]["before"][0] == "(f (g a) (g a))");
// CHECK(data["programs"]["after"][0] == "(fn_0 (g a))");
// CHECK(data["abstractions"][0]["utility"] == 302);
// CHECK(report_page(data).find("two programs") != std::string::npos);
// ```
//
// Who knows the language of the programs adds what else there is to see: abstractions may have a
// "transformer", and "programs" may have "runs" (rasp/report/evaluation_data.hpp).

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/output_json.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

struct ReportOptions {
    std::string title = {};        // such as the name of the corpus's file
    std::string_view program = {}; // that made the page, and its version
    std::string_view version = {};
    std::string command = {};                           // that makes the page again
    OutputJson arguments = {};                          // the options, by name
    double seconds = 0;                                 // that the program took
    Settings settings = {};                             // for the costs, the penalty and the forms
    std::vector<std::optional<std::string>> types = {}; // of the abstractions, by step, or empty
    std::map<std::string, std::string, std::less<>> plain_names = {}; // of abstractions, by name
    std::optional<std::size_t> examples_checked = {};                 // as in JsonOptions
    std::optional<bool> complete = {};                                // as in JsonOptions
};

OutputJson report_data(const Corpus& corpus, const Compression& compression,
                       const ReportOptions& options);

} // namespace rasp_stitch::compressor
