#include "enumerator/program/task_mode.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/printed_programs.hpp"
#include "enumerator/solutions/frontiers_json.hpp"
#include "enumerator/solutions/judged_solutions.hpp"
#include "enumerator/solutions/solve_summary.hpp"
#include "enumerator/solutions/tasks_json.hpp"
#include "enumerator/solve/example_task.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve.hpp"
#include "enumerator/solve/task_check.hpp"
#include "rasp/tasks/example_literals.hpp"
#include "rasp/tasks/task.hpp"
#include "support/budget/deadline.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/files/file.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<SearchTask> read_task_file(const std::string& path) {
    const std::string text = read_input(path);
    return naming(path, [&] { return merged_tasks(rasp::read_tasks(text)); });
}

// Leaves the literals that the options ask for to add_literals.
std::vector<SearchTask> load_tasks(const EnumerateOptions& options) {
    if (!options.tasks) {
        return {{.task = example_task(options.examples), .literals = {}}};
    }
    std::vector<SearchTask> tasks = read_task_file(*options.tasks);
    if (tasks.empty()) {
        throw InputError({.found = "no tasks",
                          .expected = "a list of tasks with examples",
                          .source = source_name(*options.tasks)});
    }
    return tasks;
}

// Gives tasks their literals, unless these are those of the file. Examples that are held out from
// the search have no say in it.
void add_literals(const EnumerateOptions& options, std::span<SearchTask> tasks) {
    for (SearchTask& task : tasks) {
        if (options.literal_source == LiteralSource::examples) {
            task.literals = rasp::example_literals(task.task);
        } else if (options.literal_source == LiteralSource::list) {
            task.literals = options.literals;
        }
    }
}

std::string progress_text(const SolveProgress& progress, std::size_t tasks, double seconds) {
    const auto rate =
        static_cast<std::int64_t>(static_cast<double>(progress.programs) / std::max(seconds, 1e-3));
    return fmt::format("{} of {} tasks solved, group {} of {}: all below {} nats looked at, {} "
                       "programs a second",
                       progress.solved, tasks, std::min(progress.groups_done + 1, progress.groups),
                       progress.groups, nats_text(progress.reached), grouped(rate));
}

// Removes the examples that the search is not to see, and returns them by task.
std::vector<std::vector<rasp::Example>> hold_out_all(const EnumerateOptions& options,
                                                     std::span<SearchTask> tasks) {
    if (!options.tasks && options.held_out >= tasks.front().task.examples.size()) {
        throw InputError({.found = fmt::format("--check {} leaves none of {} example{} to search "
                                               "with",
                                               options.held_out, tasks.front().task.examples.size(),
                                               tasks.front().task.examples.size() == 1 ? "" : "s"),
                          .expected = "a number below that of the examples"});
    }
    std::vector<std::vector<rasp::Example>> held_out;
    for (SearchTask& task : tasks) {
        held_out.push_back(hold_out(task.task, options.held_out));
    }
    return held_out;
}

// Programs are judged by all examples, also by those that were held out.
std::vector<SearchTask> with_examples(std::span<const SearchTask> tasks,
                                      std::span<const std::vector<rasp::Example>> held_out) {
    std::vector<SearchTask> whole(tasks.begin(), tasks.end());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::vector<rasp::Example>& examples = whole[i].task.examples;
        examples.insert(examples.end(), held_out[i].begin(), held_out[i].end());
    }
    return whole;
}

std::vector<TaskCheck> check_all(std::span<const SearchTask> tasks,
                                 std::span<const std::vector<rasp::Example>> held_out,
                                 std::span<const SolvedGroup> groups) {
    std::vector<TaskCheck> checks(tasks.size());
    for (const SolvedGroup& group : groups) {
        for (std::size_t i = 0; i < group.group.tasks.size(); ++i) {
            const std::size_t task = group.group.tasks[i];
            checks[task] = check_solutions(group.group.language, tasks[task].task, held_out[task],
                                           group.result.solutions[i]);
        }
    }
    return checks;
}

