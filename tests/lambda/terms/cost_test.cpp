#include "lambda/terms/cost.hpp"
#include "lambda/terms/parse.hpp"

#include <catch2/catch.hpp>

#include <string_view>
#include <vector>

using namespace rasp_stitch::lambda;

namespace {

Cost cost_of(std::string_view text, const CostModel& costs = {}) {
    TermStore store;
    return term_cost(store, parse(store, text, {.metavariables = true}), costs);
}

} // namespace

TEST_CASE("The example of the cost header holds") {
    CostModel costs;
    TermStore store;
    CHECK(term_cost(store, parse(store, "(lam (f $0))"), costs) == 202);
}

TEST_CASE("By default a leaf costs 100, a lambda or an application 1") {
    CHECK(cost_of("a") == 100);
    CHECK(cost_of("(lam $0)") == 101);
    CHECK(cost_of("(f a b)") == 302);
    CHECK(cost_of("((f a) b)") == 302);
    CHECK(cost_of("(lam_2 (lam $1_3))") == 102);
}

TEST_CASE("A metavariable costs nothing") {
    CHECK(cost_of("#0") == 0);
    CHECK(cost_of("(f #0 #1 #0)") == 103);
}

TEST_CASE("Each kind of node costs what the model says") {
    const CostModel costs{.lambda = 2,
                          .application = 30,
                          .variable = 400,
                          .primitive = 5000,
                          .primitives = {{"cheap", 0}, {"dear", 60000}}};
    CHECK(cost_of("(lam (f $0))", costs) == 2 + 30 + 400 + 5000);
    CHECK(cost_of("(f cheap dear)", costs) == 5000 + 30 + 0 + 30 + 60000);
    CHECK(costs.of_primitive("cheap") == 0);
    CHECK(costs.of_primitive("any other") == 5000);
}

TEST_CASE("A sub-term costs once for each of its occurrences") {
    TermStore store;
    TermId term = store.primitive("a");
    for (int i = 0; i < 50; ++i) {
        term = store.application(term, term);
    }
    const Cost leaves = Cost{1} << 50U;
    CHECK(term_cost(store, term, {}) == 100 * leaves + (leaves - 1));
}

TEST_CASE("The costs of several terms are there with those of their parts") {
    TermStore store;
    const TermId shared = parse(store, "(f a)");
    const std::vector<TermId> terms = {parse(store, "(g (f a))"), parse(store, "(lam (f a))")};
    const auto costs = term_costs(store, terms, {});
    CHECK(costs.at(terms[0]) == 302);
    CHECK(costs.at(terms[1]) == 202);
    CHECK(costs.at(shared) == 201);
    CHECK(costs.size() == 6); // f, a, g, (f a) and the two terms
}

TEST_CASE("The cost of a term of many levels is found without deep recursion") {
    TermStore store;
    TermId term = store.variable(0);
    for (int level = 0; level < 300'000; ++level) {
        term = store.lambda(term);
    }
    CHECK(term_cost(store, term, {}) == 300'100);
}
