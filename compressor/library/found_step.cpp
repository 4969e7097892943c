#include "compressor/library/found_step.hpp"

#include "compressor/library/greedy_steps.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "lambda/terms/print.hpp"

#include <utility>

namespace rasp_stitch::compressor {

std::vector<StepCandidate> candidates_of(std::span<const ScoredAbstraction> ranking) {
    std::vector<StepCandidate> candidates;
    for (const ScoredAbstraction& found : ranking) {
        candidates.push_back({.body = found.body,
                              .arity = found.score.arity,
                              .utility = found.score.utility,
                              .saved = found.saved,
                              .locations = found.pattern.rows});
    }
    return candidates;
}

void take_found_step(const Context& context, const ScoredAbstraction& found, const Naming& naming,
                     GreedySteps& steps) {
    Step step;
    step.utility = found.score.utility;
    step.rewriting = rewrite(context, steps.store(), found.pattern,
                             steps.store().primitive(naming.name), naming.numbers);
    step.body = naming.numbers.empty()
                    ? found.body
                    : lambda::print(steps.store(), step.rewriting.abstraction.body);
    step.candidates = candidates_of({&found, 1});
    step.candidates.front().body = step.body;
    steps.take(std::move(step), found.saved);
}

} // namespace rasp_stitch::compressor
