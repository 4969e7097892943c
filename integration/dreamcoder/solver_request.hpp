#pragma once

// The request that DreamCoder sends to its solver, read.
//
//     {"DSL": GRAMMAR, "tasks": [{"name": "reverse", "request": TYPE, "maximumFrontier": 5,
//          "examples": [{"inputs": [["a", "b"]], "output": ["b", "a"]}, ...]}, ...],
//      "lowerBound": 9.0, "upperBound": 10.5, "budgetIncrement": 1.5, "timeout": 19.5, "nc": 1}
//
// Without bounds the window is [0, 99) in steps of 1 nat; without timeout there is no end to it. A
// task's `specialTask`, where it has one, must be "rasp". Members that are not known are not looked
// at, `programTimeout` among them: a program has so many steps here, not so much time
// (rasp/evaluator/limits.hpp), so that what it does is the same every time.

#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"
#include "support/json/json_cursor.hpp"

#include <cstddef>
#include <limits>
#include <vector>

namespace rasp_stitch::dreamcoder {

struct SolverRequest {
    enumerator::Language language;
    lambda::TypeId request{}; // of all tasks

    std::vector<rasp::Task> tasks;
    std::vector<std::size_t> wanted; // programs for each task

    double lower = 0; // nats
    double upper = 99;
    double increment = 1;
    double seconds = std::numeric_limits<double>::infinity();
    std::size_t threads = 1;
};

// Throws InputError with the place: what is not RASP, tasks of different types or names that are
// the same, examples that do not fit the type (rasp/tasks/task_check.hpp).
SolverRequest read_solver_request(const JsonCursor& json);

} // namespace rasp_stitch::dreamcoder
