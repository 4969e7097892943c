#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/inside_outside.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "tests/enumerator/judge/plain_enumerator.hpp"
#include "tests/enumerator/judge/random_grammar.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

constexpr double pseudo_counts = 2;

// The expected counts of a frontier, from the counts that the judge made on its way.
struct Expectation {
    PlainProgram::Counts uses;
    PlainProgram::Counts opportunities;
};

void expect(Expectation& sum, const std::vector<PlainProgram>& programs,
            const std::vector<double>& log_likelihoods) {
    double all = 0;
    for (std::size_t i = 0; i < programs.size(); ++i) {
        all += std::exp(programs[i].log_prior + log_likelihoods[i]);
    }
    for (std::size_t i = 0; i < programs.size(); ++i) {
        const double share = std::exp(programs[i].log_prior + log_likelihoods[i]) / all;
        for (const auto& [key, count] : programs[i].uses) {
            sum.uses[key] += share * count;
        }
        for (const auto& [key, count] : programs[i].opportunities) {
            sum.opportunities[key] += share * count;
        }
    }
}

double expected_weight(Expectation& sum, std::uint32_t table, std::size_t production) {
    return std::log((sum.uses[{table, production}] + pseudo_counts) /
                    (sum.opportunities[{table, production}] + pseudo_counts));
}

bool agrees(const lambda::TypeStore& types, const AnyGrammar& updated, Expectation& sum) {
    const GrammarView view = view_of(types, updated);
    const std::size_t productions = view.productions().size();
    bool all = true;
    for (std::uint32_t table = 0; table < view.table_count(); ++table) {
        for (std::size_t p = 0; p < productions; ++p) {
            all = all && std::abs(view.table(table).productions[p] -
                                  expected_weight(sum, table, p)) < 1e-9;
        }
        all = all && std::abs(view.table(table).variable -
                              expected_weight(sum, table, productions)) < 1e-9;
    }
    return all;
}

} // namespace

TEST_CASE("Inside-outside gives the weights that counting by brute force gives") {
    std::size_t compared = 0;
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        lambda::TypeStore types;
        RandomLanguage random(seed);
        const AnyGrammar grammar = random.grammar(types);
        const GrammarView view = view_of(types, grammar);
        PlainEnumerator judge(types, view);
        Likelihood likelihood(types, view);
        lambda::TermStore store;
        Expectation expectation;
        std::vector<FrontierSummary> frontiers;
        for (int task = 0; task < 3; ++task) {
            const lambda::TypeId request = random.request(types);
            std::vector<PlainProgram> programs = judge.programs(request, 5);
            if (judge.gave_up() || programs.empty()) {
                continue;
            }
            programs.resize(std::min<std::size_t>(programs.size(), 7));
            FrontierSummary frontier;
            std::vector<double> log_likelihoods;
            for (std::size_t i = 0; i < programs.size(); ++i) {
                log_likelihoods.push_back(-0.5 * static_cast<double>(i));
                const lambda::TermId term = read_expression(store, programs[i].text);
                frontier.push_back(
                    {likelihood.summary(request, store, term), log_likelihoods.back()});
                CHECK(log_prior(frontier.back().summary, view) ==
                      Approx(programs[i].log_prior).margin(1e-9));
            }
            expect(expectation, programs, log_likelihoods);
            frontiers.push_back(std::move(frontier));
        }
        const AnyGrammar updated = std::visit(
            [&](const auto& kind) -> AnyGrammar {
                return inside_outside(types, kind, frontiers, {.pseudo_counts = pseudo_counts});
            },
            grammar);
        CHECK(agrees(types, updated, expectation));
        compared += frontiers.size();
    }
    CHECK(compared > 150);
}

TEST_CASE("Without pseudo-counts, what was never used becomes impossible, and 0/0 a weight of 0") {
    lambda::TypeStore types;
    const std::array<std::string, 3> names = {"indices", "length", "select"};
    const Grammar grammar = uniform_grammar(types, names, rasp_type);
    const GrammarView view(types, grammar);
    const lambda::TypeId input = types.constructor("input", std::array{types.constructor("str")});
    const lambda::TypeId numbers = types.constructor("seq", std::array{types.constructor("num")});
    lambda::TermStore store;
    const lambda::TermId term = read_expression(store, "(lambda (indices $0))");
    Likelihood likelihood(types, view);
    const std::vector<FrontierSummary> frontiers = {
        {{.summary = likelihood.summary(types.arrow(input, numbers), store, term),
          .log_likelihood = 0}}};
    const Grammar updated = inside_outside(types, grammar, frontiers);
    CHECK(updated.weights.productions == std::vector<double>{0, impossible, 0});
    CHECK(updated.weights.variable == 0);
    // Two steps are two times one step.
    const Grammar twice =
        inside_outside(types, grammar, frontiers, {.pseudo_counts = 1, .iterations = 2});
    const Grammar once = inside_outside(types, grammar, frontiers, {.pseudo_counts = 1});
    CHECK(inside_outside(types, once, frontiers, {.pseudo_counts = 1}).weights.productions ==
          twice.weights.productions);
}
