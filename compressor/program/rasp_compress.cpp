// rasp-compress: a corpus in, its abstractions out.

#include "compressor/corpus/corpus_sample.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/corpus/read_weights.hpp"
#include "compressor/corpus/units.hpp"
#include "compressor/joint/compress_jointly.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/library/library.hpp"
#include "compressor/library/library_graph.hpp"
#include "compressor/output/compression_json.hpp"
#include "compressor/output/follow_report.hpp"
#include "compressor/output/rewritten_corpus.hpp"
#include "compressor/output/summary.hpp"
#include "compressor/program/compress_options.hpp"
#include "compressor/program/corpus_files.hpp"
#include "compressor/program/matching_options.hpp"
#include "compressor/program/meaning_check.hpp"
#include "compressor/program/report_file.hpp"
#include "compressor/program/setting_options.hpp"
#include "compressor/program/source_corpus.hpp"
#include "support/cli/interruptible_input.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/cli/resident_memory.hpp"
#include "support/files/file.hpp"
#include "support/report/command.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {
namespace {

std::string progress_text(const CompressionProgress& progress, const CompressOptions& options,
                          const Units& units) {
    const SearchProgress& search = progress.search;
    return fmt::format(
        "step {} of {}: best {}, open {}, {} patterns expanded", progress.step + 1,
        options.compression.iterations, amount_text(units.utility(search.best.utility)),
        amount_text(units.utility(search.open_bound)), grouped(search.patterns_expanded));
}

std::string progress_text(const JointReport& progress, const Units& units) {
    return fmt::format("{} libraries tried: total {}, greedy {}",
                       grouped(static_cast<std::int64_t>(progress.libraries)),
                       amount_text(units.utility(progress.total)),
                       amount_text(units.utility(progress.greedy_total)));
}

std::string_view text_of(StopReason reason) {
    switch (reason) {
    case StopReason::time:
        return "the time limit";
    case StopReason::memory:
        return "the memory limit";
    case StopReason::programs:
        return "its effort (--joint-effort)";
    default:
        return "a signal";
    }
}

// Returns a line that says what the search for abstractions that are best together has found.
std::string joint_verdict(const JointReport& joint, const Units& units, double seconds) {
    const std::string ended = joint.stopped == StopReason::none
                                  ? "nothing better was found any more"
                                  : fmt::format("stopped by {}", text_of(joint.stopped));
    return fmt::format("\ntotal {}, greedy {}: {} librar{} tried, {}, {}\n",
                       amount_text(units.utility(joint.total)),
                       amount_text(units.utility(joint.greedy_total)),
                       grouped(static_cast<std::int64_t>(joint.libraries)),
                       joint.libraries == 1 ? "y" : "ies", ended, seconds_text(seconds));
}

// Returns a line that says how far the result can be trusted.
std::string verdict(const Compression& compression, const Units& units, double seconds) {
    if (compression.joint) {
        return joint_verdict(*compression.joint, units, seconds);
    }
    const std::string effort =
        fmt::format("{} pattern{} expanded, {}", grouped(compression.patterns_expanded),
                    compression.patterns_expanded == 1 ? "" : "s", seconds_text(seconds));
    const std::size_t found = compression.steps.size() - compression.given;
    if (compression.higher_order && !compression.gap) {
        return compression.stopped == StopReason::none
                   ? fmt::format("\nno step has a better abstraction by matching: {}\n", effort)
                   : fmt::format("\nstopped by {} before all refactorings were looked at: {}\n",
                                 text_of(compression.stopped), effort);
    }
    if (!compression.gap) {
        const bool was_searched = found > 0 || compression.is_exhausted;
        return was_searched ? fmt::format("\nevery step proven optimal: {}\n", effort)
                            : fmt::format("\nno step was searched: {}\n", seconds_text(seconds));
    }
    const std::string possible =
        *compression.gap == 0 ? "nothing better is possible, only something as good"
                              : "a utility greater by up to " +
                                    amount_text(units.utility(*compression.gap)) + " is possible";
    return fmt::format("\nstopped by {}: {}; in the step that was cut short {}\n",
                       text_of(compression.stopped), effort, possible);
}

std::string followed(const Compression& compression, const Units& units) {
    const std::string text = follow_text(compression, units, option_names);
    return text.empty() ? text : "\n" + text;
}

// Returns the corpus to compress. The weights are those of the programs as they were read.
Corpus load(const CompressOptions& options, Interruption& interruption) {
    const ReadOptions reading = {.format = options.format,
                                 .keep_document =
                                     options.check_meaning || options.save_rewritten.has_value() ||
                                     options.save_rasp.has_value() ||
                                     options.print.form.has_value() || options.report.has_value()};
    Corpus corpus = options.sources.empty() ? load_corpus(options.corpus, reading, interruption)
                                            : read_sources(options.sources, reading);
    if (options.weights) {
        const std::string text = read_input(*options.weights, interruption);
        naming(*options.weights, [&] { read_weights(corpus, text); });
    }
    if (options.shuffle_seed) {
        shuffle_programs(corpus, *options.shuffle_seed);
    }
    if (options.truncate) {
        keep_programs(corpus, *options.truncate);
    }
    return corpus;
}

// Checks the meaning if the options ask for it. The rewritten programs must mean what the originals
// mean, so a difference is a fault of the program.
std::optional<CheckedMeaning> meaning_of(std::optional<MeaningCheck>& check,
                                         const Compression& compression) {
    if (!check) {
        return std::nullopt;
    }
    CheckedMeaning checked = check->check(compression);
    if (!checked.difference.empty()) {
        throw std::logic_error("a rewritten program means something else: " + checked.difference);
    }
    return checked;
}

// Returns the type of each step's abstraction, which the search has inferred.
std::vector<std::optional<std::string>> given_types(const Compression& compression) {
    std::vector<std::optional<std::string>> types;
    for (const Step& step : compression.steps) {
        types.push_back(step.type);
    }
    return types;
}

std::string confirmed(const std::optional<CheckedMeaning>& checked) {
    return checked
               ? fmt::format("{} programs run on {} examples: they give what they gave before\n",
                             grouped(static_cast<std::int64_t>(checked->programs)),
                             grouped(static_cast<std::int64_t>(checked->examples)))
               : "";
}

void check_memory_is_told(const CompressOptions& options) {
    if (options.memory_limit && !resident_memory()) {
        throw InputError({.found = "--memory-limit cannot be kept: the system does not report in "
                                   "/proc/self/statm how much memory the program uses",
                          .expected = "a system that has /proc, or no --memory-limit"});
    }
}

// Limits the memory from now on. Throws InputError if the corpus, which has been read, already
// exceeds the limit.
void limit_memory(std::uint64_t bytes, Interruption& interruption) {
    constexpr double megabyte = 1e6;
    interruption.set_memory_limit(bytes);
    if (interruption.cause() == StopReason::memory) {
        const auto used = static_cast<double>(resident_memory().value_or(bytes));
        throw InputError({.found = fmt::format("--memory-limit {}: reading the corpus alone takes "
                                               "{:.0f} MB",
                                               bytes / 1'000'000, std::ceil(used / megabyte)),
                          .expected = "several times as much for the search"});
    }
}

void write_results(const CompressOptions& options, Corpus& corpus, const Compression& compression,
                   const JsonOptions& json) {
    const StructurePenalty& penalty = options.compression.settings.penalty;
    if (options.out || options.as_json) {
        write_json(compression_json(corpus, compression, penalty, json), options.out,
                   options.as_json);
    }
    if (options.dot) {
        write_output(*options.dot, dot_text(library_graph(corpus.store, compression.steps)));
    }
    if (options.save_rewritten) {
        write_output(*options.save_rewritten, rewritten_corpus(corpus, compression));
    }
    if (options.save_rasp) {
        write_output(
            *options.save_rasp,
            library_source(corpus, compression, rasp::PrintForm::rasp, options.print.changes).text);
    }
    print_library("rasp-compress", options.print, corpus, compression);
}

// Writes the page, which also tells the total without each abstraction, unless the search was cut
// short: then nobody is to wait any longer.
void write_page(const CompressOptions& options, Corpus& corpus, const CompressionSettings& settings,
                Compression compression, const JsonOptions& json, std::string command) {
    if (!options.print.form) { // which warns by itself
        warn_of_unknown_names("rasp-compress", options.plain_names, compression);
    }
    if (!options.joint && !options.totals_without && compression.stopped == StopReason::none) {
        note_totals_without(corpus, settings, compression);
    }
    write_report(*options.report, corpus, compression,
                 {.title = report_title(options.corpus),
                  .program = "rasp-compress",
                  .version = json.version,
                  .command = std::move(command),
                  .arguments = json.arguments,
                  .seconds = json.seconds,
                  .settings = settings.settings,
                  .types = json.types,
                  .plain_names = options.plain_names,
                  .examples_checked = json.examples_checked});
}

// Compresses the corpus in the way that the options ask for.
Compression compressed(const CompressOptions& options, Corpus& corpus,
                       const CompressionSettings& settings, const CompressionControl& control,
                       const std::function<void(const JointReport&)>& show) {
    if (options.joint) {
        return compress_jointly(
            corpus, settings,
            {.effort = options.joint_effort, .compression = control, .progress = show});
    }
    Compression compression = compress(corpus, settings, control);
    if (options.totals_without) {
        note_totals_without(corpus, settings, compression);
    }
    return compression;
}

// The compressor knows only that a stop was requested; the program knows why.
void name_cause(Compression& compression, const Interruption& interruption) {
    if (compression.stopped != StopReason::none) {
        compression.stopped = interruption.cause();
    }
    if (compression.joint && compression.joint->stopped == StopReason::interrupted) {
        compression.joint->stopped = interruption.cause();
    }
}

int run(int argc, const char* const* argv) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    Interruption interruption;
    const std::optional<CompressOptions> options = parse_compress_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    check_outputs(
        {options->out, options->dot, options->save_rewritten, options->save_rasp, options->report});
    check_memory_is_told(*options);
    if (options->time_limit) {
        interruption.set_time_limit(*options->time_limit);
    }
    Corpus corpus = load(*options, interruption);
    print_warnings("rasp-compress", corpus);
    CompressionSettings settings = options->compression;
    settings.settings.matching = matching(options->matching, corpus);
    if (options->library) {
        settings.library = load_library(*options->library, options->rename, corpus,
                                        settings.settings, interruption);
        warn_of_free_arguments("rasp-compress", *options->library, corpus.store, settings.library,
                               settings.settings.matching);
    }
    warn_of_unused_costs("rasp-compress", corpus.store, settings.settings.costs);
    std::optional<MeaningCheck> meaning;
    if (options->check_meaning) {
        naming(options->corpus, [&] { meaning.emplace(corpus); });
    }
    if (options->memory_limit) {
        limit_memory(*options->memory_limit, interruption);
    }
    const StructurePenalty& penalty = options->compression.settings.penalty;
    const Units units(corpus, penalty);
    ProgressLine line(!options->quiet);
    const auto show = [&](const CompressionProgress& progress) {
        if (line.due()) {
            line.show(progress_text(progress, *options, units));
        }
    };
    if (options->follow) {
        naming("--follow", [&] {
            settings.follow = parse_abstraction_body(corpus.store, *options->follow).term;
        });
    }
    CompressionControl control;
    control.threads = options->threads;
    control.budget.stop = interruption.token();
    control.progress = show;
    Compression compression = naming(options->corpus, [&] {
        return with_options_named([&] {
            return compressed(*options, corpus, settings, control, [&](const JointReport& report) {
                if (line.due()) {
                    line.show(progress_text(report, units));
                }
            });
        });
    });
    name_cause(compression, interruption);
    line.clear();
    const std::vector<std::optional<std::string>> types =
        options->matching.types ? given_types(compression) : rasp_types(corpus, compression);
    const std::optional<CheckedMeaning> checked = meaning_of(meaning, compression);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const JsonOptions json = {.command = command_line(argc, argv),
                              .arguments = options->arguments,
                              .version = RASP_STITCH_VERSION,
                              .seconds = seconds,
                              .rewritten_intermediates = options->rewritten_intermediates,
                              .rewritten_dreamcoder = options->rewritten_dreamcoder,
                              .candidates = options->compression.candidates > 1,
                              .weights = corpus.has_weights,
                              .types = types,
                              .examples_checked =
                                  checked ? std::optional(checked->examples) : std::nullopt};
    write_results(*options, corpus, compression, json);
    if (options->report) {
        write_page(*options, corpus, settings, compression, json,
                   repeatable_command("rasp-compress", argc, argv));
    }
    if (!options->quiet && !options->as_json) {
        const VariableStyle variables =
            options->named_variables ? VariableStyle::name : VariableStyle::index;
        print_summary(summary(corpus, compression, penalty, types, option_names, variables) +
                          followed(compression, units) + verdict(compression, units, seconds) +
                          confirmed(checked),
                      {options->out, options->dot, options->save_rewritten, options->save_rasp,
                       options->report, printed_path(options->print)});
    }
    return interruption.exit_code();
}

} // namespace
} // namespace rasp_stitch::compressor

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-compress",
                                    [&] { return rasp_stitch::compressor::run(argc, argv); });
}
