// rasp-benchmark-few-examples: compares searching for tasks in groups, singly, and singly on a few
// of their examples first. Each task is given the same budget, and a group the sum of those of its
// tasks. One thread is used, and its processor time is measured.

#include "enumerator/solve/few_examples.hpp"
#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/group_tasks.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/types/type_text.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {
namespace {

struct ComparisonOptions {
    std::string primitives;
    TaskSearchOptions search = {.backwards = true};
    ExampleChoice choice = {};
    bool is_few_only = false;
    bool lists_tasks = false;
};

Command command_of(ComparisonOptions& options) {
    return {
        .name = "rasp-benchmark-few-examples",
        .version = {.number = RASP_STITCH_VERSION},
        .summary =
            "Searches for programs for tasks in three ways: all tasks of a type together, each "
            "task by itself on all of its examples, and each by itself on a few of them, to which "
            "those "
            "are added that refute what was found.",
        .usage = {"[OPTIONS] TASKS.json"},
        .examples = {"    rasp-benchmark-few-examples corpora/tasks.json --time-limit 1"},
        .rows = {{"Search", "primitives", 'p', "NAMES", text(options.primitives), "minimal",
                  "the primitives, each with the same weight, as for rasp-enumerate"},
                 {"Search", "frontier", 'k', "N", whole(options.search.frontier_size, 1, 255), "1",
                  "how many programs to find for each task"},
                 {"Search", "positions", 0, "N", whole(options.choice.positions, 1, unlimited),
                  "16", "how long the few examples are together"},
                 time_limit_row("Search", seconds(options.search.budget.seconds), "",
                                "for each task"),
                 memory_limit_row("Search", megabyte_count(options.search.budget.memory), "8000",
                                  "for each search; millions of bytes"),
                 max_programs_row("Search", whole(options.search.budget.programs, 0, unlimited),
                                  "for each task"),
                 {"Search", "general-columns", 0, "", cleared(options.search.narrow_columns), "",
                  "compute with columns of any values, not with narrow ones"},
                 {"Search", "no-backwards", 0, "", cleared(options.search.backwards), "",
                  "do not use outputs backwards where a task is searched for by itself"},
                 threads_row("Search", options.search.threads, "the result does not depend on it"),
                 {"Search", "few-only", 0, "", flag(options.is_few_only), "",
                  "leave the other two ways out"},
                 {"Output", "list", 0, "", flag(options.lists_tasks), "",
                  "print a line for each task that is searched for on few examples"}},
        .arguments = {.name = "TASKS.json", .least = 1, .most = 1}};
}

// What one way of searching has found and taken, for all tasks.
struct Sum {
    std::size_t solved = 0;
    std::size_t unsolved = 0;
    double nats = 0; // that the searches for unsolved tasks have reached
    std::uint64_t programs = 0;
    double seconds = 0; // of the processor
    std::size_t searches = 0;

    void add(const TaskSearchResult& result) {
        for (const std::vector<Solution>& solutions : result.solutions) {
            solved += solutions.empty() ? 0U : 1U;
            unsolved += solutions.empty() ? 1U : 0U;
            nats += solutions.empty() ? result.reached : 0;
        }
        programs += result.programs;
    }

    void print(const char* way) const {
        fmt::print("{:<14} {:>6} {:>8} {:>14} {:>9.2f} {:>12.0f} {:>8.2f}\n", way, solved, searches,
                   programs, seconds, static_cast<double>(programs) / std::max(seconds, 1e-3),
                   nats / static_cast<double>(std::max<std::size_t>(unsolved, 1)));
    }
};

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void measured(Sum& sum, const std::function<void()>& search) {
    const double start = processor_seconds();
    search();
    sum.seconds += processor_seconds() - start;
}

class Comparison {
public:
    Comparison(std::span<const SearchTask> tasks, const ComparisonOptions& options)
        : tasks_(tasks), options_(options), base_(rasp_language(options.primitives)) {}

    void run() {
        const auto literals = [&](const SearchTask& task) {
            return missing_productions(base_, task.literals);
        };
        for (const TaskGroup& group : group_tasks(tasks_, literals)) {
            search(group);
        }
        fmt::print("{:<14} {:>6} {:>8} {:>14} {:>9} {:>12} {:>8}\n", "way", "solved", "searches",
                   "programs", "CPU s", "programs/s", "nats");
        together_.print("together");
        singly_.print("singly");
        few_.print("few examples");
    }

private:
    void search(const TaskGroup& group) {
        std::vector<rasp::Task> tasks;
        for (const std::size_t task : group.tasks) {
            tasks.push_back(tasks_[task].task);
        }
        const Language language = with_productions(base_, group.key);
        if (!options_.is_few_only) {
            search_plainly(language, group, tasks);
        }
        for (const rasp::Task& task : tasks) {
            measured(few_, [&] { search_few(language, group, task); });
        }
    }

    void search_plainly(const Language& language, const TaskGroup& group,
                        std::span<const rasp::Task> tasks) {
        TaskSearchOptions whole = options_.search;
        whole.budget.seconds *= static_cast<double>(tasks.size());
        if (whole.budget.programs != Budget::no_program_limit) {
            whole.budget.programs *= tasks.size();
        }
        measured(together_, [&] { together_.add(plain(language, group, tasks, whole)); });
        ++together_.searches;
        for (const rasp::Task& task : tasks) {
            measured(singly_, [&] {
                singly_.add(plain(language, group, std::span(&task, 1), options_.search));
            });
            ++singly_.searches;
        }
    }

    static TaskSearchResult plain(Language language, const TaskGroup& group,
                                  std::span<const rasp::Task> tasks,
                                  const TaskSearchOptions& options) {
        const lambda::TypeId request = lambda::parse_type(language.types, group.request);
        return search_bottom_up(language, request, tasks, options);
    }

    void search_few(Language language, const TaskGroup& group, const rasp::Task& task) {
        const lambda::TypeId request = lambda::parse_type(language.types, group.request);
        const FewExamplesResult result =
            search_few_examples(language, request, task, options_.search, options_.choice);
        few_.add(result);
        few_.searches += result.searches;
        if (options_.lists_tasks) {
            std::size_t positions = 0;
            for (const std::size_t example : result.examples) {
                positions += task.examples[example].input.tokens.size();
            }
            fmt::print("{:<30} {} programs, {} searches, {} refuted, {} of {} examples, {} "
                       "positions, {:.2f} nats\n",
                       safe_excerpt(task.name, 30), result.programs, result.searches,
                       result.refuted, result.examples.size(), task.examples.size(), positions,
                       result.reached);
        }
    }

    std::span<const SearchTask> tasks_;
    const ComparisonOptions& options_;
    Language base_;
    Sum together_;
    Sum singly_;
    Sum few_;
};

int run(int argc, const char* const* argv) {
    ComparisonOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return exit_done;
    }
    const std::string& path = given->arguments().front();
    const std::vector<SearchTask> tasks =
        naming(path, [&] { return merged_tasks(rasp::read_tasks(read_input(path))); });
    Comparison(tasks, options).run();
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::enumerator

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-few-examples",
                                    [&] { return rasp_stitch::enumerator::run(argc, argv); });
}
