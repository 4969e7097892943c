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

TEST_CASE("A question tells programs apart that meet all examples") {
    Language language = rasp_language("minimal,length");
    const rasp::Task task = task_of({"a -> [1]", "ab -> [2, 2]"});
    const std::vector<Solution> solutions =
        solutions_of(language, {"(lambda (length $0))",
                                "(lambda (#(lambda (length $0)) $0))", // the same
                                "(lambda (selector_width (select (tokens $0) (tokens $0) "
                                "not_equals_to)))", // fails an example
                                "(lambda (aggregate (select one one equals_to) (length $0)))"});
    const TaskCheck same = check_solutions(language, task, {}, solutions);
    CHECK(same.examples == 2);
    CHECK(same.held_out == 0);
    CHECK(same.programs.size() == 4);
    REQUIRE(same.question); // with the third one: nothing else was held against it
    CHECK(same.question->first == 0);
    CHECK(same.question->second == 2);

    const std::vector<rasp::Example> held_out = task_of({"aa -> [2, 2]"}).examples;
    const TaskCheck checked = check_solutions(language, task, held_out, solutions);
    CHECK(checked.held_out == 1);
    CHECK(checked.programs[0].held_out_met == 1);
    CHECK(checked.programs[2].held_out_met == 0);
    CHECK_FALSE(checked.question); // the others mean the same
}

TEST_CASE("A question is short, no example, and has what both programs say") {
    Language language = rasp_language("minimal,length");
    const rasp::Task task = task_of({"abc -> cba", "hello -> olleh"});
    // The second one moves the first token to the end only where the input is as long as these.
    const std::vector<Solution> solutions = solutions_of(
        language,
        {"(lambda (aggregate (select (indices $0) (sub (sub (length $0) one) (indices $0)) "
         "equals_to) (tokens $0)))",
         "(lambda (aggregate (select (indices $0) (sub (sub (length $0) one) (mul (indices $0) "
         "(indicator (lt one (length $0))))) equals_to) (tokens $0)))",
         "(lambda (aggregate (select (indices $0) (mul (sub (sub (length $0) one) (indices $0)) "
         "(indicator (lt (add one one) (length $0)))) equals_to) (tokens $0)))"});
    const TaskCheck checked = check_solutions(language, task, {}, solutions);
    REQUIRE(checked.question);
    const Question& question = *checked.question;
    CHECK(question.first == 0);
    CHECK(question.second == 2);
    CHECK(question.input.tokens.size() == 2);
    REQUIRE(question.first_says.output);
    REQUIRE(question.second_says.output);
    CHECK(*question.first_says.output != *question.second_says.output);
    CHECK(check_solutions(language, task, {}, solutions).question->input == question.input);
}

TEST_CASE("One program, or none, raises no question") {
    Language language = rasp_language("minimal");
    const rasp::Task task = task_of({"a -> [0]"});
    CHECK_FALSE(check_solutions(language, task, {}, {}).question);
    CHECK_FALSE(
        check_solutions(language, task, {}, solutions_of(language, {"(lambda zero)"})).question);
}
