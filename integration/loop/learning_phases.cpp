// The phases that learn from the programs found: dreaming and abstraction.

#include "integration/abstraction/learn_library.hpp"
#include "integration/loop/fitted_weights.hpp"
#include "integration/loop/judged_frontiers.hpp"
#include "integration/loop/phases.hpp"
#include "integration/loop/ranked_frontier.hpp"
#include "recognition/tasks/task_grammar.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::loop {

using enumerator::Language;

namespace {

Language without_programs(const Language& language) {
    return {.types = language.types,
            .terms = {},
            .grammar = language.grammar,
            .primitive_type = language.primitive_type};
}

// Programs have other log priors in a new grammar, and rank differently.
void rank_anew(const Run& run, LoopState& state) {
    const enumerator::Habits habits = habits_of(state.language, run.training, state.frontiers);
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        rank(state.language, run.training[i], habits, state.frontiers[i].programs,
             run.settings.frontier);
    }
}

// Returns the frontiers that the network, abstractions and weights are learnt from: all of them, or
// those with a solution that is sure.
std::vector<enumerator::Frontier> counted_frontiers(const Run& run, const LoopState& state) {
    std::vector<enumerator::Frontier> counted = state.frontiers;
    if (run.settings.sure_only) {
        const auto verdicts = judge_frontiers(run, state);
        for (std::size_t i = 0; i < counted.size(); ++i) {
            if (!verdicts[i] || !verdicts[i]->sure) {
                counted[i].programs.clear();
            }
        }
    }
    return counted;
}

// Puts the frontiers that were counted in the place of what they were before. The grammar has all
// productions that it had, so the others stay as they are.
void take_over(std::vector<enumerator::Frontier> counted, LoopState& state) {
    for (std::size_t i = 0; i < counted.size(); ++i) {
        if (!counted[i].programs.empty()) {
            state.frontiers[i] = std::move(counted[i]);
        }
    }
}

// Returns the steps that a training has left that may have been interrupted, at least one.
std::size_t steps_left(const Settings& settings, const PhaseSpent& spent) {
    if (!settings.training_steps) {
        return std::numeric_limits<std::size_t>::max();
    }
    return *settings.training_steps - std::min(spent.steps, *settings.training_steps - 1);
}

} // namespace

void dream(const Run& run, LoopState& state, Recognizer& recognizer, const PhaseControl& control) {
    const Settings& settings = run.settings;
    PhaseRecord& record = state.records.back();
    const PhaseSpent spent = spent_before(state);
    TrainingControl training;
    if (control.on_progress) {
        training.on_progress = [&](const TrainingProgress& progress) {
            control.on_progress({.iteration = record.iteration,
                                 .phase = record.phase,
                                 .tasks = run.training.size(),
                                 .training = progress});
        };
    }
    TrainingResult result = recognizer.train(
        state.language, run.training, counted_frontiers(run, state),
        state.model ? &state.model->model : nullptr,
        {.seed = seed_of(settings.seed, record.iteration, record.phase),
         .dreams = settings.dreams,
         .helmholtz_ratio = settings.helmholtz_ratio,
         .max_steps = steps_left(settings, spent),
         .budget = {.seconds = std::min(std::max(training_seconds(settings) - spent.seconds, 0.0),
                                        control.budget.seconds),
                    .stop = control.budget.stop},
         .threads = control.threads},
        training);
    if (result.report.steps > 0 || !control.budget.stop.stop_requested()) {
        state.model = {.model = std::move(result.model),
                       .language = without_programs(state.language)};
    }
    record.training = {.replays = result.report.replays,
                       .dreams = result.report.dreams,
                       .steps = result.report.steps,
                       .first_loss = result.report.first_loss,
                       .loss = result.report.loss};
}

void abstract(const Run& run, LoopState& state, const PhaseControl& control) {
    const Settings& settings = run.settings;
    PhaseRecord& record = state.records.back();
    std::size_t count = 0;
    abstraction::AbstractionControl listening{.threads = control.threads,
                                              .stop = control.budget.stop};
    if (control.on_progress) {
        listening.progress = [&](const abstraction::LearntAbstraction&) {
            control.on_progress({.iteration = record.iteration,
                                 .phase = record.phase,
                                 .tasks = run.training.size(),
                                 .abstractions = ++count});
        };
    }
    Language& language = state.language;
    abstraction::LearntLibrary learnt =
        abstraction::learn_library(language, counted_frontiers(run, state),
                                   {.is_enabled = settings.abstraction,
                                    .score = {.top_k = settings.top_k,
                                              .pseudo_counts = settings.pseudo_counts,
                                              .aic = settings.aic,
                                              .structure_penalty = settings.structure_penalty},
                                    .max_arity = static_cast<std::uint32_t>(settings.arity),
                                    .refactors = settings.inverse_beta},
                                   listening);
    if (learnt.stopped != StopReason::none) {
        return;
    }
    language.grammar = std::move(learnt.grammar);
    language.grammar = fitted_weights(language, learnt.frontiers, settings.pseudo_counts);
    take_over(std::move(learnt.frontiers), state);
    for (const abstraction::LearntAbstraction& added : learnt.abstractions) {
        state.library.push_back(
            {.expression = added.production.expression, .iteration = record.iteration});
    }
    rank_anew(run, state);
    record.score = {.before = learnt.score_before, .after = learnt.score_after};
}

} // namespace rasp_stitch::loop
