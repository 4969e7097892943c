#pragma once

// Reads the request that DreamCoder sends to its solver.
//
//     {"DSL": GRAMMAR,
//      "tasks": [{"name": "reverse", "request": TYPE, "maximumFrontier": 5,
//                 "examples": [{"inputs": [["a", "b"]], "output": ["b", "a"]}, ...]},
//                ...],
//      "lowerBound": 9.0, "upperBound": 10.5, "budgetIncrement": 1.5, "timeout": 19.5, "nc": 1}
//
// By default the windows are those of 1 nat in [0, 99), and time is unlimited. The member
// `specialTask` of a task must be "rasp" or absent. Unknown members are ignored. So is
// `programTimeout`: the steps of a program are limited (rasp/evaluator/limits.hpp), not its time,
// so that it does the same in every run.

#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"
#include "support/json/json_forward.hpp"

#include <cstddef>
#include <limits>
#include <vector>

namespace rasp_stitch::dreamcoder {

struct SolverRequest {
    enumerator::Language language;
    lambda::TypeId request{}; // of all tasks

    std::vector<rasp::Task> tasks;
    std::vector<std::size_t> wanted; // by task: the number of programs

    double lower = 0; // nats
    double upper = 99;
    double increment = 1;
    double seconds = std::numeric_limits<double>::infinity();
    std::size_t threads = 1;
};

// Throws InputError with the place of the error: something that is not RASP, tasks of different
// types or of the same name, examples that do not fit the type (rasp/tasks/task_check.hpp).
SolverRequest read_solver_request(const JsonCursor& json);

} // namespace rasp_stitch::dreamcoder
