// The enumerator against the judge (plain_enumerator.hpp) on small random languages.

#include "enumerator/grammar/inside_outside.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "lambda/types/type_text.hpp"
#include "tests/enumerator/judge/plain_enumerator.hpp"
#include "tests/enumerator/judge/random_grammar.hpp"
#include "tests/enumerator/judge/window_programs.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <string_view>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

constexpr double upper = 7;
constexpr double tie = 1e-7; // nearer to a bound than this, rounding may decide

// What both found, or no programs if the judge gave up.
struct Comparison {
    std::size_t programs = 0;
    bool has_abstractions = false;
    bool has_functions = false; // as arguments
};

bool is_in(const std::map<std::string, double>& programs, const std::string& text,
           double log_prior) {
    const auto found = programs.find(text);
    return found != programs.end() && std::abs(found->second - log_prior) < 1e-9;
}

// Whether an argument is a lambda, of a program without abstractions.
bool has_function(std::string_view text) {
    constexpr std::string_view lambda = "(lambda ";
    while (text.starts_with(lambda)) {
        text.remove_prefix(lambda.size());
    }
    return text.find('#') == std::string_view::npos && text.find(lambda) != std::string_view::npos;
}

Comparison compare(std::uint32_t seed) {
    lambda::TypeStore types;
    RandomLanguage random(seed);
    const AnyGrammar grammar = random.grammar(types);
    const GrammarView view = view_of(types, grammar);
    const lambda::TypeId request = random.request(types);
    CAPTURE(seed, lambda::print_type(types, request));
    PlainEnumerator judge(types, view);
    const std::vector<PlainProgram> expected = judge.programs(request, upper);
    if (judge.gave_up()) {
        return {};
    }
    const auto found = window_programs(types, view, request, {.lower = 0, .upper = upper});
    Comparison comparison;
    std::size_t missing = 0;
    std::size_t sure = 0;
    lambda::TermStore store;
    Likelihood likelihood(types, view);
    for (const PlainProgram& program : expected) {
        if (-program.log_prior > upper - tie) {
            continue;
        }
        ++sure;
        missing += is_in(found, program.text, program.log_prior) ? 0U : 1U;
        const double log_prior_of =
            likelihood.log_prior(request, store, read_expression(store, program.text));
        CHECK(std::abs(log_prior_of - program.log_prior) < 1e-9);
        comparison.has_abstractions |= program.text.find('#') != std::string::npos;
        comparison.has_functions |= has_function(program.text);
    }
    std::size_t surplus = 0;
    for (const auto& [text, log_prior] : found) {
        surplus += -log_prior < upper - tie ? 1U : 0U;
    }
    CHECK(missing == 0);
    CHECK(surplus == sure);
    comparison.programs = found.size();
    return comparison;
}

} // namespace

TEST_CASE("Every program of random languages is found once, with its log prior") {
    std::size_t compared = 0;
    std::size_t with_abstractions = 0;
    std::size_t with_functions = 0;
    for (std::uint32_t seed = 1; seed <= 600; ++seed) {
        const Comparison comparison = compare(seed);
        compared += comparison.programs > 1 ? 1U : 0U;
        with_abstractions += comparison.has_abstractions ? 1U : 0U;
        with_functions += comparison.has_functions ? 1U : 0U;
    }
    CAPTURE(compared, with_abstractions, with_functions);
    CHECK(compared > 150);
    CHECK(with_abstractions > 30);
    CHECK(with_functions > 30);
}
