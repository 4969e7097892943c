#include "recognition/tasks/literal_classes.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;
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
