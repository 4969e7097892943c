#include "benchmarks/compressor/soak_options.hpp"

#include "support/cli/options.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"

namespace rasp_stitch::benchmarks {

namespace {

// The old way to give a time limit.
OptionValue minutes(std::optional<double>& time_limit) {
    return {.store = [&time_limit](std::string_view name, const std::string& text) {
        double number = 0;
        real(number, 0, 1e6).store(name, text);
        time_limit = 60 * number;
    }};
}

Command command_of(SoakOptions& options) {
    return {
        .name = "rasp-soak",
        .version = {.number = RASP_STITCH_VERSION},
        .summary =
            "Compresses random corpora and compares each result with what a brute-force search "
            "finds, with all pruning rules, without each of them, and with none.\n"
            "It stops at the first difference, with exit code 1, or at a limit; without limits, it "
            "runs until Ctrl-C.",
        .usage = {"[OPTIONS]"},
        .examples = {"All night, on all cores:", "    rasp-soak --time-limit 28800", "",
                     "The corpus of a failure once more:", "    rasp-soak --seed 17 --corpora 1"},
        .rows = {time_limit_row("Limits", seconds(options.time_limit), "", "stop after this time"),
                 {"Limits", "corpora", 0, "N", whole(options.corpora, 1, unlimited), "",
                  "stop after N corpora"},
                 {.name = "minutes", .value_name = "X", .value = minutes(options.time_limit)},
                 with_default_note(
                     seed_row("Soak", whole(options.seed, 0, unlimited), "",
                              "the seed of the first corpus, and one more for each that follows"),
                     "random"),
                 threads_row("Soak", options.threads, "each compares a corpus of its own")}};
}

} // namespace

std::optional<SoakOptions> parse_soak_options(int argc, const char* const* argv) {
    SoakOptions options;
    return parse_options(command_of(options), argc, argv) ? std::optional(options) : std::nullopt;
}

} // namespace rasp_stitch::benchmarks
