#include "enumerator/solve/task_check.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/example_task.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

std::vector<Solution> solutions_of(Language& language, const std::vector<std::string>& programs) {
    std::vector<Solution> solutions;
    for (const std::string& program : programs) {
        solutions.push_back({.program = {.term = read_expression(language.terms, program)}});
    }
    return solutions;
}

rasp::Task task_of(const std::vector<std::string>& examples) {
    return example_task(examples);
}

} // namespace

TEST_CASE("The last examples are held out, and one with tokens stays") {
    rasp::Task task = task_of({"a -> a", "ab -> ba", "abc -> cba"});
    const std::vector<rasp::Example> held_out = hold_out(task, 2);
    REQUIRE(held_out.size() == 2);
    CHECK(held_out[0].input.tokens == rasp::characters("ab"));
    CHECK(held_out[1].input.tokens == rasp::characters("abc"));
    CHECK(task.examples.size() == 1);
    CHECK(hold_out(task, 5).empty());
    task = task_of({"a -> a", "ab -> ba"});
    CHECK(hold_out(task, 9).size() == 1);
    CHECK(hold_out(task, 0).empty());
}

TEST_CASE("Programs are run on the examples held out") {
    Language language = rasp_language("minimal,length");
    const rasp::Task task = task_of({"a -> [1]", "ab -> [2, 2]"});
    const std::vector<Solution> solutions =
        solutions_of(language, {"(lambda (#(lambda (length $0)) $0))",
                                "(lambda (aggregate (select one one equals_to) (length $0)))",
                                "(lambda (selector_width (select (tokens $0) (tokens $0) "
                                "equals_to)))"}); // fails where tokens are different
    const std::vector<rasp::Example> held_out =
        task_of({"aa -> [2, 2]", "aab -> [3, 3, 3]"}).examples;
    const TaskCheck checked = check_solutions(language, task, held_out, solutions);
    CHECK(checked.examples == 2);
    CHECK(checked.held_out == 2);
    REQUIRE(checked.programs.size() == 3);
    CHECK(checked.programs[0].held_out_met == 2);
    CHECK(checked.programs[1].held_out_met == 2);
    CHECK(checked.programs[2].held_out_met == 1);
    CHECK(check_solutions(language, task, {}, solutions).programs[2].held_out_met == 0);
    CHECK(check_solutions(language, task, held_out, {}).programs.empty());
}