// Tells which literals the examples have added, since nobody asked for these.
std::string literals_text(const EnumerateOptions& options, std::span<const SolvedGroup> groups) {
    const std::vector<std::string>& literals = groups.front().literals;
    if (options.tasks || options.literal_source != LiteralSource::examples || literals.empty()) {
        return "";
    }
    return fmt::format("{} literal{} from the examples: {} (--literals none leaves {} out)\n\n",
                       literals.size(), literals.size() == 1 ? "" : "s", fmt::join(literals, ", "),
                       literals.size() == 1 ? "it" : "them");
}

// A single task needs no table of groups.
std::string text_of(const EnumerateOptions& options, std::span<const SearchTask> tasks,
                    std::span<const SolvedGroup> groups, std::span<const TaskCheck> checks,
                    const Verdicts& verdicts, double seconds) {
    return literals_text(options, groups) +
           solutions_text(tasks, groups, checks, options.shown_programs) +
           verdicts_text(tasks, verdicts) + (options.tasks ? groups_text(groups) : "") +
           verdict_text(tasks, groups, checks, options.upper, seconds);
}

// Prints all programs that were found, by task.
void print_solutions(const EnumerateOptions& options, std::span<const SearchTask> tasks,
                     std::span<const SolvedGroup> groups) {
    std::vector<std::vector<PrintedPrograms::Program>> found(tasks.size());
    for (const SolvedGroup& group : groups) {
        for (std::size_t i = 0; i < group.group.tasks.size(); ++i) {
            const std::size_t task = group.group.tasks[i];
            for (const Solution& solution : group.result.solutions[i]) {
                found[task].push_back(
                    {.name = tasks[task].task.name,
                     .expression =
                         print_expression(group.group.language.terms, solution.program.term),
                     .comment = fmt::format("log prior {}", nats_text(solution.program.log_prior)),
                     .example = rasp::first_input(tasks[task].task)});
            }
        }
    }
    PrintedPrograms programs;
    for (const std::vector<PrintedPrograms::Program>& of_task : found) {
        for (const PrintedPrograms::Program& program : of_task) {
            programs.add(program);
        }
    }
    rasp::show_printed("rasp-enumerate",
                       programs.print(*options.print.form, options.print.changes));
}

} // namespace

int describe_tasks(const EnumerateOptions& options) {
    std::vector<SearchTask> tasks = load_tasks(options);
    add_literals(options, tasks);
    std::fputs((tasks_json(tasks).dump() + "\n").c_str(), stdout);
    return exit_done;
}

int run_tasks(const EnumerateOptions& options, const Language& language, SearchTeam* team,
              Interruption& interruption) {
    const Clock::time_point start = Clock::now();
    if (options.out) {
        check_writable(*options.out);
    }
    std::vector<SearchTask> tasks = load_tasks(options);
    const std::vector<std::vector<rasp::Example>> held_out = hold_out_all(options, tasks);
    add_literals(options, tasks);
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
                                                   .team = team,
                                                   .few_examples = options.few_examples,
                                                   .adds_literals = !options.grammar,
                                                   .backwards = options.backwards,
                                                   .budget = budget,
                                                   .on_progress = show});
    line.clear();
    const double seconds = seconds_since(start);
    const std::vector<TaskCheck> checks = check_all(tasks, held_out, groups);
    const Verdicts verdicts =
        judge_solutions(with_examples(tasks, held_out), groups, options.threads);
    if (options.out || options.as_json) {
        const FrontiersJsonOptions details{.version = RASP_STITCH_VERSION, .seconds = seconds};
        nlohmann::ordered_json document =
            frontiers_json(tasks, groups, checks, language, options.search, details);
        add_verdicts(document, verdicts);
        const std::string text = document.dump(1) + "\n";
        if (options.out) {
            write_output(*options.out, text);
        }
        if (options.as_json) {
            write_output("-", text);
        }
    }
    if (options.print.form) {
        print_solutions(options, tasks, groups);
    }
    if (!options.quiet && !options.as_json) {
        const bool is_taken = options.out == "-" || options.print.form.has_value();
        std::fputs(text_of(options, tasks, groups, checks, verdicts, seconds).c_str(),
                   is_taken ? stderr : stdout);
    }
    return interruption.exit_code();
}

} // namespace rasp_stitch::enumerator
