#pragma once

// Lessons (recognition/lessons/lesson.hpp) from tasks with programs that solve them, and from dreams.
//
//     const WeightColumns columns = columns_of(types, grammar, GrammarKind::contextual);
//     replay_lessons(types, columns, grammar, tasks, store, replays)
//     dream_lessons(types, columns, grammar, tasks, {.draws = 10'000})
//
// The grammar has the literals of all tasks (recognition/tasks/task_grammar.hpp).

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "recognition/dreams/dreams.hpp"
#include "recognition/lessons/lesson.hpp"
#include "recognition/lessons/weight_columns.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

// Of the grammar's productions that are no literals.
WeightColumns columns_of(lambda::TypeStore& types, const enumerator::Grammar& grammar,
                         GrammarKind kind);

// A task and the programs that solve it, an abstraction being a primitive with its text as its
// name.
struct Replay {
    struct Program {
        lambda::TermId term{};
        double log_likelihood = 0; // of the task, given the program; in nats
    };
    std::size_t task = 0;
    lambda::TypeId request{};
    std::vector<Program> programs; // at least one
};

// Each program counts by its posterior probability under the grammar.
std::vector<Lesson> replay_lessons(lambda::TypeStore& types, const WeightColumns& columns,
                                   const enumerator::Grammar& grammar,
                                   std::span<const enumerator::SearchTask> tasks,
                                   const lambda::TermStore& store, std::span<const Replay> replays);

std::vector<Lesson> dream_lessons(lambda::TypeStore& types, const WeightColumns& columns,
                                  const enumerator::Grammar& grammar,
                                  std::span<const enumerator::SearchTask> tasks,
                                  const DreamOptions& options);

} // namespace rasp_stitch::recognition
