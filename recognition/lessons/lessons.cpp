#include "recognition/lessons/lessons.hpp"

#include "enumerator/grammar/choices.hpp"
#include "recognition/lessons/choice_reader.hpp"
#include "recognition/tasks/task_features.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <cmath>
#include <utility>

namespace rasp_stitch::recognition {

using enumerator::SearchTask;

namespace {

ChoiceCounts counts_of(ChoiceReader& reader, const SearchTask& task, lambda::TypeId request,
                       const lambda::TermStore& store, lambda::TermId program) {
    try {
        return reader.counts(task.literals, request, store, program);
    } catch (InputError& error) {
        InputProblem problem = error.problem();
        problem.found =
            "a program of the task " + quote_excerpt(task.task.name) + ": " + problem.found;
        throw InputError(std::move(problem));
    }
}

} // namespace

WeightColumns columns_of(lambda::TypeStore& types, const enumerator::Grammar& grammar,
                         GrammarKind kind) {
    const enumerator::Grammar open = task_grammar(types, grammar, {});
    return {types, open.productions, kind};
}

std::vector<Lesson> replay_lessons(lambda::TypeStore& types, const WeightColumns& columns,
                                   const enumerator::Grammar& grammar,
                                   std::span<const SearchTask> tasks,
                                   const lambda::TermStore& store,
                                   std::span<const Replay> replays) {
    const std::vector<float> row = columns.row(grammar);
    ChoiceReader reader(types, columns);
    std::vector<Lesson> lessons;
    for (const Replay& replay : replays) {
        const SearchTask& task = tasks[replay.task];
        std::vector<SharedCounts> parts;
        std::vector<double> posteriors; // not normalised
        for (const Replay::Program& program : replay.programs) {
            parts.push_back({counts_of(reader, task, replay.request, store, program.term), 0});
            posteriors.push_back(program.log_likelihood + log_prior(parts.back().counts, row));
        }
        const double sum = enumerator::log_sum_exp(posteriors);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            parts[i].share = std::exp(posteriors[i] - sum);
        }
        lessons.push_back({task_features(task.task.examples), sum_of(parts)});
    }
    return lessons;
}

std::vector<Lesson> dream_lessons(lambda::TypeStore& types, const WeightColumns& columns,
                                  const enumerator::Grammar& grammar,
                                  std::span<const SearchTask> tasks, const DreamOptions& options) {
    lambda::TermStore store;
    const std::vector<Dream> dreams = dream(types, grammar, tasks, store, options);
    ChoiceReader reader(types, columns);
    std::vector<Lesson> lessons;
    for (const Dream& dream : dreams) {
        lessons.push_back(
            {task_features(dream.examples),
             reader.counts(tasks[dream.task].literals, dream.request, store, dream.program)});
    }
    return lessons;
}

} // namespace rasp_stitch::recognition
