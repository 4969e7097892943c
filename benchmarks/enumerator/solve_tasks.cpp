// rasp-benchmark-solve: reports which tasks a search solves, and checks the programs against those
// of the corpus on fresh inputs.

#include "benchmarks/enumerator/fresh_inputs.hpp"
#include "benchmarks/enumerator/own_programs.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve.hpp"
#include "lambda/types/type_text.hpp"
#include "support/budget/budget.hpp"
#include "support/budget/deadline.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

using enumerator::SearchTask;
using enumerator::SolvedGroup;

struct SolveTasksOptions {
    std::string primitives;
    bool alone = false;
    enumerator::SolveOptions solve;
};

Command command_of(SolveTasksOptions& options) {
    enumerator::SolveOptions& solve = options.solve;
    return {
        .name = "rasp-benchmark-solve",
        .version = {.number = RASP_STITCH_VERSION},
        .summary =
            "Searches for programs for the tasks of a corpus, and runs those that it finds beside "
            "the corpus's own on 200 inputs that were not among the examples: a program is right "
            "if "
            "both give the same on all of them.",
        .usage = {"[OPTIONS] TASKS.json"},
        .examples = {"    rasp-benchmark-solve corpora/rasp.json"},
        .rows = {{"Search", "search", 's', "KIND",
                  choice(solve.search,
                         std::vector<NamedValue<enumerator::SearchKind>>{
                             {"bottom-up", enumerator::SearchKind::bottom_up},
                             {"top-down", enumerator::SearchKind::top_down}}),
                  "bottom-up", "bottom-up or top-down"},
                 {"Search", "primitives", 'p', "NAMES", text(options.primitives), "minimal",
                  "the primitives, each with the same weight, as for rasp-enumerate"},
                 {"Search", "alone", 0, "", flag(options.alone), "",
                  "search for each task by itself; --time-limit is then for each"},
                 {"Search", "no-backwards", 0, "", cleared(solve.backwards), "",
                  "do not use the outputs of a task that is searched for alone backwards"},
                 {"Search", "frontier", 'k', "N", whole(solve.frontier_size, 1, 255), "1",
                  "how many programs to find for each task"},
                 {"Search", "no-few-examples", 0, "", cleared(solve.few_examples), "",
                  "search on all examples of all tasks of a group at once, bottom-up"},
                 threads_row("Search", solve.threads,
                             "a search that ends by itself finds the same"),
                 time_limit_row("Search", seconds(solve.budget.seconds), "60",
                                "stop after this time"),
                 memory_limit_row("Search", megabyte_count(solve.budget.memory), "8000",
                                  "the memory of all threads together; millions of bytes"),
                 max_programs_row("Search", whole(solve.budget.programs, 0, unlimited),
                                  "stop after N programs for each task, or each group of tasks")},
        .arguments = {.name = "TASKS.json", .least = 1, .most = 1}};
}

class Report {
public:
    explicit Report(std::span<const rasp::TaskEntry> entries) : own_(entries) {}

    void add(std::span<const SearchTask> tasks, const SolvedGroup& solved) {
        const enumerator::SearchGroup& group = solved.group;
        const enumerator::TaskSearchResult& result = solved.result;
        programs_ += result.programs;
        fmt::print("{}, {} literals, {} tasks: all below {:.2f} nats, {} programs in {:.2f} s "
                   "({:.0f}/s), stopped: {}\n",
                   lambda::print_type(group.language.types, group.request), solved.literals.size(),
                   group.tasks.size(), result.reached, result.programs, result.seconds,
                   static_cast<double>(result.programs) / std::max(result.seconds, 1e-9),
                   rasp_stitch::name_of(result.stopped));
        for (std::size_t i = 0; i < group.tasks.size(); ++i) {
            if (!result.solutions[i].empty()) {
                add_solution(tasks[group.tasks[i]], group.language.terms,
                             result.solutions[i].front());
            }
        }
    }

    void print_sum(std::size_t tasks, double seconds) const {
        fmt::print("{} of {} tasks solved, {} of them right on fresh inputs; {} programs in "
                   "{:.2f} s\n",
                   solved_, tasks, right_, programs_, seconds);
    }

private:
    void add_solution(const SearchTask& task, const lambda::TermStore& terms,
                      const enumerator::Solution& best) {
        const std::string program = enumerator::print_expression(terms, best.program.term);
        const rasp::TaskEntry* const own = own_.find(task.task.name);
        const bool is_right =
            own != nullptr && agree_on_fresh_inputs(task.task, *own->program, program);
        ++solved_;
        right_ += is_right ? 1U : 0U;
        fmt::print("  {} {}  {:.4f}  {:.3f} s  {} programs  {}\n", is_right ? "right" : "WRONG",
                   task.task.name, best.program.log_prior, best.seconds, best.programs, program);
    }

    OwnPrograms own_;
    std::size_t solved_ = 0;
    std::size_t right_ = 0;
    std::uint64_t programs_ = 0;
};

int run(int argc, const char* const* argv) {
    SolveTasksOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return exit_done;
    }
    const std::string& path = given->arguments().front();
    const std::vector<rasp::TaskEntry> entries =
        naming(path, [&] { return rasp::read_tasks(read_input(path)); });
    const std::vector<SearchTask> tasks =
        naming(path, [&] { return enumerator::merged_tasks(entries); });
    const enumerator::Language language = enumerator::rasp_language(options.primitives);
    const auto start = std::chrono::steady_clock::now();
    const std::size_t at_once = options.alone ? 1 : std::max<std::size_t>(tasks.size(), 1);
    Report report(entries);
    for (std::size_t first = 0; first < tasks.size(); first += at_once) {
        const auto searched = std::span(tasks).subspan(first, at_once);
        for (const SolvedGroup& group : solve(searched, language, options.solve)) {
            report.add(searched, group);
        }
    }
    report.print_sum(tasks.size(), seconds_since(start));
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-solve",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}
