#pragma once

// The programs of a task, best first.
//
//     const std::vector<RankedProgram> best = ranked(language, task, {"(lambda ...)", ...}, 5);
//     description_length(best) // nats: -log of the probability that one of them is drawn
//
// Programs rank by their log prior in the task's own part of the grammar, then by their text. Of
// those that are the same function written with other abstractions only the best one is kept:
// others would take the places of programs that differ.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "integration/loop/task_language.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::loop {

struct RankedProgram {
    std::string program;
    double log_prior = 0; // nats
};

// InputError where a program is none of the task's type in the grammar.
std::vector<RankedProgram> ranked(const OpenLanguage& language, const enumerator::SearchTask& task,
                                  std::span<const std::string> programs, std::size_t most);

double description_length(std::span<const RankedProgram> programs);

std::vector<std::string> texts_of(std::span<const RankedProgram> programs);

// As the abstraction phase and the network take them.
std::vector<enumerator::Frontier>
dreamcoder_frontiers(lambda::TypeStore& types, lambda::TermStore& store,
                     std::span<const enumerator::SearchTask> tasks,
                     std::span<const std::vector<std::string>> programs);

} // namespace rasp_stitch::loop
