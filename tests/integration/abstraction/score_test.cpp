#include "integration/abstraction/score.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace rasp_stitch;
using namespace rasp_stitch::abstraction;

TEST_CASE("The size of an abstraction is the number of leaves below its leading lambdas") {
    CHECK(production_size("map") == 1);
    CHECK(production_size("#(lambda (+ $0 1))") == 3);
    CHECK(production_size("#(+ 1)") == 2);
    CHECK(production_size("#(lambda (map (lambda (+ $0 $1))))") == 4);
    CHECK(production_size("#(lambda (#(lambda (+ $0 1)) (#(lambda (+ $0 1)) $0)))") == 3);
}

TEST_CASE("The size of a recursion is that of its body, as in DreamCoder's own compressor") {
    CHECK(production_size("#(lambda (fix1 $0 (lambda (lambda (f $1 $0)))))") == 3);
    CHECK(production_size("#(fix1 a)") == 2);
    CHECK(is_sized_by_dreamcoder("#(lambda (fix1 $0 (lambda (lambda (f $1 $0)))))"));
    CHECK(is_sized_by_dreamcoder("#(fix1 a)"));
    CHECK(is_sized_by_dreamcoder("#(lambda (f (fix1 a $0)))"));
    CHECK_FALSE(is_sized_by_dreamcoder("#(lambda (fix1 (car $0) (lambda (lambda $0))))"));
}

TEST_CASE("Candidates start from uniform weights") {
    const enumerator::Weights weights = start_weights(4);
    CHECK(weights.variable == Approx(std::log(0.5)));
    CHECK(weights.productions == std::vector<double>(4, -std::log(4)));
}
