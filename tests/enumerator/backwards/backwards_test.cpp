// Each way to use outputs backwards, by itself: the parts of a program are told, and the program
// around them, or one that costs no more, must be found.

#include "tests/enumerator/backwards/backward_steps.hpp"
#include "tests/enumerator/backwards/told_parts.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

TEST_CASE("Arithmetic of two parts is undone, on either side") {
    const std::vector<std::pair<std::string, double>> parts = {{"(indices $0)", 3},
                                                               {"(add (length $0) one)", 7}};
    for (const char* name : {"add", "sub", "mul", "div"}) {
        const std::string program =
            "(" + std::string(name) + " (indices $0) (add (length $0) one))";
        check_found({program.c_str(), parts, {name}, 11}, letters());
    }
    check_found({"(sub (add (length $0) one) (indices $0))", parts, {"sub"}, 11}, letters());
    const std::vector<std::pair<std::string, double>> positive = {{"(add (indices $0) one)", 3},
                                                                  {"(add (length $0) one)", 7}};
    check_found({"(div (add (length $0) one) (add (indices $0) one))", positive, {"div"}, 11},
                letters());
    check_found({"(mul (add (length $0) one) (add (indices $0) one))", positive, {"mul"}, 11},
                letters());
}

TEST_CASE("Products with zeros and remainders are found among the cheapest parts") {
    check_found({"(mul (indicator (eq (tokens $0) str.a)) (sub (indices $0) one))",
                 {{"(sub (indices $0) one)", 4}, {"(indicator " + is_a + ")", 8}},
                 {"mul"},
                 13},
                letters());
    check_found({"(mod (sub (indices $0) two) (length $0))",
                 {{"(length $0)", 4}, {"(sub (indices $0) two)", 8}},
                 {"mod"},
                 13},
                letters());
    check_found({"(round (div (indices $0) (length $0)))",
                 {{"(div (indices $0) (length $0))", 8}},
                 {"round"},
                 9},
                letters());
}

TEST_CASE("Several primitives are undone one after the other") {
    check_found(
        {"(sub (mul (indices $0) (length $0)) (div (indices $0) (add (length $0) two)))",
         {{"(indices $0)", 3}, {"(mul (indices $0) (length $0))", 7}, {"(add (length $0) two)", 9}},
         {"add", "sub", "mul", "div"},
         21},
        letters());
    check_found({"(neg (add (length $0) (indices $0)))",
                 {{"(indices $0)", 3}, {"(length $0)", 3}},
                 {"add", "neg"},
                 8},
                letters());
    check_found({"(indicator (not (and (eq (tokens $0) str.a) (eq (indices $0) zero))))",
                 {{is_a, 6}, {is_first, 6}},
                 {"indicator", "and", "not"},
                 15},
                letters());
}

TEST_CASE("Division by what has zeros is not undone") {
    CHECK_FALSE(is_found("(add (indices $0) one)", {"(indices $0)", "(length $0)"}, {"mul"}));
    CHECK_FALSE(is_found("(add (indices $0) one)", {"zero", "(indices $0)"}, {"div", "mul"}));
}

TEST_CASE("Aggregation by a permutation is undone, but not by another selector") {
    const std::string program = "(aggregate " + mirrored + " (add (indices $0) two))";
    check_found(
        {program.c_str(), {{"(add (indices $0) two)", 9}, {mirrored, 12}}, {"aggregate"}, 22},
        letters());
    const std::string text = "(aggregate " + mirrored + " (concat (tokens $0) str.x))";
    check_found(
        {text.c_str(), {{"(concat (tokens $0) str.x)", 9}, {mirrored, 12}}, {"aggregate"}, 22},
        letters());
    const std::string several = "(aggregate " + mirrored + " (concat (tokens $0) str.x))";
    check_found({several.c_str(),
                 {{"(tokens $0)", 3}, {"str.x", 3}, {mirrored, 12}},
                 {"aggregate", "concat"},
                 20},
                letters());
    const BatchShape shape{rasp::Batch(letters())};
    std::vector<std::uint64_t> rows(shape.matrix_words, 1); // each selects the first key
    CHECK_FALSE(inverse_of(shape, rows));
    rows.assign(shape.matrix_words, 0);
    CHECK_FALSE(inverse_of(shape, rows));
}

TEST_CASE("Means of all before and of all after are undone, up to rounding") {
    for (const std::string& selector : {up_to_here, from_here}) {
        const std::string counts =
            "(aggregate " + selector + " (indicator (eq (tokens $0) str.a)))";
        check_found(
            {counts.c_str(), {{selector, 9}, {"(indicator " + is_a + ")", 10}}, {"aggregate"}, 20},
            letters());
        // The thirds do not sum up to whole numbers.
        const std::string thirds = "(aggregate " + selector + " (div (indices $0) 3))";
        check_found(
            {thirds.c_str(), {{selector, 9}, {"(div (indices $0) 3)", 10}}, {"aggregate"}, 20},
            letters());
    }
    const std::string sums =
        "(mul (aggregate " + up_to_here + " (tokens $0)) (add (indices $0) one))";
    check_found({sums.c_str(),
                 {{"(tokens $0)", 3}, {"(add (indices $0) one)", 7}, {up_to_here, 9}},
                 {"aggregate", "mul"},
                 21},
                numbers());
}

TEST_CASE("Strings are taken apart") {
    check_found({"(concat (tokens $0) (concat str.x (tokens $0)))",
                 {{"(tokens $0)", 3}, {"(concat str.x (tokens $0))", 9}},
                 {"concat"},
                 13},
                letters());
    CHECK_FALSE(is_found("(tokens $0)", {"str.a"}, {"concat"}));
}

TEST_CASE("A bound and a horizon keep dearer candidates away") {
    const std::vector<rasp::Input> inputs = letters();
    rasp::Batch batch(inputs);
    const std::vector<NamedHead> heads = {{"add", {.production = 0, .cost = bound_of(2)}}};
    std::vector<double> first;
    std::vector<double> wanted;
    for (std::size_t i = 0; i < batch.positions(); ++i) {
        first.push_back(static_cast<double>(i * i));
        wanted.push_back(2.0 * first.back());
    }
    const PartValues output{.kind = PartKind::number, .numbers = wanted};
    const PartValues part{.kind = PartKind::number, .numbers = first};
    BackwardSearch search(batch, heads, output, {});
    search.tell(0, bound_of(5), part);
    search.work(1'000'000, bound_of(5));
    CHECK(search.take_candidates().empty());
    search.work(1'000'000, bound_of(20));
    CHECK(search.take_candidates().size() == 1);
    BackwardSearch bounded(batch, heads, output, {});
    bounded.set_bound(bound_of(12));
    bounded.tell(0, bound_of(5), part);
    bounded.work(1'000'000, bound_of(20));
    CHECK(bounded.take_candidates().empty());
}

} // namespace rasp_stitch::enumerator::backwards
