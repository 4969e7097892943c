#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <vector>

using namespace rasp_stitch::lambda;

namespace {

std::vector<std::string> printed_subterms(const std::vector<std::string>& texts) {
    TermStore store;
    std::vector<TermId> roots;
    for (const std::string& text : texts) {
        roots.push_back(parse(store, text));
    }
    store.primitive("not a part");
    std::vector<std::string> printed;
    for (const TermId part : subterms(store, roots)) {
        printed.push_back(print(store, part));
    }
    return printed;
}

} // namespace

TEST_CASE("The sub-terms of terms are all distinct parts, parts before wholes") {
    CHECK(printed_subterms({}).empty());
    CHECK(printed_subterms({"a"}) == std::vector<std::string>{"a"});
    CHECK(printed_subterms({"(f a (lam (f a $0)))"}) ==
          std::vector<std::string>{"f", "a", "(f a)", "$0", "(f a $0)", "(lam (f a $0))",
                                   "(f a (lam (f a $0)))"});
}

TEST_CASE("The sub-terms of several roots are listed once, whatever the order of the roots") {
    const std::vector<std::string> parts = {"f", "a", "(f a)", "b", "(f b)"};
    CHECK(printed_subterms({"(f a)", "(f b)"}) == parts);
    TermStore store;
    const TermId first = parse(store, "(f a)");
    const TermId second = parse(store, "(f b)");
    CHECK(subterms(store, std::array{second, first}) == subterms(store, std::array{first, second}));
    CHECK(subterms(store, std::array{first, first}) == subterms(store, std::array{first}));
}

TEST_CASE("Terms of the store that no root holds are left out") {
    TermStore store;
    const TermId kept = parse(store, "(f a)");
    parse(store, "(g b)");
    const TermId last = parse(store, "(f a a)");
    CHECK(subterms(store, std::array{last}).size() == 4);
    CHECK(subterms(store, std::array{kept}).size() == 3);
}

TEST_CASE("The leaves of a term are those of its tree, from left to right") {
    TermStore store;
    const TermId term = parse(store, "(f a (lam (f a $0)) #0)", {.metavariables = true});
    std::string leaves;
    for (const TermId leaf : leaves_of(store, term)) {
        leaves += print(store, leaf) + " ";
    }
    CHECK(leaves == "f a f a $0 #0 ");
}

TEST_CASE("The free variables of a term are listed once, in the order in which they are met") {
    TermStore store;
    const auto met = [&](const char* text) { return variables_as_met(store, parse(store, text)); };
    CHECK(met("(f $2 (lam (g $1 $0 $3)) $0)") == std::vector<std::uint32_t>{2, 0});
    CHECK(met("(lam (lam ($1 $4 $0 $2)))") == std::vector<std::uint32_t>{2, 0});
    CHECK(met("$5") == std::vector<std::uint32_t>{5});
    CHECK(met("(f a (lam $0))").empty());
}

TEST_CASE("The sub-terms of a small term of a large store are the same") {
    TermStore store;
    const TermId early = parse(store, "(f a)");
    for (int i = 0; i < 100'000; ++i) {
        store.primitive("p" + std::to_string(i));
    }
    const TermId late = parse(store, "(g (f a) (lam (f a $0)))");
    std::vector<std::string> printed;
    for (const TermId part : subterms(store, std::array{late, early})) {
        printed.push_back(print(store, part));
    }
    CHECK(printed == std::vector<std::string>{"f", "a", "(f a)", "g", "(g (f a))", "$0", "(f a $0)",
                                              "(lam (f a $0))", "(g (f a) (lam (f a $0)))"});
}
