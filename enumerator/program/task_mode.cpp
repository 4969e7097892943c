#include "enumerator/program/task_mode.hpp"

#include "enumerator/solve/example_task.hpp"
#include "enumerator/solve/frontiers_json.hpp"
#include "enumerator/solve/judged_solutions.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve.hpp"
#include "enumerator/solve/solve_summary.hpp"
#include "enumerator/solve/tasks_json.hpp"
#include "rasp/tasks/task.hpp"
#include "support/budget/deadline.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/files/file.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<SearchTask> load_tasks(const EnumerateOptions& options) {
    if (!options.tasks) {
        return {{.task = example_task(options.examples), .literals = {}}};
    }
    const std::string text = read_input(*options.tasks);
    std::vector<SearchTask> tasks =
        naming(*options.tasks, [&] { return merged_tasks(rasp::read_tasks(text)); });
    if (tasks.empty()) {
        throw InputError({.found = "no tasks",
                          .expected = "a list of tasks with examples",
                          .source = source_name(*options.tasks)});
    }
    return tasks;
}

std::string progress_text(const SolveProgress& progress, std::size_t tasks, double seconds) {
    const auto rate =
        static_cast<std::int64_t>(static_cast<double>(progress.programs) / std::max(seconds, 1e-3));
    return fmt::format("{} of {} tasks solved, group {} of {}: all below {:.2f} nats looked at, {} "
                       "programs a second",
                       progress.solved, tasks, std::min(progress.groups_done + 1, progress.groups),
                       progress.groups, progress.reached, grouped(rate));
}

// All programs are printed for examples, since the user who asks for several wants to see them. A
// single task needs no table of groups.
std::string text_of(const EnumerateOptions& options, std::span<const SearchTask> tasks,
                    std::span<const SolvedGroup> groups, const Verdicts& verdicts, double seconds) {
    return solutions_text(tasks, groups, options.tasks ? 1 : options.frontier_size) +
           verdicts_text(tasks, verdicts) + (options.tasks ? groups_text(groups) : "") +
           verdict_text(tasks, groups, seconds);
}

} // namespace

int describe_tasks(const EnumerateOptions& options) {
    std::fputs((tasks_json(load_tasks(options)).dump() + "\n").c_str(), stdout);
    return exit_done;
}

int run_tasks(const EnumerateOptions& options, const Language& language,
              Interruption& interruption) {
    const Clock::time_point start = Clock::now();
    if (options.out) {
        check_writable(*options.out);
    }
    const std::vector<SearchTask> tasks = load_tasks(options);
    ProgressLine line(!options.quiet);
    const auto show = [&](const SolveProgress& progress) {
        if (line.due()) {
            line.show(progress_text(progress, tasks.size(), seconds_since(start)));
        }
    };
    Budget budget = options.budget;
    budget.stop = interruption.token();
    const std::vector<SolvedGroup> groups = solve(tasks, language,
                                                  {.search = options.search,
                                                   .frontier_size = options.frontier_size,
                                                   .upper = options.upper,
                                                   .threads = options.threads,
                                                   .adds_literals = !options.grammar,
                                                   .backwards = options.backwards,
                                                   .budget = budget,
                                                   .on_progress = show});
    line.clear();
    const double seconds = seconds_since(start);
    const Verdicts verdicts = judge_solutions(tasks, groups, options.threads);
    if (options.out) {
        const FrontiersJsonOptions details{.version = RASP_STITCH_VERSION, .seconds = seconds};
        nlohmann::ordered_json document =
            frontiers_json(tasks, groups, language, options.search, details);
        add_verdicts(document, verdicts);
        write_output(*options.out, document.dump(1) + "\n");
    }
    if (!options.quiet) {
        const bool is_taken = options.out == "-";
        std::fputs(text_of(options, tasks, groups, verdicts, seconds).c_str(),
                   is_taken ? stderr : stdout);
    }
    return interruption.exit_code();
}

} // namespace rasp_stitch::enumerator
