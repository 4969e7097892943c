#include "recognition/tasks/task_grammar.hpp"

#include "enumerator/grammar/choices.hpp"
#include "tests/recognition/tasks/tasks.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

std::map<std::string, double> weights_of(const enumerator::Grammar& grammar) {
    std::map<std::string, double> weights;
    for (std::size_t i = 0; i < grammar.productions.size(); ++i) {
        weights[grammar.productions[i].expression] = grammar.weights.productions[i];
    }
    return weights;
}

} // namespace

TEST_CASE("Literals are constants that are no primitives") {
    CHECK(literal_kind("str.a") == rasp::ValueKind::string);
    CHECK(literal_kind("two") == rasp::ValueKind::number);
    CHECK(literal_kind("-3") == rasp::ValueKind::number);
    CHECK(literal_kind("true") == rasp::ValueKind::boolean);
    CHECK_FALSE(literal_kind("zero"));
    CHECK_FALSE(literal_kind("select"));
    CHECK_FALSE(literal_kind("#(lambda (eq $0 str.a))"));
}

TEST_CASE("A task's grammar has its own literals, which share what all literals of a kind have") {
    enumerator::Language language = small_language(small_tasks());
    for (std::size_t i = 0; i < unigram(language).productions.size(); ++i) {
        if (literal_kind(unigram(language).productions[i].expression) == rasp::ValueKind::string) {
            std::get<enumerator::Grammar>(language.grammar).weights.productions[i] =
                -2; // three of them
        }
    }
    const enumerator::Grammar own = task_grammar(
        language.types, unigram(language), std::vector<std::string>{"str.b", "str.x", "zero"});
    const auto weights = weights_of(own);
    CHECK(own.productions.size() == unigram(language).productions.size() - 4 + 2);
    CHECK_FALSE(weights.contains("str.a"));
    CHECK_FALSE(weights.contains("two"));
    CHECK(weights.at("str.b") == Approx(-2 + std::log(3) - std::log(2)));
    CHECK(weights.at("str.x") == Approx(weights.at("str.b")));
    CHECK(weights.at("zero") == 0);
    CHECK(own.productions.back().expression == "str.x");
}

TEST_CASE("Literals of a kind that the grammar has none of have weight 0 together") {
    enumerator::Language language = small_language(small_tasks());
    const auto weights = weights_of(task_grammar(language.types, unigram(language),
                                                 std::vector<std::string>{"true", "false", "two"}));
    CHECK(weights.at("true") == Approx(-std::log(2)));
    CHECK(weights.at("two") == Approx(0));
}
