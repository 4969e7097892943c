#include "integration/abstraction/program_selection.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "integration/abstraction/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

namespace rasp_stitch::abstraction {

using enumerator::Frontier;
using enumerator::FrontierProgram;
using enumerator::Grammar;
using enumerator::GrammarView;
using enumerator::Likelihood;
using lambda::TermId;

namespace {

struct Ranked {
    std::uint32_t program = 0;
    double log_posterior = 0;
    std::string text;

    bool operator<(const Ranked& other) const {
        return log_posterior != other.log_posterior ? log_posterior > other.log_posterior
                                                    : text < other.text;
    }
};

double likelihood_of(const FrontierProgram& program) {
    return std::isnan(program.log_likelihood) ? enumerator::impossible : program.log_likelihood;
}

// Does not count the frontier as a task if no program is chosen.
void add_task(ProgramSelection& selection, std::span<const Frontier> frontiers,
              std::uint32_t frontier, std::span<const std::uint32_t> chosen) {
    const auto task = static_cast<std::uint32_t>(selection.programs.task_count);
    for (const std::uint32_t program : chosen) {
        selection.programs.roots.push_back(frontiers[frontier].programs[program].term);
        selection.programs.tasks.push_back(task);
        selection.places.push_back({frontier, program});
        selection.requests.push_back(frontiers[frontier].request);
        selection.log_likelihoods.push_back(likelihood_of(frontiers[frontier].programs[program]));
    }
    selection.programs.task_count = task + (chosen.empty() ? 0U : 1U);
}

} // namespace

ProgramSelection most_probable_programs(const enumerator::Language& language,
                                        const Grammar& grammar, std::span<const Frontier> frontiers,
                                        std::size_t top_k) {
    const Grammar plain = without_weights(grammar);
    const GrammarView plain_view(language.types, plain);
    const GrammarView view(language.types, grammar);
    Likelihood likelihood(language.types, plain_view);
    ProgramSelection selection;
    for (std::uint32_t f = 0; f < frontiers.size(); ++f) {
        std::vector<Ranked> ranking;
        for (std::uint32_t p = 0; p < frontiers[f].programs.size(); ++p) {
            const TermId term = frontiers[f].programs[p].term;
            const double log_prior = enumerator::log_prior(
                likelihood.summary(frontiers[f].request, language.terms, term), view);
            if (const double log_likelihood = likelihood_of(frontiers[f].programs[p]);
                log_likelihood != enumerator::impossible) {
                ranking.push_back({p, log_likelihood + log_prior,
                                   enumerator::print_expression(language.terms, term)});
            }
        }
        std::sort(ranking.begin(), ranking.end());
        ranking.resize(std::min(ranking.size(), top_k));
        std::vector<std::uint32_t> chosen;
        for (const Ranked& ranked : ranking) {
            chosen.push_back(ranked.program);
        }
        add_task(selection, frontiers, f, chosen);
    }
    return selection;
}

ProgramSelection all_programs(std::span<const Frontier> frontiers) {
    return programs_without(frontiers, {});
}

ProgramSelection programs_without(std::span<const Frontier> frontiers,
                                  std::span<const ProgramSelection::Place> places) {
    const std::set<ProgramSelection::Place> excluded(places.begin(), places.end());
    ProgramSelection selection;
    for (std::uint32_t f = 0; f < frontiers.size(); ++f) {
        std::vector<std::uint32_t> chosen;
        for (std::uint32_t p = 0; p < frontiers[f].programs.size(); ++p) {
            if (!excluded.contains({f, p})) {
                chosen.push_back(p);
            }
        }
        add_task(selection, frontiers, f, chosen);
    }
    return selection;
}

} // namespace rasp_stitch::abstraction
