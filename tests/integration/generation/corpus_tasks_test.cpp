#include "integration/generation/corpus_tasks.hpp"

#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::generation;

namespace {

rasp::TaskEntry entry(const std::string& name, const std::string& program) {
    return {.task = {.name = name,
                     .type = "input(str) -> seq(int)",
                     .examples = {{.input = {rasp::characters("ab")},
                                   .output = rasp::Sequence{rasp::Value(2), rasp::Value(2)}}}},
            .program = program};
}

} // namespace

TEST_CASE("A task has the programs of all its entries, smallest first") {
    const std::vector<CorpusTask> tasks =
        corpus_tasks(std::vector{entry("two/long", "(lam (add one one))"),
                                 entry("two", "(lam two)"), entry("length", "(lam (length $0))")});
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[0].task.task.name == "two");
    CHECK(tasks[0].programs == std::vector<std::string>{"(lam two)", "(lam (add one one))"});
    CHECK(tasks[0].task.literals == std::vector<std::string>{"one", "two"});
    CHECK(tasks[1].task.task.name == "length");
}

TEST_CASE("Tasks with small programs come first, and else those that the corpus has first") {
    const std::vector<CorpusTask> tasks =
        corpus_tasks(std::vector{entry("large", "(lam (add one one))"), entry("b", "(lam two)"),
                                 entry("a", "(lam 2)"), entry("smaller", "(lam (length $0))")});
    std::vector<std::string> names;
    for (const CorpusTask& task : tasks) {
        names.push_back(task.task.task.name);
    }
    CHECK(names == std::vector<std::string>{"b", "a", "smaller", "large"});
}

TEST_CASE("A task without a program is an error that names it") {
    rasp::TaskEntry bare = entry("bare", "");
    bare.program.reset();
    CHECK_THROWS_WITH(corpus_tasks(std::vector{bare}), Catch::Contains("\"bare\" has no program"));
}
