// rasp-rewrite: a corpus and a library in, the corpus rewritten with the library out.

#include "compressor/compression_json.hpp"
#include "compressor/library.hpp"
#include "compressor/library_rewriting.hpp"
#include "compressor/rasp_rewrite_options.hpp"
#include "compressor/read_corpus.hpp"
#include "compressor/summary.hpp"
#include "lambda/print.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/file.hpp"
#include "support/input_error.hpp"
#include "support/numbers.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {
namespace {

// What `make` gives; InputErrors that leave it name the file.
template <class Make>
auto naming(const std::string& path, Make&& make) {
    try {
        return make();
    } catch (InputError& error) {
        error.add_source(source_name(path));
        throw;
    }
}

Library load_library(const RewriteOptions& options, Corpus& corpus, const Settings& settings) {
    const std::string text = read_input(options.library);
    Library library = naming(options.library, [&] { return read_library(corpus.store, text); });
    if (!options.rename) {
        return library;
    }
    return renamed(corpus.store, library, unused_names(corpus, library, settings, *options.rename));
}

std::vector<lambda::TermId> rewritten_roots(const Corpus& corpus, const Compression& compression) {
    return compression.steps.empty() ? corpus.roots() : compression.steps.back().rewriting.roots;
}

// Names of files in "cmd" need not be UTF-8; everything else is.
std::string json_text(const OutputJson& json) {
    return json.dump(2, ' ', false, OutputJson::error_handler_t::replace) + "\n";
}

void write_results(const RewriteOptions& options, const Corpus& corpus,
                   const Compression& compression, const StructurePenalty& penalty,
                   const JsonOptions& json) {
    if (options.out) {
        write_output(*options.out, json_text(compression_json(corpus, compression, penalty, json)));
    }
    if (options.save_rewritten) {
        OutputJson programs = OutputJson::array();
        for (const lambda::TermId root : rewritten_roots(corpus, compression)) {
            programs.push_back(lambda::print(corpus.store, root));
        }
        write_output(*options.save_rewritten, json_text(programs));
    }
}

// Where standard output is taken by a result, the summary goes to standard error.
void print_summary(const RewriteOptions& options, const std::string& text) {
    if (!options.quiet) {
        const auto is_output = [](const std::optional<std::string>& path) {
            return path == "-" || path == "/dev/stdout";
        };
        const bool is_taken = is_output(options.out) || is_output(options.save_rewritten);
        std::fputs(text.c_str(), is_taken ? stderr : stdout);
    }
}

std::string verdict(const Compression& compression, const Library& library, double seconds) {
    if (compression.steps.size() < library.size()) {
        return fmt::format("\nstopped by a signal: {} of {} abstractions used, {}\n",
                           grouped(static_cast<std::int64_t>(compression.steps.size())),
                           grouped(static_cast<std::int64_t>(library.size())),
                           seconds_text(seconds));
    }
    return fmt::format("\nevery program inlined and compared with what it was: {}\n",
                       seconds_text(seconds));
}

int run(int argc, const char* const* argv) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    const Interruption interruption;
    const std::optional<RewriteOptions> options = parse_rewrite_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    for (const auto& path : {options->out, options->save_rewritten}) {
        if (path) {
            check_writable(*path);
        }
    }
    const Settings settings{.costs = options->costs};
    const std::string text = read_input(options->corpus);
    Corpus corpus = naming(options->corpus, [&] { return read_corpus(text, options->format); });
    for (const std::string& warning : corpus.warnings) {
        fmt::print(stderr, "rasp-rewrite: warning: {}\n", warning);
    }
    const Library library = load_library(*options, corpus, settings);
    const Compression compression = naming(options->corpus, [&] {
        return rewrite_with_library(corpus, library, settings, interruption.token());
    });
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    write_results(*options, corpus, compression, settings.penalty,
                  {.command = fmt::format("{}", fmt::join(argv, argv + argc, " ")),
                   .arguments = options->arguments,
                   .version = RASP_STITCH_VERSION,
                   .seconds = seconds,
                   .rewritten_intermediates = options->rewritten_intermediates,
                   .rewritten_dreamcoder = options->rewritten_dreamcoder,
                   .complete = compression.steps.size() == library.size()});
    print_summary(*options, summary(corpus, compression, settings.penalty) +
                                verdict(compression, library, seconds));
    return interruption.cause() == Interruption::Cause::interrupted ? exit_interrupted : exit_done;
}

} // namespace
} // namespace rasp_stitch::compressor

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-rewrite",
                                    [&] { return rasp_stitch::compressor::run(argc, argv); });
}
