#include "recognition/dreams/dreams.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/typing.hpp"
#include "recognition/dreams/behaviour_text.hpp"
#include "tests/recognition/tasks/tasks.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

constexpr auto abstraction = "#(lambda (lambda (aggregate (select (indices $1) $0 equals_to) "
                             "(tokens $1))))";

struct Dreaming {
    std::vector<enumerator::SearchTask> tasks = small_tasks();
    enumerator::Language language = small_language(tasks, {abstraction});

    std::vector<Dream> dreams(std::uint64_t seed, std::size_t draws = 4000) {
        return dream(language, tasks, {.draws = draws, .seed = seed});
    }
    std::vector<std::string> texts(std::uint64_t seed) {
        std::vector<std::string> texts;
        for (const Dream& dream : dreams(seed)) {
            texts.push_back(enumerator::print_expression(language.terms, dream.program));
        }
        return texts;
    }
};

} // namespace

TEST_CASE("Dreams have the type of their task, do what their examples say, and are not constant") {
    Dreaming sleep;
    const std::vector<Dream> dreams = sleep.dreams(1);
    CHECK(dreams.size() > 30);
    std::set<std::size_t> tasks;
    for (const Dream& dream : dreams) {
        tasks.insert(dream.task);
        const std::string text = enumerator::print_expression(sleep.language.terms, dream.program);
        INFO(text);
        lambda::TermStore store;
        const lambda::TermId program =
            rasp::canonical(store, enumerator::read_unfolded(store, text));
        lambda::TypeStore types;
        const auto typed = rasp::typed(store, types, program, rasp::rasp_types(store, types));
        REQUIRE(typed);
        CHECK(dream.examples.size() == 12);
        std::vector<rasp::Output> outputs;
        for (const rasp::Example& example : dream.examples) {
            const rasp::Evaluation evaluation = rasp::evaluate(store, program, example.input);
            CHECK(rasp::is_met(example, evaluation));
            outputs.push_back(example.output.value());
        }
    }
    CHECK(tasks.size() == 4);
}

TEST_CASE("Dreams use the literals of their task and no others") {
    Dreaming sleep;
    for (const Dream& dream : sleep.dreams(2)) {
        const std::string text = enumerator::print_expression(sleep.language.terms, dream.program);
        const std::vector<std::string>& own = sleep.tasks[dream.task].literals;
        for (const std::string literal : {"str.a", "str.b", "two"}) {
            if (text.find(literal) != std::string::npos) {
                CHECK(std::ranges::count(own, literal) == 1);
            }
        }
    }
}

TEST_CASE("No two dreams of a request are programs that do the same") {
    Dreaming sleep;
    const std::vector<Dream> dreams = sleep.dreams(3);
    std::vector<rasp::Input> inputs;
    for (const std::string word : {"abcabc", "a", "cc", "bca", "cabbba", "aab"}) {
        inputs.push_back({.tokens = rasp::characters(word)});
    }
    std::size_t identities = 0;
    for (const Dream& dream : dreams) {
        lambda::TermStore store;
        const lambda::TermId program = rasp::canonical(
            store, enumerator::read_unfolded(
                       store, enumerator::print_expression(sleep.language.terms, dream.program)));
        if (sleep.tasks[dream.task].task.type == "input(str) -> seq(int)") {
            std::vector<rasp::Output> outputs;
            for (const rasp::Evaluation& evaluation : rasp::evaluate(store, program, inputs)) {
                outputs.push_back(evaluation.output.value_or(rasp::Sequence{}));
            }
            const bool is_identity =
                behaviour_text(std::span(outputs).first(1)) == "[0,1,2,3,4,5]" &&
                behaviour_text(std::span(outputs).last(1)) == "[0,1,2]";
            if (is_identity) {
                ++identities;
                CHECK(enumerator::print_expression(sleep.language.terms, dream.program) ==
                      "(lambda (indices $0))"); // the shortest
            }
        }
    }
    CHECK(identities == 1);
}

TEST_CASE("The same seed gives the same dreams, another seed others") {
    CHECK(Dreaming().texts(5) == Dreaming().texts(5));
    CHECK(Dreaming().texts(5) != Dreaming().texts(6));
}

TEST_CASE("Values that are equal as numbers have equal texts") {
    const rasp::Sequence whole = {rasp::Value(std::int64_t{1}), rasp::Value(std::int64_t{0})};
    const rasp::Sequence floating = {rasp::Value(1.0), rasp::Value(-0.0)};
    const std::vector<rasp::Output> first = {whole};
    const std::vector<rasp::Output> second = {floating};
    CHECK(behaviour_text(first) == behaviour_text(second));
    CHECK_FALSE(is_constant(first));
    CHECK(is_constant(std::vector<rasp::Output>{rasp::Sequence{rasp::Value(2.0)},
                                                rasp::Sequence{rasp::Value(std::int64_t{2})}}));
}
