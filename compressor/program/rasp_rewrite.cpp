// rasp-rewrite: a corpus and a library in, the corpus rewritten with the library out.

#include "compressor/joint/compress_jointly.hpp"
#include "compressor/library/library.hpp"
#include "compressor/library/library_rewriting.hpp"
#include "compressor/output/compression_json.hpp"
#include "compressor/output/rewritten_corpus.hpp"
#include "compressor/output/summary.hpp"
#include "compressor/program/corpus_files.hpp"
#include "compressor/program/meaning_check.hpp"
#include "compressor/program/report_file.hpp"
#include "compressor/program/rewrite_options.hpp"
#include "compressor/program/setting_options.hpp"
#include "compressor/program/source_corpus.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/report/command.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace rasp_stitch::compressor {
namespace {

void write_results(const RewriteOptions& options, Corpus& corpus, const Compression& compression,
                   const StructurePenalty& penalty, const JsonOptions& json) {
    if (options.out || options.as_json) {
        write_json(compression_json(corpus, compression, penalty, json), options.out,
                   options.as_json);
    }
    if (options.save_rewritten) {
        write_output(*options.save_rewritten, rewritten_corpus(corpus, compression));
    }
    print_library("rasp-rewrite", options.print, corpus, compression);
}

// Writes the page, which also tells the total without each abstraction, unless a signal said to end.
void write_page(const RewriteOptions& options, const Settings& settings, Corpus& corpus,
                Compression compression, const JsonOptions& json, std::string command) {
    if (!options.print.form) { // which warns by itself
        warn_of_unknown_names("rasp-rewrite", options.plain_names, compression);
    }
    if (compression.stopped == StopReason::none) {
        note_totals_without(corpus, {.settings = settings}, compression);
    }
    write_report(*options.report, corpus, compression,
                 {.title = report_title(options.corpus),
                  .program = "rasp-rewrite",
                  .version = json.version,
                  .command = std::move(command),
                  .arguments = json.arguments,
                  .seconds = json.seconds,
                  .settings = settings,
                  .types = rasp_types(corpus, compression),
                  .plain_names = options.plain_names,
                  .complete = json.complete});
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
    Interruption interruption;
    const std::optional<RewriteOptions> options = parse_rewrite_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    check_outputs({options->out, options->save_rewritten, options->report});
    const ReadOptions reading = {.format = options->format,
                                 .keep_document = options->save_rewritten.has_value() ||
                                                  options->report.has_value() ||
                                                  options->print.form.has_value()};
    Corpus corpus = options->sources.empty() ? load_corpus(options->corpus, reading, interruption)
                                             : read_sources(options->sources, reading);
    print_warnings("rasp-rewrite", corpus);
    const Settings settings = rewrite_settings(*options, corpus);
    const Library library =
        load_library(options->library, options->rename, corpus, settings, interruption);
    warn_of_free_arguments("rasp-rewrite", options->library, corpus.store, library,
                           settings.matching);
    warn_of_unused_costs("rasp-rewrite", corpus.store, options->costs);
    const Compression compression = naming(options->corpus, [&] {
        return with_options_named([&] {
            return rewrite_with_library(corpus, library, settings, {.stop = interruption.token()});
        });
    });
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const JsonOptions json = {.command = command_line(argc, argv),
                              .arguments = options->arguments,
                              .version = RASP_STITCH_VERSION,
                              .seconds = seconds,
                              .rewritten_intermediates = options->rewritten_intermediates,
                              .rewritten_dreamcoder = options->rewritten_dreamcoder,
                              .weights = corpus.has_weights,
                              .complete = compression.steps.size() == library.size()};
    write_results(*options, corpus, compression, settings.penalty, json);
    if (options->report) {
        write_page(*options, settings, corpus, compression, json,
                   repeatable_command("rasp-rewrite", argc, argv));
    }
    if (!options->quiet && !options->as_json) {
        const VariableStyle variables =
            options->named_variables ? VariableStyle::name : VariableStyle::index;
        print_summary(
            summary(corpus, compression, settings.penalty, {}, option_names, variables) +
                verdict(compression, library, seconds),
            {options->out, options->save_rewritten, options->report, printed_path(options->print)});
    }
    return interruption.exit_code();
}

} // namespace
} // namespace rasp_stitch::compressor

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-rewrite",
                                    [&] { return rasp_stitch::compressor::run(argc, argv); });
}
