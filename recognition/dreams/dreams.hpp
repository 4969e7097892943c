#pragma once

// Door of recognition/dreams.
//
// Makes up tasks from programs that a grammar generates, for a recognition network to learn from:
// the "fantasies" of Ellis et al. 2021 (DreamCoder, Section 2). A program is drawn from the grammar
// of one of the given tasks and run on inputs that resemble those of the tasks with the same
// request. It is dropped if it fails on one of them or has one value everywhere, and of programs
// that do the same the shortest is kept: a network that learns to expect long programs where short
// ones do the same would slow the search down.
//
// ```cpp
// #include "enumerator/rasp_language/rasp_language.hpp"
// enumerator::Language language = enumerator::rasp_language("tokens,indices,eq,add,one");
// const std::vector<enumerator::SearchTask> tasks =
//     enumerator::merged_tasks(rasp::read_tasks(R"json([
//         {"name": "positions", "type": "input(str) -> seq(num)", "literals": [],
//          "examples": [{"input": ["a", "b"], "output": [0, 1]}]}])json"));
// const std::vector<Dream> dreams = dream(language, tasks, {.draws = 100, .seed = 1});
// CHECK(!dreams.empty());
// CHECK(dreams[0].examples.size() == 12);
// ```

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

struct DreamOptions {
    std::size_t draws = 10'000; // programs to draw, for all requests together
    std::uint64_t seed = 0;
    Budget budget = {}; // of its limits, the seconds and the stop token count
};

struct Dream {
    std::size_t task = 0; // the task that it has the request and the literals of
    lambda::TypeId request{};
    lambda::TermId program{};
    std::vector<rasp::Example> examples;
};

// Returns dreams by request, in the order in which they were drawn. The language has the literals
// of all tasks; requests and programs are added to it. The result is reproducible if neither time
// nor a stop request ends the drawing.
std::vector<Dream> dream(enumerator::Language& language,
                         std::span<const enumerator::SearchTask> tasks,
                         const DreamOptions& options);

} // namespace rasp_stitch::recognition
