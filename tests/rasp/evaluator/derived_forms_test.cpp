// Compares primitives with the forms that derive them from others.

#include "lambda/terms/parse.hpp"
#include "rasp/evaluator/evaluate.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

std::string output_of(const std::string& program, const Input& input) {
    lambda::TermStore store;
    const Evaluation evaluation = evaluate(store, lambda::parse(store, program), input);
    return evaluation.output ? to_json(*evaluation.output).dump()
                             : std::string(name_of(evaluation.failure.failure));
}

// Words and lists of whole numbers, some with more tokens than a word has bits.
Input arbitrary_input() {
    Input input;
    const bool has_numbers = *rc::gen::arbitrary<bool>();
    for (const int token : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6))) {
        input.tokens.push_back(has_numbers ? Value(std::int64_t{token})
                                           : Value(std::string(1, static_cast<char>('a' + token))));
    }
    if (input.tokens.empty()) {
        input.tokens.emplace_back(true);
    }
    return input;
}

using Pair = std::pair<std::string, std::string>;

const std::string z = "(select (indices $0) zero equals_to)";
const std::string f = "(indicator (eq (indices $0) zero))";
const std::string same = "(select (tokens $0) (tokens $0) equals_to)";
const std::string earlier = "(select (indices $0) (indices $0) less_than)";

std::vector<Pair> derived_forms() {
    std::vector<Pair> pairs = {
        {"full", "(select one one equals_to)"},
        {"(length $0)", "(round (div one (aggregate (select one one equals_to) " + f + ")))"},
        {"(neg (indices $0))", "(sub zero (indices $0))"},
        {"(indicator " + std::string("(eq (tokens $0) (tokens $0))") + ")",
         "(if (eq (tokens $0) (tokens $0)) one zero)"},
    };
    const std::vector<std::string> selectors = {same,
                                                earlier,
                                                "(selector_and " + same + " " + earlier + ")",
                                                "(selector_not " + same + ")",
                                                "full",
                                                "(selector_not full)"};
    for (const std::string& s : selectors) {
        pairs.emplace_back("(selector_width " + s + ")",
                           "(round (add (sub (div one (aggregate (selector_or " + s + " " + z +
                               ") " + f + ")) one) (aggregate (selector_and " + s + " " + z +
                               ") one)))");
        pairs.emplace_back("(gt (selector_width " + s + ") zero)",
                           "(gt (aggregate " + s + " one) zero)");
        pairs.emplace_back("(aggregate " + s + " (indices $0))",
                           "(aggregate_default " + s + " (indices $0) zero)");
        pairs.emplace_back("(selector_or " + s + " " + z + ")",
                           "(selector_not (selector_and (selector_not " + s + ") (selector_not " +
                               z + ")))");
    }
    const std::string a = "(tokens $0)";
    const std::string b = "(aggregate_default (select (indices $0) (sub (indices $0) one) "
                          "equals_to) (tokens $0) (tokens $0))"; // the token before
    const auto call = [&](const std::string& name) { return "(" + name + " " + a + " " + b + ")"; };
    pairs.emplace_back(call("ne"), "(not " + call("eq") + ")");
    pairs.emplace_back(call("le"), "(or " + call("lt") + " " + call("eq") + ")");
    pairs.emplace_back(call("gt"), "(not " + call("le") + ")");
    pairs.emplace_back(call("ge"), "(not " + call("lt") + ")");
    // Running counts by means of prefixes.
    const std::string p = "(eq (tokens $0) (aggregate " + z + " (tokens $0)))";
    pairs.emplace_back("(selector_width (selector_and (select (indices $0) (indices $0) at_most) "
                       "(select (indicator " +
                           p + ") one equals_to)))",
                       "(round (mul (add (indices $0) one) (aggregate (select (indices $0) "
                       "(indices $0) at_most) (indicator " +
                           p + "))))");
    return pairs;
}

} // namespace

TEST_CASE("Derived forms give what their primitives give") {
    for (const Pair& pair : derived_forms()) {
        const std::string& primitive = pair.first; // clang++ 14 captures no structured bindings
        const std::string& derived = pair.second;
        CAPTURE(primitive, derived);
        CHECK(rc::check([&primitive, &derived] {
            const Input input = arbitrary_input();
            const std::string wanted = output_of("(lam " + primitive + ")", input);
            RC_ASSERT(wanted.starts_with("["));
            RC_ASSERT(output_of("(lam " + derived + ")", input) == wanted);
        }));
    }
}

TEST_CASE("Means are plain sums from left to right") {
    const std::string mean = "(lam (aggregate full (tokens $0)))";
    CHECK(output_of(mean, {.tokens = Sequence(10, Value(0.1))}).starts_with("[0.0999999999999999"));
    CHECK(output_of(mean, {.tokens = {1e16, 1.0, -1e16}}) == "[0.0,0.0,0.0]");
    CHECK(output_of(mean, {.tokens = {std::int64_t{1} << 53, std::int64_t{1}}}) ==
          "[4.503599627370496e+15,4.503599627370496e+15]");
    // A prefix is summed on from the row before, with the same result to the last bit.
    Sequence tokens;
    for (std::size_t i = 0; i < 200; ++i) {
        tokens.emplace_back(0.1 * static_cast<double>(i % 7) + 1e-3);
    }
    lambda::TermStore store;
    const Evaluation evaluation = evaluate(
        store,
        lambda::parse(store,
                      "(lam (aggregate (select (indices $0) (indices $0) at_most) (tokens $0)))"),
        {.tokens = tokens});
    double sum = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        sum += std::get<double>(tokens[i]);
        CHECK(std::get<double>(std::get<Sequence>(*evaluation.output)[i]) ==
              sum / static_cast<double>(i + 1));
    }
}
