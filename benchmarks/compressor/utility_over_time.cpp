// rasp-benchmark-anytime: how soon the search for one abstraction has most of what it finds in the
// end, and how its bound falls meanwhile.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/corpus/units.hpp"
#include "compressor/library/compress.hpp"
#include "support/budget/deadline.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {
namespace {

struct AnytimeOptions {
    std::uint32_t max_arity = 0;
    std::size_t threads = 1;
    double seconds = 0;
};

Command command_of(AnytimeOptions& options) {
    return {
        .name = "rasp-benchmark-anytime",
        .version = {.number = RASP_STITCH_VERSION},
        .summary = "Tells when the search for the first abstraction of a corpus has 90, 99 and "
                   "100 % of the utility that it ends with, and what it holds at moments each "
                   "twice as late as the one before.",
        .usage = {"[OPTIONS] CORPUS.json..."},
        .examples = {"    rasp-benchmark-anytime corpora/rasp.json --time-limit 20"},
        .rows = {max_arity_row("Search", whole(options.max_arity, 1, 64), "2"),
                 threads_row("Search", options.threads, "what is proven does not depend on it"),
                 time_limit_row("Search", seconds(options.seconds), "20", "stop after this time")},
        .arguments = {.name = "CORPUS.json", .least = 1, .most = 1000}};
}

// What the search holds at a moment.
struct Moment {
    double seconds = 0;
    Utility utility = 0;
    Utility open_bound = 0;
};

void print_moments(const std::vector<Moment>& moments, const Units& units) {
    double next = 0.01;
    for (const Moment& moment : moments) {
        if (moment.seconds >= next) {
            fmt::print("    after {:8.2f} s: utility {}, at most {}\n", moment.seconds,
                       amount_text(units.utility(moment.utility)),
                       amount_text(units.utility(moment.open_bound)));
            while (next <= moment.seconds) {
                next *= 2;
            }
        }
    }
}

void print_shares(const std::vector<Moment>& moments, Utility last) {
    for (const int percent : std::array{90, 99, 100}) {
        for (const Moment& moment : moments) {
            if (moment.utility * 100 >= last * percent) {
                fmt::print("    {:3} % of it after {:.2f} s\n", percent, moment.seconds);
                break;
            }
        }
    }
}

void measure(const std::string& path, const AnytimeOptions& options) {
    Corpus corpus = naming(path, [&] { return read_corpus(read_input(path)); });
    CompressionSettings settings{.iterations = 1};
    settings.settings.max_arity = options.max_arity;
    const Units units(corpus, settings.settings.penalty);
    const auto start = std::chrono::steady_clock::now();
    std::vector<Moment> moments;
    CompressionControl control{.threads = options.threads};
    control.budget.seconds = options.seconds;
    control.progress = [&](const CompressionProgress& at) {
        moments.push_back({.seconds = seconds_since(start),
                           .utility = at.search.best.utility,
                           .open_bound = at.search.open_bound});
    };
    const Compression found = compress(corpus, settings, control);
    const Utility last = found.steps.empty() ? 0 : found.steps.front().utility;
    moments.push_back({.seconds = seconds_since(start),
                       .utility = last,
                       .open_bound = last + found.gap.value_or(0)});
    fmt::print("{}, arity {}: utility {} after {:.2f} s, {}\n", path, options.max_arity,
               amount_text(units.utility(last)), moments.back().seconds,
               found.gap ? fmt::format("at most {}", amount_text(units.utility(last + *found.gap)))
                         : "proven to be the greatest");
    print_moments(moments, units);
    print_shares(moments, last);
}

int run(int argc, const char* const* argv) {
    AnytimeOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return exit_done;
    }
    for (const std::string& path : given->arguments()) {
        measure(path, options);
    }
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::compressor

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-anytime",
                                    [&] { return rasp_stitch::compressor::run(argc, argv); });
}
