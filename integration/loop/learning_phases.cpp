// The phases that learn from what was found: dreaming and abstraction.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "integration/abstraction/learn_library.hpp"
#include "integration/loop/fitted_weights.hpp"
#include "integration/loop/phases.hpp"
#include "integration/loop/ranked_programs.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

void dream(const Run& run, LoopState& state, Recognizer& recognizer, const PhaseControl& control) {
    const Settings& settings = run.settings;
    PhaseRecord& record = state.records.back();
    if (!state.model.empty()) {
        recognizer.read(state.model);
    }
    OpenLanguage language = open_language(state.grammar);
    lambda::TermStore store;
    const std::vector<enumerator::Frontier> frontiers =
        dreamcoder_frontiers(language.types, store, run.training, state.frontiers);
    TrainingControl training{.stop = control.stop};
    if (control.on_progress) {
        training.on_progress = [&](const TrainingProgress& progress) {
            control.on_progress({.iteration = record.iteration,
                                 .phase = record.phase,
                                 .tasks = run.training.size(),
                                 .training = progress});
        };
    }
    const TrainingReport report = recognizer.train(
        {.types = language.types, .grammar = language.grammar}, run.training, store, frontiers,
        {.seed = seed_of(settings.seed, record.iteration, record.phase),
         .dreams = settings.dreams,
         .helmholtz_ratio = settings.helmholtz_ratio,
         .most_steps = settings.training_steps.value_or(std::numeric_limits<std::size_t>::max()),
         .seconds = std::min(training_seconds(settings), control.seconds),
         .threads = control.threads},
        training);
    state.model = recognizer.text();
    state.model_grammar = state.grammar;
    record.training = {.replays = report.replays,
                       .dreams = report.dreams,
                       .steps = report.steps,
                       .first_loss = report.first_loss,
                       .loss = report.loss};
}

void abstract(const Run& run, LoopState& state, const PhaseControl& control) {
    const Settings& settings = run.settings;
    PhaseRecord& record = state.records.back();
    OpenLanguage language = open_language(state.grammar);
    enumerator::Language growing{.types = language.types,
                                 .terms = {},
                                 .grammar = language.grammar,
                                 .primitive_type = enumerator::rasp_type};
    std::size_t count = 0;
    abstraction::AbstractionControl listening{.threads = control.threads, .stop = control.stop};
    if (control.on_progress) {
        listening.progress = [&](const abstraction::LearntAbstraction&) {
            control.on_progress({.iteration = record.iteration,
                                 .phase = record.phase,
                                 .tasks = run.training.size(),
                                 .abstractions = ++count});
        };
    }
    const abstraction::LearntLibrary learnt = abstraction::learn_library(
        growing, dreamcoder_frontiers(growing.types, growing.terms, run.training, state.frontiers),
        {.is_enabled = !settings.no_abstraction,
         .score = {.top_k = settings.top_k,
                   .pseudo_counts = settings.pseudo_counts,
                   .aic = settings.aic,
                   .structure_penalty = settings.structure_penalty},
         .max_arity = static_cast<std::uint32_t>(settings.arity)},
        listening);
    if (learnt.stopped != StopReason::none) {
        return;
    }
    language.grammar =
        fitted_weights(growing, learnt.grammar, learnt.frontiers, settings.pseudo_counts);
    language.types = growing.types;
    state.grammar = enumerator::grammar_text(language.types, language.grammar);
    for (const abstraction::LearntAbstraction& abstraction : learnt.abstractions) {
        state.library.push_back(
            {.expression = abstraction.production.expression, .iteration = record.iteration});
    }
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        std::vector<std::string> programs;
        for (const enumerator::FrontierProgram& program : learnt.frontiers[i].programs) {
            programs.push_back(enumerator::print_expression(growing.terms, program.term));
        }
        state.frontiers[i] =
            texts_of(ranked(language, run.training[i], programs, settings.frontier));
    }
    record.score = {.before = learnt.score_before, .after = learnt.score_after};
}

} // namespace rasp_stitch::loop
