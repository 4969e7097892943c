#pragma once

// Door of recognition/lessons.
//
// Turns tasks with programs that solve them ("replays"), and dreams, into lessons: the data that a
// recognition model is trained on (Ellis et al. 2021, DreamCoder, Section 2). A language with the
// literals of all tasks, the tasks and their frontiers come in; for each task goes out what a
// network reads and which choices its programs make. No libtorch is needed.
//
// ```cpp
// #include "enumerator/grammar/expression_types.hpp"
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "rasp/language/typing.hpp"
// enumerator::Language language = enumerator::rasp_language("indices,add,one");
// std::vector<enumerator::SearchTask> tasks(1);
// tasks[0].task = {.name = "positions", .type = "input(str) -> seq(num)"};
// std::vector<enumerator::Frontier> frontiers(1);
// frontiers[0].request = rasp::parse_task_type(language.types, tasks[0].task.type);
// frontiers[0].programs.push_back(
//     {.term = enumerator::read_expression(language.terms, "(lambda (indices $0))")});
// const WeightColumns columns = columns_of(language, GrammarKind::plain);
// const std::vector<Lesson> lessons = replay_lessons(language, columns, tasks, frontiers);
// CHECK(lessons.size() == 1);
// CHECK(loss(lessons[0], columns.row(unigram(language))) > 0); // in nats
// ```
//
// A network learns to give weights by column (weight_columns.hpp). A trained one is a model
// (model.hpp).

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "recognition/dreams/dreams.hpp"
#include "recognition/lessons/lesson.hpp"
#include "recognition/lessons/weight_columns.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::recognition {

// Returns the columns for the productions of a language that are not literals.
WeightColumns columns_of(const enumerator::Language& language, GrammarKind kind);

// Returns a lesson for each frontier that has programs. Frontiers are given by task. A program
// counts by its posterior probability under the grammar of the language. Throws InputError if a
// program is not of the language.
std::vector<Lesson> replay_lessons(const enumerator::Language& language,
                                   const WeightColumns& columns,
                                   std::span<const enumerator::SearchTask> tasks,
                                   std::span<const enumerator::Frontier> frontiers);

// Returns a lesson for each dream.
std::vector<Lesson> dream_lessons(const enumerator::Language& language,
                                  const WeightColumns& columns,
                                  std::span<const enumerator::SearchTask> tasks,
                                  const DreamOptions& options);

} // namespace rasp_stitch::recognition
