#pragma once

// Checks that the examples of a task can be what a program of its type does.
//
//     check_task(types, {.name = "first", .type = "input(str) -> seq(str)", .examples = {...}});
//     // InputError: example 2 of the task "first": the output has 2 values for 3 tokens
//     // expected 3: a program of RASP gives one for each token

#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <optional>

namespace rasp_stitch::rasp {

// Two examples with the same input, by number, of which no program can meet both.
struct Contradiction {
    std::size_t first = 0;
    std::size_t second = 0;
};

// Returns the first examples that contradict each other: their outputs are unequal, as is_met
// compares them, or a program must fail in one only.
std::optional<Contradiction> contradiction_in(const Task& task);

// Returns the type of the task, with `num` for `int` and `float`. Throws InputError if it is not
// the type of a program; if an example has another number of arguments, values of types that
// disagree with that type or with other examples, or an output that is not as long as the input; or
// if examples contradict each other. In outputs, truth values and numbers may stand for each other,
// as in the reference (rasp/kernels/comparison.hpp).
lambda::TypeId check_task(lambda::TypeStore& types, const Task& task);

} // namespace rasp_stitch::rasp
