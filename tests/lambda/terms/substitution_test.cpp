#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/substitution.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch::lambda;

namespace {

TermId read(TermStore& store, std::string_view text) {
    return parse(store, text, {.metavariables = true});
}

std::string raised(std::string_view text, std::uint32_t levels) {
    TermStore store;
    return print(store, raise(store, read(store, text), levels));
}

// Returns "captured" if there is no such term.
std::string lowered(std::string_view text, std::uint32_t levels) {
    TermStore store;
    const std::optional<TermId> term = lower(store, read(store, text), levels);
    return term ? print(store, *term) : "captured";
}

std::string instantiated(std::string_view body, const std::vector<std::string>& arguments) {
    TermStore store;
    std::vector<TermId> terms;
    for (const std::string& argument : arguments) {
        terms.push_back(read(store, argument));
    }
    return print(store, instantiate(store, read(store, body), terms));
}

} // namespace

TEST_CASE("The examples of the substitution header hold") {
    CHECK(raised("(f $0 (lam $0))", 2) == "(f $2 (lam $0))");
    CHECK(lowered("(f $2 (lam $0))", 2) == "(f $0 (lam $0))");
    CHECK(lowered("(f $1)", 2) == "captured");
}

TEST_CASE("Raising moves free variables and leaves bound ones") {
    CHECK(raised("$3", 4) == "$7");
    CHECK(raised("(lam (f $0 $1 (lam ($0 $1 $2 $3))))", 1) ==
          "(lam (f $0 $2 (lam ($0 $1 $3 $4))))");
    CHECK(raised("(lam_1 ($0_2 $1_3))", 10) == "(lam_1 ($0_2 $11_3))");
    CHECK(raised("(f a #0)", 5) == "(f a #0)");
    CHECK(raised("(f $0)", 0) == "(f $0)");
}

TEST_CASE("A variable that is bound here and free there is moved where it is free") {
    // Both times the store holds one and the same term ($0 $1).
    CHECK(raised("(f ($0 $1) (lam ($0 $1)))", 1) == "(f ($1 $2) (lam ($0 $2)))");
    CHECK(lowered("(f ($2 $3) (lam ($0 $3)))", 2) == "(f ($0 $1) (lam ($0 $1)))");
    CHECK(lowered("(f $1 (lam $1))", 1) == "captured");
}

TEST_CASE("Lowering returns nullopt if a variable would be captured") {
    CHECK(lowered("$0", 1) == "captured");
    CHECK(lowered("$1", 1) == "$0");
    CHECK(lowered("(lam (f $0 $1))", 1) == "captured");
    CHECK(lowered("(lam (f $0 $2))", 1) == "(lam (f $0 $1))");
    CHECK(lowered("(f $5 (lam $2))", 2) == "captured");
    CHECK(lowered("(f a)", 100) == "(f a)");
    CHECK(lowered("(lam (lam ($0 $1)))", 3) == "(lam (lam ($0 $1)))");
    CHECK(lowered("$0", 0) == "$0");
    CHECK(lowered("(f #0 $4_1)", 4) == "(f #0 $0_1)");
}

TEST_CASE("Arguments go in the place of their metavariables") {
    CHECK(instantiated("(f #0 #1 #0)", {"a", "(g b)"}) == "(f a (g b) a)");
    CHECK(instantiated("#0", {"(lam $0)"}) == "(lam $0)");
    CHECK(instantiated("(#0 a)", {"(f b)"}) == "(f b a)");
    CHECK(instantiated("a", {"b"}) == "a");
    CHECK(instantiated("(f #0)", {"#3"}) == "(f #3)");
}

TEST_CASE("Arguments are raised by the lambdas of the body around them") {
    CHECK(instantiated("(f #0 (lam (#0 $0 (lam #0))))", {"(g $0 (lam $0))"}) ==
          "(f (g $0 (lam $0)) (lam (g $1 (lam $0) $0 (lam (g $2 (lam $0))))))");
}

TEST_CASE("Metavariables beyond the arguments stay") {
    CHECK(instantiated("(f #0 #1 #2)", {"a", "b"}) == "(f a b #2)");
    CHECK(instantiated("(f #0)", {}) == "(f #0)");
}

TEST_CASE("Terms of a hundred thousand levels are moved") {
    constexpr std::uint32_t levels = 100'000;
    TermStore store;
    TermId lambdas = store.variable(levels);
    TermId spine = store.variable(1);
    TermId body = store.metavariable(0);
    for (std::uint32_t level = 0; level < levels; ++level) {
        lambdas = store.lambda(lambdas);
        spine = store.application(spine, store.variable(1));
        body = store.lambda(body);
    }
    const TermId raised_lambdas = raise(store, lambdas, 3);
    CHECK(store.free_bound(raised_lambdas) == 4);
    CHECK(lower(store, raised_lambdas, 3) == lambdas);
    CHECK_FALSE(lower(store, raised_lambdas, 4).has_value());
    CHECK(store.free_bound(lower(store, spine, 1).value()) == 1);
    const TermId argument = store.variable(0);
    CHECK(instantiate(store, body, std::vector{argument}) == lambdas);
}
