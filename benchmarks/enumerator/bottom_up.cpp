// rasp-benchmark-bottom-up: measures how fast bottom-up search tries programs, and how much memory
// a behaviour takes. All tasks of a request are searched for together until a given number of
// programs has been tried, so the work is the same each time.

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::enumerator {
namespace {

// Returns the type with num in place of int and float.
std::string with_numbers(std::string type) {
    for (const std::string_view tag : {"(int)", "(float)"}) {
        for (std::size_t at = type.find(tag); at != std::string::npos; at = type.find(tag, at)) {
            type.replace(at, tag.size(), "(num)");
        }
    }
    return type;
}

struct SpeedOptions {
    std::string primitives;
    std::uint64_t examples = 0; // of each task, the shortest ones; 0 for all
    bool is_alone = false;      // search for each task alone
    bool general = false;       // compute with columns of any values
    TaskSearchOptions search = {.budget = {.memory = std::size_t{8} << 30U}};
};

// Keeps the examples of a task with the shortest inputs.
void keep_shortest(rasp::Task& task, std::size_t count) {
    std::ranges::stable_sort(task.examples, {}, [](const rasp::Example& example) {
        return example.input.tokens.size();
    });
    std::erase_if(task.examples, [](const auto& e) { return e.input.tokens.empty(); });
    task.examples.resize(std::min(task.examples.size(), count));
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

Command command_of(SpeedOptions& options) {
    return {
        .name = "rasp-benchmark-bottom-up",
        .version = {.number = RASP_STITCH_VERSION},
        .summary =
            "Measures how fast bottom-up search tries programs and finds behaviours, and how "
            "many bytes a behaviour takes. All tasks of a type are searched for together, "
            "until a given number of programs has been tried. Seconds are those of all "
            "processors.",
        .usage = {"[OPTIONS] TASKS.json"},
        .examples = {"    rasp-benchmark-bottom-up corpora/rasp.json --max-programs 1000000"},
        .rows = {max_programs_row("Search", whole(options.search.budget.programs, 0, unlimited),
                                  "try N programs for each type"),
                 {"Search", "kept", 'k', "N", whole(options.search.frontier_size, 1, unlimited),
                  "1", "how many programs to keep for each task"},
                 {"Search", "primitives", 'p', "NAMES", text(options.primitives), "minimal",
                  "the primitives, each with the same weight, as for rasp-enumerate"},
                 {"Search", "examples", 'e', "N", whole(options.examples, 1, unlimited), "",
                  "search on the N shortest examples of each task"},
                 {"Search", "alone", 0, "", flag(options.is_alone), "",
                  "search for each task alone"},
                 {"Search", "general-columns", 0, "", flag(options.general), "",
                  "compute with columns of any values, not with narrow ones"},
                 threads_row("Search", options.search.threads, "the result does not depend on it")},
        .arguments = {.name = "TASKS.json", .least = 1, .most = 4}};
}

// Before there were options, PROGRAMS, KEPT and PRIMITIVES stood behind TASKS.json.
void take_old_arguments(const std::vector<std::string>& arguments, SpeedOptions& options) {
    const std::vector<OptionRow> rows = command_of(options).rows;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        rows[i - 1].value.store(rows[i - 1].name, arguments[i]);
    }
}

int run(int argc, const char* const* argv) {
    SpeedOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return exit_done;
    }
    take_old_arguments(given->arguments(), options);
    if (!given->has("max-programs") && given->arguments().size() < 2) {
        throw InputError({.found = "--max-programs is missing",
                          .expected = "the number of programs to try for each type"});
    }
    std::map<std::string, std::vector<rasp::Task>> requests;
    for (const rasp::TaskEntry& entry : rasp::read_tasks(read_input(given->arguments().front()))) {
        rasp::Task task = entry.task;
        if (options.examples > 0) {
            keep_shortest(task, options.examples);
        }
        const std::string request = with_numbers(task.type);
        requests[options.is_alone ? request + "  " + task.name : request].push_back(task);
    }
    fmt::print("{:>5} {:>7} {:>9} {:>8} {:>10} {:>10} {:>11} {:>7} {:>7}  {}\n", "tasks", "solved",
               "programs", "seconds", "programs/s", "behaviours", "behaviours/s", "bytes", "nats",
               "request");
    options.search.narrow_columns = !options.general;
    for (const auto& [request, tasks] : requests) {
        const double begun = processor_seconds();
        Language language = rasp_language(options.primitives);
        const BottomUpResult found = search_bottom_up(
            language, lambda::parse_type(language.types, with_numbers(tasks[0].type)), tasks,
            options.search);
        const double seconds = processor_seconds() - begun;
        const auto solved = std::ranges::count_if(
            found.solutions, [](const auto& solutions) { return !solutions.empty(); });
        fmt::print("{:>5} {:>7} {:>9} {:>8.2f} {:>10.0f} {:>10} {:>11.0f} {:>7.0f} {:>7.2f}  {}\n",
                   tasks.size(), solved, found.programs, seconds,
                   static_cast<double>(found.programs) / seconds, found.behaviours,
                   static_cast<double>(found.behaviours) / seconds,
                   static_cast<double>(found.behaviour_bytes) /
                       static_cast<double>(std::max<std::size_t>(found.behaviours, 1)),
                   found.reached, request);
    }
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::enumerator

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-bottom-up",
                                    [&] { return rasp_stitch::enumerator::run(argc, argv); });
}
