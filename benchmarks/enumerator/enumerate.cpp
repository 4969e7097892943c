// rasp-benchmark-enumerate: measures how fast programs are enumerated, beside DreamCoder's solver.

#include "benchmarks/enumerator/solver_oracle.hpp"
#include "benchmarks/harness/report.hpp"
#include "benchmarks/harness/text_table.hpp"
#include "benchmarks/harness/thread_rate.hpp"
#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/solve/window_search.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/options/option_values.hpp"
#include "support/random/random.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

constexpr double window_width = 1.5;

struct EnumerateOptions {
    double seconds = 1; // to measure each
    double upper = 24;
    bool markdown = false;
};

Command command_of(EnumerateOptions& options) {
    return {
        .name = "rasp-benchmark-enumerate",
        .version = {.number = RASP_STITCH_VERSION},
        .summary =
            "Measures how many programs a second are enumerated with one thread, for the grammars "
            "and types that DreamCoder's solver was measured with (those of the tests unless "
            "others are named): counted, and run on ten inputs of eight tokens.",
        .usage = {"[OPTIONS] [ORACLE.json]"},
        .examples = {"Quickly:", "    rasp-benchmark-enumerate --seconds 0.1",
                     "benchmarks/README.md says what the columns mean."},
        .rows = {{"Measuring", "seconds", 0, "X", seconds(options.seconds), "1",
                  "about how long to measure each"},
                 {"Measuring", "upper", 0, "X", real(options.upper, 0, 100), "24",
                  "also measure the 1.5 nats below this, which the solver cannot reach"},
                 {"Output", "markdown", 0, "", flag(options.markdown), "",
                  "print tables in Markdown"}},
        .arguments = {.name = "ORACLE", .least = 0, .most = 1}};
}

std::string rounded(double number) {
    return grouped(std::llround(number));
}

// Includes the time for making the table.
double windows_per_second(const Oracle& oracle, const OracleCase& entry,
                          const enumerator::GrammarView& view,
                          const enumerator::TopDownOptions& window, double seconds) {
    return best_rate(seconds, [&] {
        (void)enumerator::enumerate_top_down(oracle.types, view, entry.request, window);
    });
}

// Draws a letter or a digit for the type `input(str)` or `input(num)`.
rasp::Value drawn(const lambda::TypeStore& types, lambda::TypeId of, Random& random) {
    constexpr std::uint64_t choices = 5;
    const auto number = static_cast<std::int64_t>(below(random, choices));
    if (types.name(types.arguments(of)[0]) == "num") {
        return number;
    }
    return std::string(1, static_cast<char>('a' + number));
}

// Returns a task with ten inputs of eight tokens, the same ones each time, that no program solves.
rasp::Task word_task(const lambda::TypeStore& types, lambda::TypeId request) {
    constexpr std::size_t inputs = 10;
    constexpr std::size_t tokens = 8;
    const std::vector<lambda::TypeId> arguments = lambda::signature_of(types, request).arguments;
    Random random(1);
    rasp::Task task{.name = "words", .type = lambda::print_type(types, request)};
    for (std::size_t i = 0; i < inputs; ++i) {
        rasp::Example& example = task.examples.emplace_back();
        for (std::size_t token = 0; token < tokens; ++token) {
            example.input.tokens.push_back(drawn(types, arguments[0], random));
        }
        if (arguments.size() == 2) {
            example.input.atom = drawn(types, arguments[1], random);
        }
        example.output = rasp::Sequence(tokens, std::int64_t{-12345});
    }
    return task;
}

// Returns how many programs a second are run on the words and looked up among the outputs.
double evaluated_per_second(const Oracle& oracle, const OracleCase& entry,
                            const enumerator::GrammarView& view,
                            const enumerator::TopDownOptions& window, double seconds) {
    const std::vector<rasp::Task> tasks = {word_task(oracle.types, entry.request)};
    const enumerator::TaskExamples examples = enumerator::batch_examples(tasks);
    const enumerator::ProgramTable table = enumerator::make_program_table(
        oracle.types, view, entry.request, enumerator::bound_of(window.upper), {});
    lambda::TermStore terms;
    std::uint64_t programs = 0;
    const double rate = best_rate(seconds, [&] {
        programs = enumerator::search_window(table, view, terms, tasks, examples, window, {})
                       .search.programs;
    });
    return rate * static_cast<double>(programs);
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
                   rounded(programs * rate / solver_rate),
                   rounded(evaluated_per_second(oracle, entry, view, window, seconds))});
}

TextTable measure(const Oracle& oracle, double upper, double seconds) {
    TextTable table(
        {"case", "nats", "programs", "solver/s", "ms", "programs/s", "x solver", "evaluated/s"});
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
    EnumerateOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return exit_done;
    }
    const std::string path = given->arguments().empty() ? RASP_STITCH_SOURCE_DIR
                                 "/tests/enumerator/oracle.json"
                                                        : given->arguments().front();
    const Oracle oracle = read_oracle(path);
    fmt::print("rasp-stitch {}, {}\n\n", RASP_STITCH_VERSION, machine_name());
    const TextTable table = measure(oracle, options.upper, options.seconds);
    fmt::print("{}", options.markdown ? table.markdown() : table.plain());
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-enumerate",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}
