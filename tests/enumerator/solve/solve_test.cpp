#include "enumerator/solve/solve.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

// Each task is what a program does on three words.
std::vector<SearchTask> tasks_of(const std::vector<std::string>& programs) {
    std::vector<rasp::TaskEntry> entries;
    for (const std::string& program : programs) {
        lambda::TermStore store;
        const lambda::TermId term = rasp::read_program(store, program);
        rasp::Task task{.name = program, .type = "input(str) -> seq(int)"};
        for (const char* word : {"abca", "b", "ccab"}) {
            const rasp::Input input{rasp::characters(word)};
            task.examples.push_back({input, rasp::evaluate(store, term, input).output});
        }
        entries.push_back({.task = task, .program = program});
    }
    return merged_tasks(entries);
}

const std::vector<std::string> programs = {"(lam (add (indices $0) one))", "(lam (indices $0))",
                                           "(lam (add (indices $0) 2))"};

std::vector<std::string> best_of(const SolvedGroup& group) {
    std::vector<std::string> best;
    for (const std::vector<Solution>& solutions : group.result.solutions) {
        best.push_back(solutions.empty() ? ""
                                         : print_expression(group.group.language.terms,
                                                            solutions.front().program.term));
    }
    return best;
}

} // namespace

TEST_CASE("Tasks are grouped by request and literals, and solved") {
    const Language language = rasp_language("indices,tokens,add,one");
    for (const SearchKind search : {SearchKind::bottom_up, SearchKind::top_down}) {
        for (const std::size_t threads : {1U, 2U, 8U}) {
            const std::vector<SolvedGroup> groups = solve(
                tasks_of(programs), language, {.search = search, .upper = 8, .threads = threads});
            REQUIRE(groups.size() == 2);
            CHECK(lambda::print_type(groups[0].group.language.types, groups[0].group.request) ==
                  "input(str) -> seq(num)");
            CHECK(groups[0].group.tasks == std::vector<std::size_t>{0, 1});
            CHECK(groups[0].literals.empty());
            CHECK(best_of(groups[0])[1] == "(lambda (indices $0))");
            CHECK(groups[1].literals == std::vector<std::string>{"two"});
            CHECK(best_of(groups[1])[0].find("two") != std::string::npos);
            CHECK(groups[0].result.solutions[0].size() == 1);
        }
    }
}

TEST_CASE("Progress is reported for all groups together") {
    std::size_t max_solved = 0;
    std::size_t groups = 0;
    solve(tasks_of(programs), rasp_language("indices,tokens,add,one,sub,mul"),
          {.frontier_size = 200,
           .upper = 18,
           .threads = 2,
           .on_progress = [&](const SolveProgress& p) {
               max_solved = std::max(max_solved, p.solved);
               groups = p.groups;
           }});
    CHECK(groups == 2);
    CHECK(max_solved == 3);
}

TEST_CASE("A search without tasks gives no groups") {
    CHECK(solve({}, rasp_language("one"), {}).empty());
}
