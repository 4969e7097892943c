#include "integration/loop/tempered_language.hpp"

#include "enumerator/rasp_language/rasp_language.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;
using enumerator::ContextualGrammar;
using enumerator::Grammar;
using enumerator::Language;
using enumerator::Weights;

namespace {

// A grammar with an abstraction, and weights 1, 2, 3, ...
Language numbered_language(const std::vector<std::string>& expressions) {
    Language language{
        .types = {}, .terms = {}, .grammar = {}, .primitive_type = enumerator::rasp_type};
    Grammar grammar =
        enumerator::uniform_grammar(language.types, expressions, language.primitive_type);
    grammar.weights.variable = -1;
    for (std::size_t i = 0; i < expressions.size(); ++i) {
        grammar.weights.productions[i] = static_cast<double>(i + 1);
    }
    language.grammar = grammar;
    return language;
}

Language contextual(Language language) {
    const Grammar& grammar = std::get<Grammar>(language.grammar);
    ContextualGrammar made{.productions = grammar.productions,
                           .no_parent = grammar.weights,
                           .variable_parent = grammar.weights,
                           .arguments = {}};
    for (const enumerator::Production& production : grammar.productions) {
        made.arguments.emplace_back(enumerator::arity_of(language.types, production.type),
                                    grammar.weights);
    }
    language.grammar = std::move(made);
    return language;
}

const std::vector<std::string> with_abstraction = {"add", "#(add one)", "one", "indices"};

} // namespace

TEST_CASE("A discount lowers the weights of abstractions and of nothing else, in every place") {
    Language language = contextual(numbered_language(with_abstraction));
    discount_abstractions(language.grammar, 2);
    const auto& grammar = std::get<ContextualGrammar>(language.grammar);
    const std::vector<double> expected = {1, 0, 3, 4};
    CHECK(grammar.no_parent.productions == expected);
    CHECK(grammar.variable_parent.productions == expected);
    REQUIRE(grammar.arguments[0].size() == 2); // of add
    CHECK(grammar.arguments[0][1].productions == expected);
    CHECK(grammar.no_parent.variable == -1);
}

TEST_CASE("Weights go part of the way from the prior, matched by expression") {
    const Language prior = numbered_language({"indices", "one", "add"}); // 1, 2, 3
    const Language network = contextual(numbered_language(with_abstraction));
    const auto halfway = std::get<ContextualGrammar>(tempered(network, prior, 0.5).grammar);
    const std::vector<double> expected = {2, 2, 2.5, 2.5}; // the prior has no abstraction
    CHECK(halfway.no_parent.productions == expected);
    CHECK(halfway.arguments[0][0].productions == expected);
    CHECK(halfway.no_parent.variable == -1);

    const auto all = std::get<ContextualGrammar>(tempered(network, prior, 1).grammar);
    CHECK(all.no_parent.productions == std::vector<double>{1, 2, 3, 4});
    const auto none = std::get<ContextualGrammar>(tempered(network, prior, 0).grammar);
    CHECK(none.arguments[0][0].productions == std::vector<double>{3, 2, 2, 1});
}

TEST_CASE("A unigram prediction is tempered, too") {
    const Language prior = numbered_language({"indices", "one"});
    const auto halfway =
        std::get<Grammar>(tempered(numbered_language({"one", "indices"}), prior, 0.5).grammar);
    CHECK(halfway.weights.productions == std::vector<double>{1.5, 1.5});
}
