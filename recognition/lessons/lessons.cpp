#include "recognition/lessons/lessons.hpp"

#include "enumerator/grammar/choices.hpp"
#include "recognition/lessons/choice_reader.hpp"
#include "recognition/tasks/task_features.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

namespace rasp_stitch::recognition {

using enumerator::Frontier;
using enumerator::Language;
using enumerator::SearchTask;

namespace {

ChoiceCounts counts_of(ChoiceReader& reader, const SearchTask& task, lambda::TypeId request,
                       const lambda::TermStore& terms, lambda::TermId program) {
    try {
        return reader.counts(task.literals, request, terms, program);
    } catch (InputError& error) {
        InputProblem problem = error.problem();
        problem.found =
            "a program of the task " + quote_excerpt(task.task.name) + ": " + problem.found;
        throw InputError(std::move(problem));
    }
}

} // namespace

WeightColumns columns_of(const Language& language, GrammarKind kind) {
    std::vector<enumerator::Production> productions;
    std::ranges::copy_if(unigram(language).productions, std::back_inserter(productions),
                         [](const enumerator::Production& production) {
                             return !literal_kind(production.expression);
                         });
    return {language.types, productions, kind};
}

std::vector<Lesson> replay_lessons(const Language& language, const WeightColumns& columns,
                                   std::span<const SearchTask> tasks,
                                   std::span<const Frontier> frontiers) {
    const std::vector<float> row = columns.row(unigram(language));
    lambda::TypeStore types = language.types;
    ChoiceReader reader(types, columns);
    std::vector<Lesson> lessons;
    for (std::size_t i = 0; i < frontiers.size(); ++i) {
        if (frontiers[i].programs.empty()) {
            continue;
        }
        std::vector<SharedCounts> parts;
        std::vector<double> posteriors; // not normalised
        for (const enumerator::FrontierProgram& program : frontiers[i].programs) {
            parts.push_back(
                {counts_of(reader, tasks[i], frontiers[i].request, language.terms, program.term),
                 0});
            posteriors.push_back(program.log_likelihood + log_prior(parts.back().counts, row));
        }
        const double sum = enumerator::log_sum_exp(posteriors);
        for (std::size_t k = 0; k < parts.size(); ++k) {
            parts[k].share = std::exp(posteriors[k] - sum);
        }
        lessons.push_back({task_features(tasks[i].task.examples), sum_of(parts)});
    }
    return lessons;
}

std::vector<Lesson> dream_lessons(const Language& language, const WeightColumns& columns,
                                  std::span<const SearchTask> tasks, const DreamOptions& options) {
    Language dreamt = language; // that dreams can be added to
    const std::vector<Dream> dreams = dream(dreamt, tasks, options);
    ChoiceReader reader(dreamt.types, columns);
    std::vector<Lesson> lessons;
    for (const Dream& dream : dreams) {
        lessons.push_back(
            {task_features(dream.examples), reader.counts(tasks[dream.task].literals, dream.request,
                                                          dreamt.terms, dream.program)});
    }
    return lessons;
}

} // namespace rasp_stitch::recognition
