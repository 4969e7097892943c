#include "benchmarks/compressor/compress_options.hpp"

#include "support/cli/decimal.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <array>
#include <cstddef>
#include <cstdio>
#include <limits>
#include <string_view>

namespace rasp_stitch::benchmarks {

namespace {

constexpr std::int64_t most_arity = 64;
constexpr std::int64_t most_iterations = 1'000'000;
constexpr std::int64_t most_threads = 1024;
constexpr std::int64_t most_repeats = 1000;
constexpr std::int64_t most_programs = 10'000'000;
constexpr std::size_t most_corpora = 1'000'000;

constexpr std::array<std::uint32_t, 3> growth_sizes = {250, 2500, 25000};

constexpr std::array option_rows = {
    OptionRow{"Compression", "max-arity", 'a', "N", "",
              "the most arguments an abstraction may have (default 3, for generated corpora 2)"},
    OptionRow{"Compression", "iterations", 'i', "N", "10", "how many abstractions to find"},
    OptionRow{"Compression", "threads", 't', "N", "1", "threads to search with"},

    OptionRow{"Measuring", "repeats", 0, "N", "3",
              "how often to measure each; the least time is told, and the most memory"},
    OptionRow{"Measuring", "against", 0, "COMMAND", "",
              "measure this command line of the shell beside it. {} stands for the corpus (at the "
              "end if there is none), {arity} and {iterations} for what was asked"},
    OptionRow{"Measuring", "instructions", 0, "", "",
              "count instructions too, which depend less than time on what else the machine does"},

    OptionRow{"Generated corpora", "synthetic", 0, "", "",
              "measure generated corpora of 250, 2,500 and 25,000 programs too"},
    OptionRow{
        "Generated corpora", "programs", 0, "N", "",
        "measure a generated corpus of so many programs, and no other corpora unless they are "
        "named",
        true},
    OptionRow{"Generated corpora", "seed", 0, "N", "1", "generate other ones"},
    OptionRow{"Generated corpora", "write", 0, "FILE", "",
              "write the corpus of --programs to this file and measure nothing"},

    OptionRow{"Output", "markdown", 0, "", "", "print tables in Markdown"},
    OptionRow{"Output", "json", 0, "FILE", "", "write the results as JSON too"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] [CORPUS.json | FOLDER]..."};

constexpr std::array<std::string_view, 7> examples = {
    "The corpora of the repository:",
    "    rasp-benchmark-compress",
    "",
    "Beside another compressor:",
    "    rasp-benchmark-compress --against 'compress {} -a{arity} -i{iterations}' corpora",
    "",
    "benchmarks/README.md says what the columns mean.",
};

constexpr std::string_view about =
    "Measures what it takes to compress corpora: time, memory, and patterns expanded.\n"
    "A folder stands for all files *.json in it and below that are corpora. Without any named, the "
    "corpora of the repository are measured.";

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

CompressorArguments compressor_arguments(const Options& options, std::uint32_t default_arity) {
    CompressorArguments arguments;
    arguments.max_arity =
        options.given("max-arity")
            ? static_cast<std::uint32_t>(options.integer("max-arity", 0, most_arity))
            : default_arity;
    arguments.iterations =
        static_cast<std::uint32_t>(options.integer("iterations", 0, most_iterations));
    arguments.threads = options.integer("threads", 0, most_threads);
    return arguments;
}

std::vector<std::uint32_t> generated_sizes(const Options& options) {
    std::vector<std::uint32_t> sizes;
    if (options.flag("synthetic")) {
        sizes.assign(growth_sizes.begin(), growth_sizes.end());
    }
    for (const std::string& text : options.texts("programs")) {
        const std::optional<Decimal> number = parse_decimal(text);
        if (!number || number->scale != 1 || number->units < 1 || number->units > most_programs) {
            throw InputError({.found = "--programs was given " + quote_excerpt(text),
                              .expected = with_limits("a whole number", 1, most_programs)});
        }
        sizes.push_back(static_cast<std::uint32_t>(number->units));
    }
    return sizes;
}

void check_write(const CompressOptions& parsed) {
    if (parsed.write && (parsed.generated.size() != 1 || !parsed.corpora.empty())) {
        throw InputError({.found = "--write does not say which corpus",
                          .expected = "one --programs N beside it, and no corpora"});
    }
}

} // namespace

std::optional<CompressOptions> parse_compress_options(int argc, const char* const* argv) {
    const Options options(option_rows, {.name = "CORPUS", .least = 0, .most = most_corpora}, argc,
                          argv);
    if (options.flag("help")) {
        print(help_text({.program = "rasp-benchmark-compress",
                         .summary = about,
                         .usage = usage,
                         .examples = examples},
                        option_rows));
        return std::nullopt;
    }
    if (options.flag("version")) {
        print("rasp-benchmark-compress " RASP_STITCH_VERSION "\n");
        return std::nullopt;
    }
    CompressOptions parsed;
    parsed.corpora = options.positional();
    parsed.arguments = compressor_arguments(options, 3);
    parsed.generated_arguments = compressor_arguments(options, 2);
    parsed.repeats = options.integer("repeats", 1, most_repeats);
    parsed.against = options.optional_text("against");
    parsed.instructions = options.flag("instructions");
    parsed.generated = generated_sizes(options);
    parsed.seed = static_cast<std::uint64_t>(
        options.integer("seed", 0, std::numeric_limits<std::int64_t>::max()));
    parsed.write = options.optional_text("write");
    parsed.markdown = options.flag("markdown");
    parsed.json = options.optional_text("json");
    check_write(parsed);
    if (parsed.corpora.empty() && !options.given("programs")) {
        parsed.corpora = {RASP_STITCH_SOURCE_DIR "/corpora"};
    }
    return parsed;
}

} // namespace rasp_stitch::benchmarks
