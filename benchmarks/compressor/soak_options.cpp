#include "benchmarks/compressor/soak_options.hpp"

#include "support/cli/decimal.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <string>
#include <string_view>
#include <thread>

namespace rasp_stitch::benchmarks {

namespace {

constexpr std::int64_t most_minutes = 1'000'000;
constexpr std::int64_t most_threads = 1024;
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

constexpr std::array option_rows = {
    OptionRow{"Limits", "minutes", 0, "X", "", "stop after so many minutes"},
    OptionRow{"Limits", "corpora", 0, "N", "", "stop after so many corpora"},

    OptionRow{"Soak", "seed", 0, "S", "",
              "the seed of the first corpus, the next has the next; random unless given"},
    OptionRow{"Soak", "threads", 't', "N", "1",
              "corpora to compare at one time, 0 for as many as there are cores"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS]"};

constexpr std::array<std::string_view, 5> examples = {
    "All night, on all cores:",           "    rasp-soak --minutes 480 -t0",     "",
    "The corpus of a failure once more:", "    rasp-soak --seed 17 --corpora 1",
};

constexpr std::string_view about =
    "Compresses random corpora and compares each result with what a search by brute force finds, "
    "with all pruning rules, without each of them, and with none.\n"
    "Ends with the first difference and exit code 1; without limits, when it is stopped (Ctrl-C).";

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

int thread_count(const Options& options) {
    const auto given = static_cast<int>(options.integer("threads", 0, most_threads));
    return given > 0 ? given : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace

std::optional<SoakOptions> parse_soak_options(int argc, const char* const* argv) {
    const Options options(option_rows, {}, argc, argv);
    if (options.flag("help")) {
        print(help_text(
            {.program = "rasp-soak", .summary = about, .usage = usage, .examples = examples},
            option_rows));
        return std::nullopt;
    }
    if (options.flag("version")) {
        print("rasp-soak " RASP_STITCH_VERSION "\n");
        return std::nullopt;
    }
    SoakOptions parsed;
    if (options.given("minutes")) {
        const Decimal minutes = options.decimal("minutes", 0, most_minutes);
        parsed.seconds =
            60 * static_cast<double>(minutes.units) / static_cast<double>(minutes.scale);
    }
    if (options.given("corpora")) {
        parsed.corpora = static_cast<std::uint64_t>(options.integer("corpora", 1, most));
    }
    if (options.given("seed")) {
        parsed.seed = static_cast<std::uint64_t>(options.integer("seed", 0, most));
    }
    parsed.threads = thread_count(options);
    return parsed;
}

} // namespace rasp_stitch::benchmarks
