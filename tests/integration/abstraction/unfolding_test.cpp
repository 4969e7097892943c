#include "integration/abstraction/unfolding.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/parse.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::abstraction;

TEST_CASE("Unfolding replaces abstractions by their bodies, including nested ones") {
    lambda::TermStore store;
    CHECK(unfolded(store, "(lambda (#(lambda (+ $0 1)) (#(lambda (#(lambda (+ $0 1)) $0)) $0)))") ==
          lambda::parse(store, "(lambda (+ (+ $0 1) 1))"));
    CHECK(unfolded(store, "(lambda (#(+ 1) $0))") == lambda::parse(store, "(+ 1)"));
    CHECK_FALSE(unfolded(store, "(#(lambda ($0 $0)) #(lambda ($0 $0)))"));
}

TEST_CASE("Programs are compared by their unfoldings") {
    lambda::TermStore store;
    const auto same = [&](const std::string& left, const std::string& right) {
        return have_same_unfolding(store, enumerator::read_expression(store, left),
                                   enumerator::read_expression(store, right));
    };
    CHECK(same("(lambda (#(lambda (lambda (+ $0 $1))) 1 $0))", "(lambda (+ $0 1))"));
    CHECK_FALSE(same("(lambda (#(lambda (lambda (+ $1 $0))) 1 $0))", "(lambda (+ $0 1))"));
}
