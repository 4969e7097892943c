#include "compressor/program/rasp_shared_files.hpp"

#include "lambda/terms/print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace rasp_stitch::compressor {

std::string command_line(int argc, const char* const* argv) {
    return fmt::format("{}", fmt::join(argv, argv + argc, " "));
}

Corpus load_corpus(const std::string& path, std::optional<CorpusFormat> format) {
    const std::string text = read_input(path);
    return naming(path, [&] { return read_corpus(text, {.format = format}); });
}

void print_warnings(std::string_view program, const Corpus& corpus) {
    for (const std::string& warning : corpus.warnings) {
        fmt::print(stderr, "{}: warning: {}\n", program, warning);
    }
}

void check_outputs(std::initializer_list<OptionalPath> paths) {
    for (const OptionalPath& path : paths) {
        if (path) {
            check_writable(*path);
        }
    }
}

// Names of files in "cmd" need not be UTF-8; everything else is.
std::string json_text(const OutputJson& json) {
    return json.dump(2, ' ', false, OutputJson::error_handler_t::replace) + "\n";
}

std::string programs_text(const Corpus& corpus, const Compression& compression) {
    const std::vector<lambda::TermId> roots =
        compression.steps.empty() ? corpus.roots() : compression.steps.back().rewriting.roots;
    OutputJson programs = OutputJson::array();
    for (const lambda::TermId root : roots) {
        programs.push_back(lambda::print(corpus.store, root));
    }
    return json_text(programs);
}

bool is_standard_output(const OptionalPath& path) {
    return path == "-" || path == "/dev/stdout";
}

void print_summary(const std::string& text, std::initializer_list<OptionalPath> outputs) {
    const bool is_taken = std::any_of(outputs.begin(), outputs.end(), is_standard_output);
    std::fputs(text.c_str(), is_taken ? stderr : stdout);
}

} // namespace rasp_stitch::compressor
