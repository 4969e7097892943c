#include "enumerator/evidence/answer.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace rasp_stitch::enumerator;
using rasp_stitch::lambda::parse_type;

namespace {

// Sorts tokens that all differ, and any tokens.
const std::string sort_unique =
    "(lambda (aggregate (select (selector_width (select (tokens $0) (tokens $0) less_than)) "
    "(indices $0) equals_to) (tokens $0)))";
const std::string sort =
    "(lambda (#(lambda (aggregate (select (sub (selector_width (select (tokens $0) (tokens $0) "
    "at_most)) (selector_width (selector_and (select (tokens $0) (tokens $0) equals_to) (select "
    "(indices $0) (indices $0) at_least)))) (indices $0) equals_to) (tokens $0))) $0))";

// Programs with their log priors.
std::size_t answer(const std::vector<std::pair<std::string, double>>& given) {
    Language language = rasp_language("all");
    const auto request = parse_type(language.types, "input(str) -> seq(str)");
    std::vector<FrontierProgram> programs;
    for (const auto& [text, log_prior] : given) {
        programs.push_back({.term = read_expression(language.terms, text), .log_prior = log_prior});
    }
    return likeliest(programs, request, language);
}

} // namespace

TEST_CASE(
    "A program that is much shorter is the answer though an abstraction makes another cheap") {
    CHECK(answer({{sort, -4.1}, {sort_unique, -6.6}}) == 1);
    CHECK(answer({{sort_unique, -6.6}, {sort, -4.1}}) == 0);
}

TEST_CASE("What is usual in the language counts more than a nat of the plain one") {
    CHECK(answer({{sort, -4.1}, {sort_unique, -40}}) == 0);
    // One more length costs some nats in both.
    const std::string first = "(lambda (tokens $0))";
    const std::string second = "(lambda (aggregate (select (indices $0) (indices $0) equals_to) "
                               "(tokens $0)))";
    CHECK(answer({{first, -3}, {second, -12}}) == 0);
}

TEST_CASE("Of equal programs the first is the answer, and a single one is") {
    const std::string program = "(lambda (tokens $0))";
    const std::string alike = "(lambda (#(lambda (tokens $0)) $0))";
    CHECK(answer({{program, -3}, {alike, -3}}) == 0);
    CHECK(answer({{alike, -3}, {program, -3}}) == 0);
    CHECK(answer({{program, -3}}) == 0);
}
