#include "benchmarks/compressor/compress_benchmark.hpp"

#include "benchmarks/compressor/synthetic_corpus.hpp"
#include "benchmarks/harness/scratch_folder.hpp"
#include "benchmarks/harness/shell_command.hpp"
#include "support/files/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <utility>

namespace rasp_stitch::benchmarks {

namespace {

constexpr std::string_view program_name = "rasp-benchmark-compress";

// Keeps the least time and the fewest instructions of several runs, since disturbances can only
// increase them, and the most memory.
void merge(ResourceUse& used, const ResourceUse& again) {
    used.user_seconds = std::min(used.user_seconds, again.user_seconds);
    used.wall_seconds = std::min(used.wall_seconds, again.wall_seconds);
    used.peak_bytes = std::max(used.peak_bytes, again.peak_bytes);
    if (used.instructions && again.instructions) {
        used.instructions = std::min(*used.instructions, *again.instructions);
    }
}

} // namespace

CompressBenchmark::CompressBenchmark(const CompressOptions& options, StopSignals& stop)
    : options_(options), measuring_{.stop = stop, .instructions = options.instructions} {}

MeasuredTable CompressBenchmark::measure_files() {
    MeasuredTable table{.arguments = options_.arguments, .seed = {}, .corpora = {}};
    for (const CorpusFile& file : find_corpora(options_.corpora)) {
        add(table, file);
    }
    return table;
}

// The corpora are generated in a child as well, so that this process stays small.
MeasuredTable CompressBenchmark::measure_generated() {
    MeasuredTable table{
        .arguments = options_.generated_arguments, .seed = options_.seed, .corpora = {}};
    const ScratchFolder folder;
    for (const std::uint32_t programs : options_.generated) {
        const std::string name = fmt::format("generated-{}", programs);
        const std::string path = folder / (name + ".json");
        const auto generate = [&] {
            write_generated(path, programs, options_.seed);
            return exit_done;
        };
        if (measuring_.stop.requested()) {
            break;
        }
        progress_.show("making " + name);
        const ChildRun generated = run_measured(program_name, generate, measuring_);
        if (generated.is_done()) {
            add(table, {.path = path, .name = name, .is_certain = true});
        } else if (!measuring_.stop.requested()) {
            report_failure(name, generated);
            exit_code_ = exit_exhausted;
        }
    }
    progress_.clear();
    return table;
}

void CompressBenchmark::add(MeasuredTable& table, const CorpusFile& file) {
    if (measuring_.stop.requested()) {
        return;
    }
    std::optional<CompressorRun> own = measure_own(file, table.arguments);
    if (!own) {
        return;
    }
    std::optional<ChildRun> other;
    if (options_.against) {
        other = measure_other(file, table.arguments);
    }
    progress_.clear();
    table.corpora.push_back({.name = file.name, .own = *std::move(own), .other = std::move(other)});
}

std::optional<CompressorRun> CompressBenchmark::measure_own(const CorpusFile& file,
                                                            const CompressorArguments& arguments) {
    std::optional<CompressorRun> best;
    for (std::int64_t repeat = 0; repeat < options_.repeats; ++repeat) {
        show(file, "", repeat);
        CompressorRun run = run_compressor(file.path, arguments, measuring_);
        if (measuring_.stop.requested()) {
            return best;
        }
        if (!run.is_corpus) {
            skip(file, run.child);
            return std::nullopt;
        }
        if (!run.facts) {
            report_failure(file.name, run.child);
            exit_code_ = exit_code_ == exit_done ? exit_exhausted : exit_code_;
            return run;
        }
        if (best) {
            merge(run.child.used, best->child.used);
        }
        best = std::move(run);
    }
    return best;
}

std::optional<ChildRun> CompressBenchmark::measure_other(const CorpusFile& file,
                                                         const CompressorArguments& arguments) {
    const std::string command = fill_in(*options_.against, {.corpus = file.path,
                                                            .max_arity = arguments.max_arity,
                                                            .iterations = arguments.iterations});
    std::optional<ChildRun> best;
    for (std::int64_t repeat = 0; repeat < options_.repeats; ++repeat) {
        show(file, "the other command, ", repeat);
        ChildRun run = run_command_measured(command, measuring_);
        if (measuring_.stop.requested()) {
            return best;
        }
        if (!run.is_done()) {
            report_failure(command, run);
            return run;
        }
        if (best) {
            merge(run.used, best->used);
        }
        best = std::move(run);
    }
    return best;
}

void CompressBenchmark::show(const CorpusFile& file, std::string_view what, std::int64_t repeat) {
    progress_.show(
        fmt::format("{}: {}run {} of {}", file.name, what, repeat + 1, options_.repeats));
}

// The message of the run says why it is no corpus.
void CompressBenchmark::skip(const CorpusFile& file, const ChildRun& run) {
    progress_.clear();
    fmt::print(stderr, "{}", run.output);
    if (file.is_certain) {
        exit_code_ = exit_bad_input;
    } else {
        fmt::print(stderr, "{}: {} is skipped, it is no corpus\n", program_name, file.name);
    }
}

void CompressBenchmark::report_failure(const std::string& what, const ChildRun& run) {
    constexpr std::size_t most_shown = 2000; // of its last words
    const std::size_t cut = run.output.size() - std::min(run.output.size(), most_shown);
    const bool ends_line = run.output.empty() || run.output.ends_with('\n');
    progress_.clear();
    fmt::print(stderr, "{}: {}: {}\n{}{}", program_name, what, describe_failure(run),
               run.output.substr(cut), ends_line ? "" : "\n");
}

void write_generated(const std::string& path, std::uint32_t programs, std::uint64_t seed) {
    const SyntheticCorpus corpus = synthetic_corpus({.programs = programs, .seed = seed});
    write_output(path, programs_list(corpus.programs));
}

} // namespace rasp_stitch::benchmarks
