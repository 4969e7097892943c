// Partial programs: filling, sharing, signatures, expansion.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "recognition/sketches/behaviours.hpp"
#include "recognition/sketches/expansion.hpp"
#include "recognition/sketches/sketch.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

struct Setting {
    enumerator::Language language;
    lambda::TypeId request{};
    GroundGrammar grammar;

    explicit Setting(const char* primitives, const char* type = "input(str) -> seq(str)")
        : language(enumerator::rasp_language(primitives)),
          request(lambda::parse_type(language.types, type)), grammar(language, request) {}

    // Fills the open hole of this number with the expansion that is called so.
    Sketch filled(const Sketch& sketch, const std::string& how, std::size_t which = 0) const {
        std::size_t seen = 0;
        for (const Expansion& next : expansions(sketch, grammar, {})) {
            if (next.how == how && seen++ == which) {
                return next.sketch;
            }
        }
        FAIL("no expansion " << how << " of " << sketch.text(grammar));
        return sketch;
    }
};

std::vector<rasp::Input> some_inputs() {
    return {{.tokens = rasp::characters("abc")}, {.tokens = rasp::characters("bb")}};
}

} // namespace

TEST_CASE("A sketch becomes a program hole by hole") {
    const Setting setting("tokens,indices,length,select,aggregate,equals_to,sub,one");
    Sketch sketch = setting.filled(Sketch::root(setting.grammar), "aggregate");
    CHECK(sketch.text(setting.grammar) == "(lambda (aggregate ?sel ?str))");
    CHECK(sketch.has_open_holes());
    sketch = setting.filled(sketch, "tokens");
    sketch = setting.filled(sketch, "select"); // of numbers, which come first
    CHECK(sketch.text(setting.grammar) ==
          "(lambda (aggregate (select ?num ?num ?pred) (tokens $0)))");
    CHECK_FALSE(sketch.is_complete());
    // The predicate is learnt, but is no open hole.
    CHECK(open_holes(sketch).size() == 2);
    CHECK(sketch.learnt().size() == 3);
}

TEST_CASE("The cost of a complete sketch is the description length of its program") {
    const Setting setting("indices,add,one", "input(str) -> seq(num)");
    Sketch sketch = setting.filled(Sketch::root(setting.grammar), "add");
    sketch = setting.filled(sketch, "indices");
    sketch = setting.filled(sketch, "one");
    REQUIRE(sketch.is_complete());
    enumerator::Language language = setting.language;
    const lambda::TermId term =
        enumerator::read_expression(language.terms, sketch.text(setting.grammar));
    CHECK(sketch.cost() ==
          Approx(-enumerator::log_prior(language.types, enumerator::view_of(language),
                                        setting.request, language.terms, term)));
}

TEST_CASE("A part that is there already can be used again for less") {
    const Setting setting("tokens,indices,add,sub,one", "input(str) -> seq(num)");
    Sketch sketch = setting.filled(Sketch::root(setting.grammar), "sub");
    sketch = setting.filled(sketch, "add");
    sketch = setting.filled(sketch, "indices");
    sketch = setting.filled(sketch, "one");
    const Sketch shared = setting.filled(sketch, "let");
    CHECK(shared.text(setting.grammar) ==
          "(lambda (sub (add (indices $0) one) (add (indices $0) one)))");
    CHECK(shared.nodes().size() == 5); // $0, indices, one, add, sub
    CHECK(shared.cost() - sketch.cost() == Approx(2));
    ExpansionOptions none;
    none.lets = false;
    CHECK(std::ranges::none_of(expansions(sketch, setting.grammar, none),
                               [](const Expansion& next) { return next.how == "let"; }));
}

TEST_CASE("Sketches whose written parts do the same have one signature") {
    const Setting setting("tokens,indices,add,zero,one", "input(str) -> seq(num)");
    PartBehaviours behaviours(some_inputs());
    const Sketch sum = setting.filled(Sketch::root(setting.grammar), "add");
    const auto of = [&](const Sketch& sketch) {
        return signature(sketch, setting.grammar, behaviours);
    };
    const Sketch index = setting.filled(Sketch::root(setting.grammar), "indices");
    const Sketch index_again = setting.filled(setting.filled(sum, "indices"), "zero");
    CHECK(of(index) == of(index_again));
    CHECK(of(index) != of(setting.filled(setting.filled(sum, "indices"), "one")));
    // The order of what is added makes no difference.
    CHECK(of(setting.filled(sum, "one", 0)) == of(setting.filled(sum, "one", 1)));
}

TEST_CASE("A sketch with a part that fails has no signature") {
    const Setting setting("tokens,indices,div,add,zero", "input(str) -> seq(num)");
    PartBehaviours behaviours(some_inputs());
    Sketch sketch = setting.filled(Sketch::root(setting.grammar), "add");
    sketch = setting.filled(sketch, "div");
    sketch = setting.filled(sketch, "zero");
    sketch = setting.filled(sketch, "zero");
    CHECK_FALSE(signature(sketch, setting.grammar, behaviours));
}

TEST_CASE("Sequences get forms, and selectors stay open") {
    const Setting setting("tokens,indices,select,aggregate,aggregate_default,equals_to");
    const Sketch sketch = setting.filled(Sketch::root(setting.grammar), "aggregate_default");
    const Sketch forms = with_forms(sketch, {});
    CHECK(forms.text(setting.grammar) == "(lambda (aggregate_default ?sel ?word ?word))");
    CHECK(open_holes(forms).size() == 1);
    CHECK(least_rest(sketch, setting.grammar, {}) > 0);
}

TEST_CASE("Abstractions are productions of sketches") {
    const std::vector<std::string> abstractions = {"#(lambda (add $0 one))"};
    enumerator::Language language = enumerator::rasp_language("tokens,indices,one", abstractions);
    const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
    const GroundGrammar grammar(language, request);
    PartBehaviours behaviours(some_inputs());
    for (const Expansion& next : expansions(Sketch::root(grammar), grammar, {})) {
        if (next.how == abstractions[0]) {
            CHECK(next.sketch.text(grammar) == "(lambda (#(lambda (add $0 one)) ?num))");
            return;
        }
    }
    FAIL("the abstraction is no expansion");
}
