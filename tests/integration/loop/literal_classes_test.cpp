#include "integration/loop/fitted_weights.hpp"
#include "integration/loop/literal_classes.hpp"
#include "integration/loop/ranked_programs.hpp"
#include "integration/loop/task_language.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "tests/integration/program/small_run.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;
using enumerator::Grammar;

namespace {

Grammar grammar_of(lambda::TypeStore& types, const std::vector<std::string>& names) {
    return enumerator::uniform_grammar(types, names, enumerator::rasp_type);
}

double weight_of(const Grammar& grammar, const std::string& name) {
    for (std::size_t i = 0; i < grammar.productions.size(); ++i) {
        if (grammar.productions[i].expression == name) {
            return grammar.weights.productions[i];
        }
    }
    throw std::logic_error("no production " + name);
}

} // namespace

TEST_CASE("Literals of a kind become one production with the weight of them all") {
    lambda::TypeStore types;
    Grammar grammar = grammar_of(types, {"str.a", "eq", "str.b", "zero", "2", "str.c"});
    grammar.weights.productions = {-1, -2, -3, -4, -5, -6};
    const LiteralClasses classes(grammar.productions);
    const Grammar merged = classes.merged(grammar);
    REQUIRE(merged.productions.size() == 4);
    CHECK(weight_of(merged, "str.a") ==
          Approx(std::log(std::exp(-1) + std::exp(-3) + std::exp(-6))));
    CHECK(weight_of(merged, "eq") == -2);
    CHECK(weight_of(merged, "zero") == -4);

    const Grammar shared = classes.shared(grammar, merged);
    CHECK(weight_of(shared, "str.b") == Approx(weight_of(merged, "str.a") - std::log(3)));
    CHECK(weight_of(shared, "2") == -5);
}

TEST_CASE("In programs the first literal stands for all of its kind") {
    lambda::TypeStore types;
    const Grammar grammar = grammar_of(types, {"str.a", "str.b", "eq", "tokens"});
    lambda::TermStore store;
    const auto merged = [&](const std::string& text) {
        return enumerator::print_expression(
            store, LiteralClasses(grammar.productions)
                       .merged(store, enumerator::read_expression(store, text)));
    };
    CHECK(merged("(lambda (eq (tokens $0) str.b))") == "(lambda (eq (tokens $0) str.a))");
    CHECK(merged("(lambda (#(eq str.b) (tokens $0)))") == "(lambda (#(eq str.b) (tokens $0)))");
}

TEST_CASE("Literals that nobody uses do not outweigh what is used") {
    lambda::TypeStore types;
    std::vector<std::string> names = {"eq", "tokens", "str.a"};
    for (char c = 'b'; c <= 'z'; ++c) {
        names.push_back(std::string("str.") + c);
    }
    const Grammar grammar = grammar_of(types, names);
    lambda::TermStore store;
    const auto request =
        grammar_of(types, {"#(lambda (eq (tokens $0) str.a))"}).productions[0].type;
    const std::vector<enumerator::Frontier> frontiers = {
        {.request = request,
         .programs = {
             {.term = enumerator::read_expression(store, "(lambda (eq (tokens $0) str.z))")}}}};
    enumerator::Language language{.types = types, .terms = store};
    const Grammar fitted = fitted_weights(language, grammar, frontiers, 10);
    double literals = 0;
    for (std::size_t i = 2; i < fitted.productions.size(); ++i) {
        CHECK(fitted.weights.productions[i] == Approx(fitted.weights.productions[2]));
        literals += std::exp(fitted.weights.productions[i]);
    }
    CHECK(std::abs(std::log(literals) - weight_of(fitted, "tokens")) < 0.2); // each used once
}

TEST_CASE("A run begins with the same weight for a kind of literals as for a primitive") {
    const Grammar grammar = open_language(first_state(small_run()).grammar).grammar;
    CHECK(weight_of(grammar, "tokens") == 0);
    CHECK(weight_of(grammar, "zero") == 0);
    CHECK(weight_of(grammar, "str.b") == Approx(-std::log(3)));
}

TEST_CASE("Of programs that are the same function the most probable is kept") {
    const Run run = small_run();
    const OpenLanguage language = open_language(first_state(run).grammar);
    const std::vector<std::string> programs = {
        "(lambda (add (indices $0) (add zero (indices $0))))",
        "(lambda (add (indices $0) (indices $0)))", "(lambda (add (indices $0) (indices $0)))"};
    const auto best = ranked(language, run.training[0], programs, 5);
    REQUIRE(best.size() == 2);
    CHECK(best[0].program == programs[1]);
    CHECK(best[0].log_prior > best[1].log_prior);
    CHECK(description_length(best) < -best[0].log_prior);
    CHECK(ranked(language, run.training[0], programs, 1).size() == 1);
}
