// rasp-benchmark-evaluate: measures how fast RASP programs are evaluated.

#include "benchmarks/harness/report.hpp"
#include "benchmarks/harness/text_table.hpp"
#include "benchmarks/rasp/evaluation_speed.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/options/option_values.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

// Sorts of 32 letters per second by the reference interpreter and by Tracr's evaluator, measured
// when this project began.
constexpr double reference_sorts = 61;
constexpr double tracr_sorts = 1300;

struct EvaluateOptions {
    SpeedOptions speed;
    bool markdown = false;
};

Command command_of(EvaluateOptions& options) {
    return {.name = "rasp-benchmark-evaluate",
            .version = {.number = RASP_STITCH_VERSION},
            .summary =
                "Measures on how many inputs a second RASP programs are evaluated with one thread: "
                "sorting, and a corpus of tasks (that of the repository unless another is named).",
            .usage = {"[OPTIONS] [CORPUS.json]"},
            .examples = {"Quickly:", "    rasp-benchmark-evaluate --seconds 0.1",
                         "benchmarks/README.md says what the columns mean."},
            .rows = {{"Measuring", "seconds", 0, "X", seconds(options.speed.seconds), "1",
                      "about how long to measure each"},
                     {"Measuring", "batch", 0, "N", whole(options.speed.batch, 1, 100'000), "8",
                      "inputs to evaluate together when sorting"},
                     {"Output", "markdown", 0, "", flag(options.markdown), "",
                      "print tables in Markdown"}},
            .arguments = {.name = "CORPUS", .least = 0, .most = 1}};
}

std::string rounded(double number) {
    return grouped(std::llround(number));
}

std::string microseconds(double per_second) {
    return fmt::format("{:.3g}", 1e6 / per_second);
}

TextTable sort_table(const SpeedOptions& speed) {
    constexpr std::array<std::pair<Tokens, std::string_view>, 3> tokens = {
        {{Tokens::letters, "letters"},
         {Tokens::whole_numbers, "whole numbers"},
         {Tokens::floats, "floats"}}};
    constexpr std::array<std::size_t, 4> lengths = {8, 32, 128, 512};
    TextTable table({"sort", "n", "inputs/s", "us/input", "x reference", "x Tracr"});
    for (const auto& [kind, name] : tokens) {
        for (const std::size_t length : lengths) {
            const double sorts = measure_sort(length, kind, speed).inputs_per_second;
            const bool is_known = kind == Tokens::letters && length == 32;
            table.add_row({std::string(name), std::to_string(length), rounded(sorts),
                           microseconds(sorts), is_known ? rounded(sorts / reference_sorts) : "-",
                           is_known ? rounded(sorts / tracr_sorts) : "-"});
        }
    }
    return table;
}

TextTable corpus_table(const std::string& path, const SpeedOptions& speed) {
    const std::vector<rasp::TaskEntry> entries = rasp::read_tasks(read_input(path));
    TextTable table({"corpus", "programs", "inputs", "inputs/s", "us/input"});
    const auto add = [&](std::string_view what, const Speed& measured) {
        table.add_row({std::string(what), std::to_string(entries.size()),
                       std::to_string(measured.inputs), rounded(measured.inputs_per_second),
                       microseconds(measured.inputs_per_second)});
    };
    add("evaluated", measure_corpus(entries, speed));
    add("compiled, evaluated and compared", measure_check(entries, speed));
    return table;
}

int run(int argc, const char* const* argv) {
    EvaluateOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return exit_done;
    }
    const SpeedOptions& speed = options.speed;
    const std::string corpus = given->arguments().empty() ? RASP_STITCH_SOURCE_DIR
                                   "/corpora/rasp.json"
                                                          : given->arguments().front();
    const auto text = [&](const TextTable& table) {
        return options.markdown ? table.markdown() : table.plain();
    };
    fmt::print("rasp-stitch {}, {}\n\n", RASP_STITCH_VERSION, machine_name());
    fmt::print("batches of {}\n{}\n", speed.batch, text(sort_table(speed)));
    std::fflush(stdout);
    fmt::print("{}", text(corpus_table(corpus, speed)));
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-evaluate",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}
