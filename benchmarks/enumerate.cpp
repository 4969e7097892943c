// rasp-benchmark-enumerate: how fast programs are enumerated, beside DreamCoder's solver.

#include "benchmarks/report.hpp"
#include "benchmarks/solver_oracle.hpp"
#include "benchmarks/text_table.hpp"
#include "benchmarks/thread_rate.hpp"
#include "enumerator/top_down.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/input_error.hpp"
#include "support/numbers.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

constexpr double window_width = 1.5;

constexpr std::array option_rows = {
    OptionRow{"Measuring", "seconds", 0, "X", "1", "how long to measure each, about"},
    OptionRow{"Measuring", "upper", 0, "X", "24",
              "measure the 1.5 nats below this, too, which the solver cannot reach"},
    OptionRow{"Output", "markdown", 0, "", "", "print tables in Markdown"},
    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] [ORACLE.json]"};

constexpr std::array<std::string_view, 3> examples = {
    "Quickly:",
    "    rasp-benchmark-enumerate --seconds 0.1",
    "benchmarks/README.md says what the columns mean.",
};

constexpr std::string_view about =
    "Measures how many programs a second are enumerated with one thread, for the grammars and "
    "types that DreamCoder's solver was measured with (those of the tests unless others are "
    "named).";

std::string rounded(double number) {
    return grouped(std::llround(number));
}

// From the grammar on: making the table belongs to it.
double windows_per_second(const Oracle& oracle, const OracleCase& entry,
                          const enumerator::GrammarView& view,
                          const enumerator::TopDownOptions& window, double seconds) {
    return best_rate(seconds, [&] {
        (void)enumerator::enumerate_top_down(oracle.types, view, entry.request, window);
    });
}

void add_row(TextTable& table, const Oracle& oracle, const OracleCase& entry,
             const enumerator::TopDownOptions& window, double seconds, double solver_rate) {
    const enumerator::GrammarView view = view_of(oracle.types, entry.grammar);
    const enumerator::TopDownResult result =
        enumerator::enumerate_top_down(oracle.types, view, entry.request, window);
    const double rate = windows_per_second(oracle, entry, view, window, seconds);
    const double programs = static_cast<double>(result.programs);
    table.add_row({entry.name, fmt::format("{}-{}", window.lower, window.upper),
                   grouped(static_cast<std::int64_t>(result.programs)), rounded(solver_rate),
                   fmt::format("{:.3g}", 1000 / rate), rounded(programs * rate),
                   rounded(programs * rate / solver_rate)});
}

TextTable measure(const Oracle& oracle, double upper, double seconds) {
    TextTable table({"case", "nats", "programs", "solver/s", "ms", "programs/s", "x solver"});
    for (const OracleCase& entry : oracle.cases) {
        const OracleCase::Window& last = entry.windows.back();
        const double solver_rate = static_cast<double>(last.programs) / entry.seconds;
        add_row(table, oracle, entry, {.lower = last.lower, .upper = last.upper}, seconds,
                solver_rate);
        if (upper > last.upper) {
            add_row(table, oracle, entry, {.lower = upper - window_width, .upper = upper}, seconds,
                    solver_rate);
        }
    }
    return table;
}

int run(int argc, const char* const* argv) {
    const Options options(option_rows, {.name = "ORACLE", .least = 0, .most = 1}, argc, argv);
    if (options.flag("help")) {
        fmt::print("{}", help_text({.program = "rasp-benchmark-enumerate",
                                    .summary = about,
                                    .usage = usage,
                                    .examples = examples},
                                   option_rows));
        return exit_done;
    }
    if (options.flag("version")) {
        fmt::print("rasp-benchmark-enumerate {}\n", RASP_STITCH_VERSION);
        return exit_done;
    }
    const std::string path = options.positional().empty() ? RASP_STITCH_SOURCE_DIR
                                 "/tests/enumerator/oracle.json"
                                                          : options.positional().front();
    const Oracle oracle = read_oracle(path);
    fmt::print("rasp-stitch {}, {}\n\n", RASP_STITCH_VERSION, machine_name());
    const TextTable table =
        measure(oracle, options.real("upper", 0, 100), options.seconds("seconds"));
    fmt::print("{}", options.flag("markdown") ? table.markdown() : table.plain());
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-enumerate",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}
