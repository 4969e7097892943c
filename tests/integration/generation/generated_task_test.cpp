#include "integration/generation/generated_task.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/solve.hpp"
#include "integration/generation/tasks_text.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/tasks/task.hpp"
#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::generation;

namespace {

CorpusTask task_of(const std::string& type, const std::vector<std::string>& programs,
                   const std::vector<std::string>& words) {
    CorpusTask source{.task = {.task = {.name = "task", .type = type}, .literals = {}},
                      .programs = programs};
    lambda::TermStore store;
    for (const std::string& word : words) {
        const rasp::Input input{rasp::characters(word)};
        source.task.task.examples.push_back(
            {input,
             rasp::evaluate(store, rasp::read_program(store, programs.front()), input).output});
    }
    return source;
}

const CorpusTask first_letter =
    task_of("input(str) -> seq(str)",
            {"(lam (aggregate (select (indices $0) zero equals_to) (tokens $0)))"},
            {"hello", "a", "bab", "world"});

std::string text_of(const enumerator::SearchTask& task) {
    return tasks_text(std::vector{task});
}

} // namespace

TEST_CASE("Generated examples are as many as are wanted, all different, and met by the program") {
    for (const std::size_t count : {1U, 2U, 12U, 100U}) {
        const enumerator::SearchTask task = generated_task(first_letter, {.count = count});
        CHECK(task.task.examples.size() == count);
        lambda::TermStore store;
        CHECK(rasp::check(store, rasp::read_program(store, first_letter.programs[0]), task.task)
                  .holds());
        std::set<rasp::Sequence> inputs;
        for (const rasp::Example& example : task.task.examples) {
            inputs.insert(example.input.tokens);
        }
        CHECK(inputs.size() == count);
    }
}

TEST_CASE("They go from one token to the longest inputs that are drawn") {
    const std::vector<rasp::Example> examples = generated_task(first_letter, {}).task.examples;
    const auto tokens = [](const rasp::Example& example) { return example.input.tokens.size(); };
    CHECK(std::ranges::is_sorted(examples, {}, tokens));
    CHECK(tokens(examples.front()) == 1);
    CHECK(tokens(examples.back()) == 8);
}

TEST_CASE("The seed determines the examples, and the same seed gives the same ones") {
    const std::string text = text_of(generated_task(first_letter, {.seed = 5}));
    CHECK(text == text_of(generated_task(first_letter, {.seed = 5})));
    CHECK(text != text_of(generated_task(first_letter, {.seed = 6})));
}

TEST_CASE("Inputs on which a program fails or the programs differ are left out") {
    const CorpusTask source =
        task_of("input(str) -> seq(int)",
                {"(lam (div (length $0) (sub (length $0) two)))", "(lam (length $0))"},
                {"abc", "aab", "bbc"});
    // Length over length less two is the length only where that is three.
    for (const rasp::Example& example : generated_task(source, {.count = 5}).task.examples) {
        CHECK(example.input.tokens.size() == 3);
    }
}

TEST_CASE("Examples refute the small programs that they do not mean") {
    const CorpusTask source =
        task_of("input(str) -> seq(bool)", {"(lam (gt (indices $0) (add one (add one one))))"},
                {"abc", "a", "bababb", "ccbbb"});
    const enumerator::Language language = enumerator::rasp_language("minimal");
    for (const std::size_t count : {2U, 12U}) {
        const std::vector<enumerator::SearchTask> tasks = {
            generated_task(source, {.count = count})};
        const auto groups = enumerator::solve(tasks, language, {.budget = {.programs = 100'000}});
        REQUIRE(!groups[0].result.solutions[0].empty());
        lambda::TermStore store;
        const lambda::TermId found = rasp::read_program(
            store, enumerator::print_expression(groups[0].group.language.terms,
                                                groups[0].result.solutions[0][0].program.term));
        rasp::Task longer{.name = "", .type = source.task.task.type};
        for (const char* word : {"aaaaaaa", "abcabcabc", "a", "ab", "abc"}) {
            const rasp::Input input{rasp::characters(word)};
            longer.examples.push_back(
                {input, rasp::evaluate(store, rasp::read_program(store, source.programs[0]), input)
                            .output});
        }
        CHECK(rasp::check(store, found, longer).holds());
    }
}

TEST_CASE("If there are too few different examples, the error says how many there are") {
    const CorpusTask source = task_of("input(str) -> seq(str)", {"(lam (tokens $0))"}, {"a"});
    CHECK_THROWS_WITH(generated_task(source, {.count = 4}),
                      Catch::Contains("only 3 different examples for the task \"task\""));
    CHECK(generated_task(source, {.count = 3}).task.examples.size() == 3);
}
