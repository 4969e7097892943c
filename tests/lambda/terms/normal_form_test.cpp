// Beta and eta normal forms.

#include "lambda/terms/normal_form.hpp"

#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch::lambda;

namespace {

std::string normal(const std::string& text, NormalFormLimits limits = {}) {
    TermStore store;
    const auto found = normal_form(store, parse(store, text), limits);
    return found ? print(store, *found) : "none";
}

} // namespace

TEST_CASE("A lambda applied to an argument is contracted") {
    CHECK(normal("((lam (f $0)) x)") == "(f x)");
    CHECK(normal("((lam (lam ($1 $0 $1))) (g x) y)") == "(g x y (g x))");
    CHECK(normal("((lam a) b)") == "a");
}

TEST_CASE("Variables are shifted when they move into or out of lambdas") {
    // $1 is free: it is the variable of a lambda around the whole.
    CHECK(normal("((lam (lam ($1 $0))) $0)") == "$0");
    CHECK(normal("((lam (lam (f $1 $0 $2))) $3)") == "(lam (f $4 $0 $1))");
    CHECK(normal("(lam ((lam (lam (f $1 $2))) $0))") == "(lam (lam (f $1 $1)))");
}

TEST_CASE("Redexes that a contraction creates are contracted, too") {
    CHECK(normal("((lam ($0 x)) (lam (f $0)))") == "(f x)");
    CHECK(normal("((lam ($0 $0 x)) (lam $0))") == "x");
}

TEST_CASE("A lambda that only applies its body to its variable is eta-contracted") {
    CHECK(normal("(lam (f $0))") == "f");
    CHECK(normal("(lam (lam (f $1 $0)))") == "f");
    CHECK(normal("(lam (f (g $0) $0))") == "(lam (f (g $0) $0))");
    CHECK(normal("(lam ($0 $0))") == "(lam ($0 $0))");
    CHECK(normal("(lam (f $1 $0))") == "(f $0)");
}

TEST_CASE("There is no normal form beyond the limits") {
    CHECK(normal("((lam ($0 $0)) (lam ($0 $0)))") == "none");
    CHECK(normal("((lam ($0 $0 $0)) (lam ($0 $0 $0)))") == "none");
    CHECK(normal("((lam a) ((lam ($0 $0)) (lam ($0 $0))))") == "a");
    CHECK(normal("((lam (f $0)) x)", {.visits = 1, .terms = 100}) == "none");
}

TEST_CASE("A normal form has no tags, for there could be two") {
    CHECK(normal("(lam_2 ((lam_1 $0_3) $0_4))") == "(lam $0)");
    CHECK(normal("(lam_1 (f $0_1 $0_1))") == "(lam (f $0 $0))");
}

TEST_CASE("Deep terms need no stack") {
    std::string text = "x";
    for (int i = 0; i < 20'000; ++i) {
        text = "(f " + text + ")";
    }
    CHECK(normal("((lam $0) " + text + ")") == text);
}
