// rasp-compress: a corpus in, its abstractions out.

#include "compressor/compress.hpp"
#include "compressor/compression_json.hpp"
#include "compressor/library_graph.hpp"
#include "compressor/rasp_compress_options.hpp"
#include "compressor/read_corpus.hpp"
#include "compressor/summary.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/file.hpp"
#include "support/input_error.hpp"
#include "support/numbers.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>

namespace rasp_stitch::compressor {
namespace {

std::string command_line(int argc, const char* const* argv) {
    return fmt::format("{}", fmt::join(argv, argv + argc, " "));
}

std::string progress_text(const CompressionProgress& progress, const ProgramOptions& options) {
    const std::int64_t scale = options.compression.settings.penalty.scale;
    const SearchProgress& search = progress.search;
    return fmt::format("step {} of {}: best {}, open {}, {} patterns expanded", progress.step + 1,
                       options.compression.iterations, utility_text(search.best.utility, scale),
                       utility_text(search.open_bound, scale), grouped(search.patterns_expanded));
}

// How far the result can be trusted, in a line.
std::string verdict(const Compression& compression, Interruption::Cause cause,
                    const StructurePenalty& penalty, double seconds) {
    const std::string effort =
        fmt::format("{} pattern{} expanded, {}", grouped(compression.patterns_expanded),
                    compression.patterns_expanded == 1 ? "" : "s", seconds_text(seconds));
    if (!compression.gap) {
        return fmt::format("\nevery step proven optimal: {}\n", effort);
    }
    const bool by_time = cause == Interruption::Cause::time_limit;
    const std::string possible =
        *compression.gap == 0 ? "nothing better is possible, only something as good"
                              : "a utility greater by up to " +
                                    utility_text(*compression.gap, penalty.scale) + " is possible";
    return fmt::format("\nstopped by {}: {}; in the step that was cut short {}\n",
                       by_time ? "the time limit" : "a signal", effort, possible);
}

Corpus load(const ProgramOptions& options) {
    const std::string text = read_input(options.corpus);
    try {
        return read_corpus(text, options.format);
    } catch (InputError& error) {
        error.add_source(source_name(options.corpus));
        throw;
    }
}

void write_results(const ProgramOptions& options, const Corpus& corpus,
                   const Compression& compression, const JsonOptions& json) {
    const StructurePenalty& penalty = options.compression.settings.penalty;
    if (options.out) {
        // Names of files in "cmd" need not be UTF-8; everything else is.
        const std::string text = compression_json(corpus, compression, penalty, json)
                                     .dump(2, ' ', false, OutputJson::error_handler_t::replace);
        write_output(*options.out, text + "\n");
    }
    if (options.dot) {
        write_output(*options.dot, dot_text(library_graph(corpus.store, compression.steps)));
    }
}

// Where standard output is taken by a result, the summary goes to standard error.
void print_summary(const ProgramOptions& options, const std::string& text) {
    if (!options.quiet) {
        const auto is_output = [](const std::optional<std::string>& path) {
            return path == "-" || path == "/dev/stdout";
        };
        const bool is_taken = is_output(options.out) || is_output(options.dot);
        std::fputs(text.c_str(), is_taken ? stderr : stdout);
    }
}

int run(int argc, const char* const* argv) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    Interruption interruption;
    const std::optional<ProgramOptions> options = parse_program_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    for (const auto& path : {options->out, options->dot}) {
        if (path) {
            check_writable(*path);
        }
    }
    if (options->time_limit) {
        interruption.set_time_limit(*options->time_limit);
    }
    Corpus corpus = load(*options);
    for (const std::string& warning : corpus.warnings) {
        fmt::print(stderr, "rasp-compress: warning: {}\n", warning);
    }
    ProgressLine line(!options->quiet);
    const auto show = [&](const CompressionProgress& progress) {
        if (line.due()) {
            line.show(progress_text(progress, *options));
        }
    };
    const Compression compression = [&] {
        try {
            return compress(
                corpus, options->compression,
                {.threads = options->threads, .stop = interruption.token(), .progress = show});
        } catch (InputError& error) {
            error.add_source(source_name(options->corpus));
            throw;
        }
    }();
    line.clear();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    write_results(*options, corpus, compression,
                  {.command = command_line(argc, argv),
                   .arguments = options->arguments,
                   .version = RASP_STITCH_VERSION,
                   .seconds = seconds,
                   .rewritten_intermediates = options->rewritten_intermediates,
                   .rewritten_dreamcoder = options->rewritten_dreamcoder});
    const StructurePenalty& penalty = options->compression.settings.penalty;
    print_summary(*options, summary(corpus, compression, penalty) +
                                verdict(compression, interruption.cause(), penalty, seconds));
    return interruption.cause() == Interruption::Cause::interrupted ? exit_interrupted : exit_done;
}

} // namespace
} // namespace rasp_stitch::compressor

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-compress",
                                    [&] { return rasp_stitch::compressor::run(argc, argv); });
}
