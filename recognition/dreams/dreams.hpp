#pragma once

// Dreams: tasks made up from programs that the grammar gives, for the network to learn from
// (Ellis et al. 2021, "fantasies").
//
//     const std::vector<Dream> dreams = dream(types, grammar, tasks, store, {.draws = 10'000});
//     print_expression(store, dreams[0].program)  // "(lambda (eq (indices $0) one))"
//     dreams[0].examples                          // what it does on inputs like the tasks'
//
// A program is drawn from the grammar of one of the tasks, and run on inputs that are drawn like
// those of the tasks with the same request. What fails on one of them, or gives one value
// everywhere, is dropped, and of programs that do the same the shortest is kept: a network that
// learns to expect long programs where short ones do the same would slow search down.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stop_token>
#include <vector>

namespace rasp_stitch::recognition {

struct DreamOptions {
    std::size_t draws = 10'000; // programs, for all requests together
    std::uint64_t seed = 0;
    double seconds = std::numeric_limits<double>::infinity();
    std::stop_token stop = {};
};

struct Dream {
    std::size_t task = 0; // whose request and literals it has
    lambda::TypeId request{};
    lambda::TermId program{}; // an abstraction is a primitive with its text as its name
    std::vector<rasp::Example> examples;
};

// The grammar has the literals of all tasks (recognition/tasks/task_grammar.hpp). The same each time, as
// long as the time lasts; by request, and in the order in which they were drawn.
std::vector<Dream> dream(lambda::TypeStore& types, const enumerator::Grammar& grammar,
                         std::span<const enumerator::SearchTask> tasks, lambda::TermStore& store,
                         const DreamOptions& options);

} // namespace rasp_stitch::recognition
