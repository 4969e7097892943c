#include "lambda/terms/term_store.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch::lambda;

TEST_CASE("The example of the term store header holds") {
    TermStore store;
    const TermId identity = store.lambda(store.variable(0));
    const TermId pair = store.primitive("pair");
    const TermId twice = store.application(store.application(pair, identity), identity);
    CHECK(store.lambda(store.variable(0)) == identity);
    CHECK(store.argument(twice) == identity);
    CHECK(store.argument(store.function(twice)) == identity);
    CHECK(store.function(store.function(twice)) == pair);
}

TEST_CASE("Equal terms are one term, different terms are not") {
    TermStore store;
    const std::vector<TermId> terms = {
        store.primitive("a"),
        store.primitive("b"),
        store.primitive(""),
        store.variable(0),
        store.variable(1),
        store.variable(0, 0),
        store.variable(0, 1),
        store.metavariable(0),
        store.metavariable(1),
        store.lambda(store.variable(0)),
        store.lambda(store.variable(0), 0),
        store.lambda(store.variable(0, 0)),
        store.lambda(store.primitive("a")),
        store.application(store.primitive("a"), store.primitive("b")),
        store.application(store.primitive("b"), store.primitive("a")),
    };
    CHECK(std::set<TermId>(terms.begin(), terms.end()).size() == terms.size());

    const std::size_t size = store.size();
    CHECK(store.primitive("b") == terms[1]);
    CHECK(store.variable(0, 1) == terms[6]);
    CHECK(store.metavariable(1) == terms[8]);
    CHECK(store.lambda(store.variable(0), 0) == terms[10]);
    CHECK(store.application(store.primitive("b"), store.primitive("a")) == terms[14]);
    CHECK(store.size() == size);
}

TEST_CASE("The parts of a term can be read") {
    TermStore store;
    const TermId name = store.primitive("name");
    CHECK(store.kind(name) == TermKind::primitive);
    CHECK(store.name(name) == "name");
    CHECK(store.symbol_name(store.symbol(name)) == "name");

    const TermId variable = store.variable(7, 3);
    CHECK(store.is(TermKind::variable, variable));
    CHECK(store.index(variable) == 7);
    CHECK(store.tag(variable) == 3);
    CHECK(store.tag(store.variable(7)) == no_tag);

    const TermId metavariable = store.metavariable(2);
    CHECK(store.kind(metavariable) == TermKind::metavariable);
    CHECK(store.index(metavariable) == 2);

    const TermId application = store.application(name, variable);
    CHECK(store.kind(application) == TermKind::application);
    CHECK(store.function(application) == name);
    CHECK(store.argument(application) == variable);

    const TermId lambda = store.lambda(application, 4);
    CHECK(store.kind(lambda) == TermKind::lambda);
    CHECK_FALSE(store.is(TermKind::application, lambda));
    CHECK(store.body(lambda) == application);
    CHECK(store.tag(lambda) == 4);
    CHECK(store.tag(store.lambda(application)) == no_tag);
}

TEST_CASE("Parts are made before wholes, so their ids are smaller") {
    TermStore store;
    const TermId body = store.application(store.primitive("f"), store.variable(0));
    const TermId whole = store.lambda(body);
    CHECK(store.function(body) < body);
    CHECK(store.argument(body) < body);
    CHECK(body < whole);
    CHECK(index_of(whole) == store.size() - 1);
}

TEST_CASE("The free bound is the number of lambdas that would close the term") {
    TermStore store;
    const TermId zero = store.variable(0);
    const TermId three = store.variable(3);
    CHECK(store.free_bound(store.primitive("a")) == 0);
    CHECK(store.free_bound(store.metavariable(5)) == 0);
    CHECK(store.free_bound(zero) == 1);
    CHECK(store.free_bound(three) == 4);
    CHECK(store.free_bound(store.application(zero, three)) == 4);
    CHECK(store.free_bound(store.application(three, zero)) == 4);
    CHECK(store.free_bound(store.lambda(three)) == 3);
    CHECK(store.free_bound(store.lambda(zero)) == 0);
    CHECK(store.free_bound(store.lambda(store.lambda(zero))) == 0);
    CHECK(store.free_bound(store.lambda(store.primitive("a"))) == 0);
    CHECK(store.free_bound(store.variable(0x7fffffff)) == 0x80000000U);
    CHECK(store.is_closed(store.lambda(zero)));
    CHECK_FALSE(store.is_closed(store.lambda(three)));
}

TEST_CASE("A term knows whether it holds metavariables") {
    TermStore store;
    const TermId hole = store.metavariable(0);
    const TermId a = store.primitive("a");
    CHECK(store.has_metavariables(hole));
    CHECK(store.has_metavariables(store.application(a, hole)));
    CHECK(store.has_metavariables(store.application(hole, a)));
    CHECK(store.has_metavariables(store.lambda(store.application(hole, a))));
    CHECK_FALSE(store.has_metavariables(a));
    CHECK_FALSE(store.has_metavariables(store.lambda(store.application(a, store.variable(0)))));
}

TEST_CASE("A store knows which primitives it has") {
    TermStore store;
    CHECK(store.symbol_count() == 0);
    CHECK_FALSE(store.has_primitive("a"));
    store.primitive("a");
    store.primitive("b");
    store.primitive("a");
    store.lambda(store.variable(0));
    CHECK(store.has_primitive("a"));
    CHECK_FALSE(store.has_primitive("c"));
    CHECK(store.symbol_count() == 2);
    CHECK(store.size() == 4);
}

TEST_CASE("A copy of a store is a store of its own with the same ids") {
    TermStore store;
    const TermId a = store.primitive("a");
    TermStore copy = store;
    copy.primitive("b");
    CHECK(copy.primitive("a") == a);
    CHECK_FALSE(store.has_primitive("b"));
    CHECK(store.size() == 1);
}

TEST_CASE("A store of a million terms finds every one of them again") {
    TermStore store;
    constexpr std::uint32_t names = 1000;
    constexpr std::uint32_t count = 1'000'000;
    std::vector<TermId> leaves;
    for (std::uint32_t i = 0; i < names; ++i) {
        leaves.push_back(store.primitive("name" + std::to_string(i)));
    }
    std::vector<TermId> pairs;
    for (std::uint32_t i = 0; i < count; ++i) {
        pairs.push_back(store.application(leaves[i / names], leaves[i % names]));
    }
    REQUIRE(store.size() == names + count);
    bool all_found = true;
    for (std::uint32_t i = 0; i < count; ++i) {
        all_found = all_found &&
                    store.application(leaves[i / names], leaves[i % names]) == pairs[i] &&
                    store.function(pairs[i]) == leaves[i / names] &&
                    store.argument(pairs[i]) == leaves[i % names];
    }
    CHECK(all_found);
    CHECK(store.size() == names + count);
    CHECK(store.name(leaves[999]) == "name999");
}

TEST_CASE("A term may have a million levels") {
    TermStore store;
    TermId term = store.variable(1'000'000);
    for (int level = 0; level < 1'000'000; ++level) {
        term = store.lambda(term);
    }
    CHECK(store.free_bound(term) == 1);
    CHECK(store.is_closed(store.lambda(term)));
}
