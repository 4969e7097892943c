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
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

using enumerator::SearchTask;
using enumerator::SolvedGroup;

constexpr std::array option_rows = {
    OptionRow{"Search", "search", 's', "KIND", "bottom-up", "bottom-up or top-down"},
    OptionRow{"Search", "primitives", 'p', "NAMES", "minimal",
              "the primitives, each with the same weight, as for rasp-enumerate"},
    OptionRow{"Search", "frontier", 'k', "N", "1", "programs for each task"},
    OptionRow{"Search", "threads", 't', "N", "2", "threads to search with"},
    OptionRow{"Search", "time", 0, "SECONDS", "60", "in all"},
    OptionRow{"Search", "memory", 0, "MB", "8000", "of all threads"},
    OptionRow{"Search", "most-programs", 0, "N", "",
              "stop the search for each group of tasks after N programs"},
    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] TASKS.json"};

constexpr std::array<std::string_view, 1> examples = {"    rasp-benchmark-solve corpora/rasp.json"};

constexpr std::string_view about =
    "Searches for programs for the tasks of a corpus, and runs those that it finds beside the "
    "programs of the corpus on 200 inputs that are not among the examples. A program is right if "
    "both give the same outputs on all of them.";

class Report {
public:
    Report(std::span<const SearchTask> tasks, std::span<const rasp::TaskEntry> entries)
        : tasks_(tasks), own_(entries) {}

    void add(const SolvedGroup& solved) {
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
                add_solution(tasks_[group.tasks[i]], group.language.terms,
                             result.solutions[i].front());
            }
        }
    }

    void print_sum(double seconds) const {
        fmt::print("{} of {} tasks solved, {} of them right on fresh inputs; {} programs in "
                   "{:.2f} s\n",
                   solved_, tasks_.size(), right_, programs_, seconds);
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

    std::span<const SearchTask> tasks_;
    OwnPrograms own_;
    std::size_t solved_ = 0;
    std::size_t right_ = 0;
    std::uint64_t programs_ = 0;
};

enumerator::SearchKind search_of(const Options& options) {
    const auto search = enumerator::search_kind_named(options.text("search"));
    if (!search) {
        throw InputError({.found = "--search " + quote_excerpt(options.text("search")),
                          .expected = "bottom-up or top-down"});
    }
    return *search;
}

enumerator::SolveOptions solve_options(const Options& options) {
    enumerator::SolveOptions solve{
        .search = search_of(options),
        .frontier_size = static_cast<std::size_t>(options.integer("frontier", 1, 255)),
        .threads = static_cast<std::size_t>(options.integer("threads", 1, 1024)),
        .budget = {.seconds = options.seconds("time"),
                   .memory = megabytes(
                       static_cast<std::size_t>(options.integer("memory", 1, 1'000'000)))}};
    if (options.given("most-programs")) {
        solve.budget.programs = static_cast<std::uint64_t>(
            options.integer("most-programs", 0, std::numeric_limits<std::int64_t>::max()));
    }
    return solve;
}

int run(int argc, const char* const* argv) {
    const Options options(option_rows, {.name = "TASKS.json", .least = 1, .most = 1}, argc, argv);
    if (options.flag("help")) {
        fmt::print("{}", help_text({.program = "rasp-benchmark-solve",
                                    .summary = about,
                                    .usage = usage,
                                    .examples = examples},
                                   option_rows));
        return exit_done;
    }
    if (options.flag("version")) {
        fmt::print("rasp-benchmark-solve {}\n", RASP_STITCH_VERSION);
        return exit_done;
    }
    const std::string& path = options.positional().front();
    const std::vector<rasp::TaskEntry> entries =
        naming(path, [&] { return rasp::read_tasks(read_input(path)); });
    const std::vector<SearchTask> tasks =
        naming(path, [&] { return enumerator::merged_tasks(entries); });
    const enumerator::Language language = enumerator::rasp_language(options.text("primitives"));
    const auto start = std::chrono::steady_clock::now();
    const std::vector<SolvedGroup> groups = solve(tasks, language, solve_options(options));
    const double seconds = seconds_since(start);
    Report report(tasks, entries);
    for (const SolvedGroup& group : groups) {
        report.add(group);
    }
    report.print_sum(seconds);
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-solve",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}
