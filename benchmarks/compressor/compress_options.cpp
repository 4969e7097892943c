#include "benchmarks/compressor/compress_options.hpp"

#include "support/cli/options.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace rasp_stitch::benchmarks {

namespace {

constexpr std::size_t most_corpora = 1'000'000;
constexpr std::uint32_t default_arity = 3;
constexpr std::uint32_t default_generated_arity = 2;
constexpr std::array<std::uint32_t, 3> growth_sizes = {250, 2500, 25000};

// The options, and what is only needed to make them.
struct Parsed {
    CompressOptions options;
    std::optional<std::uint32_t> max_arity;
    bool synthetic = false;
    std::vector<std::uint32_t> programs;
};

Command command_of(Parsed& parsed) {
    CompressOptions& options = parsed.options;
    return {
        .name = "rasp-benchmark-compress",
        .version = {.number = RASP_STITCH_VERSION},
        .summary =
            "Measures what it takes to compress corpora: time, memory, and patterns expanded.\n"
            "A folder stands for all files *.json in it and below that are corpora. Unless corpora "
            "are named, those of the repository are measured.",
        .usage = {"[OPTIONS] [CORPUS.json | FOLDER]..."},
        .examples = {"The corpora of the repository:", "    rasp-benchmark-compress", "",
                     "Beside another compressor:",
                     "    rasp-benchmark-compress --against 'compress {} -a{arity} "
                     "-i{iterations}' corpora",
                     "", "benchmarks/README.md says what the columns mean."},
        .rows =
            {with_default_note(max_arity_row("Compression", whole(parsed.max_arity, 0, 64), ""),
                               "3, for generated corpora 2"),
             {"Compression", "iterations", 'i', "N",
              whole(options.arguments.iterations, 0, 1'000'000), "10",
              "how many abstractions to find"},
             // One by default, unlike in other programs: times of other machines can be compared.
             {"Compression", "threads", 't', "N", whole(options.arguments.threads, 0, 1024), "1",
              "threads to search with, 0 for one per core"},

             {"Measuring", "repeats", 0, "N", whole(options.repeats, 1, 1000), "3",
              "how often to measure each; the least time is reported, and the most memory"},
             {"Measuring", "against", 0, "COMMAND", text(options.against), "",
              "measure this shell command beside it; {} stands for the corpus (which is added at "
              "the end if there is no {}), {arity} and {iterations} for the options"},
             {"Measuring", "instructions", 0, "", flag(options.instructions), "",
              "count instructions, too, which depend less than time on what else the machine "
              "does"},

             {"Generated corpora", "synthetic", 0, "", flag(parsed.synthetic), "",
              "also measure generated corpora of 250, 2,500 and 25,000 programs"},
             {"Generated corpora", "programs", 0, "N", wholes(parsed.programs, 1, 10'000'000), "",
              "measure a generated corpus of N programs, and no other corpora unless they are "
              "named"},
             seed_row("Generated corpora", whole(options.seed, 0, unlimited), "1",
                      "another seed generates other corpora"),
             {"Generated corpora", "write", 0, "FILE", file(options.write), "",
              "write the corpus of --programs to this file and measure nothing"},

             {"Output", "markdown", 0, "", flag(options.markdown), "", "print tables in Markdown"},
             {"Output", "json", 0, "FILE", file(options.json), "",
              "also write the results as JSON"}},
        .arguments = {.name = "CORPUS", .least = 0, .most = most_corpora}};
}

void check_write(const CompressOptions& options) {
    if (options.write && (options.generated.size() != 1 || !options.corpora.empty())) {
        throw InputError({.found = "--write does not say which corpus",
                          .expected = "one --programs N beside it, and no corpora"});
    }
}

} // namespace

std::optional<CompressOptions> parse_compress_options(int argc, const char* const* argv) {
    Parsed parsed;
    const std::optional<GivenOptions> given = parse_options(command_of(parsed), argc, argv);
    if (!given) {
        return std::nullopt;
    }
    CompressOptions& options = parsed.options;
    options.corpora = given->arguments();
    options.generated_arguments = options.arguments;
    options.arguments.max_arity = parsed.max_arity.value_or(default_arity);
    options.generated_arguments.max_arity = parsed.max_arity.value_or(default_generated_arity);
    if (parsed.synthetic) {
        options.generated.assign(growth_sizes.begin(), growth_sizes.end());
    }
    options.generated.insert(options.generated.end(), parsed.programs.begin(),
                             parsed.programs.end());
    check_write(options);
    if (options.corpora.empty() && parsed.programs.empty()) {
        options.corpora = {RASP_STITCH_SOURCE_DIR "/corpora"};
    }
    return std::move(options);
}

} // namespace rasp_stitch::benchmarks
