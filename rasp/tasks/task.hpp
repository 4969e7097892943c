#pragma once

// Door of rasp/tasks.
//
// Reads tasks, which say by examples what a program must do, and checks programs against them.
//
// ```cpp
// #include "rasp/language/typing.hpp"
// const std::vector<TaskEntry> entries = read_tasks(R"json([{"name": "positions",
//     "type": "input(str) -> seq(int)",
//     "examples": [{"input": ["a", "b"], "output": [0, 1]}]}])json");
// lambda::TermStore store;
// lambda::TypeStore types;
// const TypedProgram program = read_typed(store, types, "(lam (indices $0))");
// CHECK(check(store, program.term, entries[0].task).holds());
// ```
//
// The text is a list of objects as in corpora/rasp.json (see corpora/README.md), or an object whose
// member `tasks` is that list. An object has the members
//     name      required
//     type      the type of the task's programs, such as "input(str) -> seq(int)"; unless given, it
//               follows from the examples (rasp/tasks/inferred_type.hpp)
//     examples  required: [{"input": ["a", "b"], "output": [0, 1]}, ...]
//     arity     1 unless given; 2 if the programs take an atom: then `input` is [tokens, atom].
//               Without a type, it follows from the inputs, too
//     program   a program that solves the task
//     literals  the constants that programs may use, such as ["str.a", "2"]; see task_literals.hpp
// An example with `error` in place of `output` says that the program must fail. Other members are
// ignored. An object with a member `request` is a task in DreamCoder's form
// (rasp/tasks/dreamcoder_task.hpp).
//
// Outputs are compared as the reference interpreter of Weiss, Goldberg and Yahav (2021) requires:
// numbers within a tolerance, and truth values as the numbers 0 and 1.

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/comparison.hpp"
#include "rasp/language/value.hpp"
#include "support/json/json_forward.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

struct Example {
    Input input;
    std::optional<Output> output; // nullopt: the program must fail
};

struct Task {
    std::string name = {};
    std::string type; // as written: "input(str) -> seq(int)"
    std::size_t arity = 1;
    std::vector<Example> examples = {};
};

// A task, and what else its entry has.
struct TaskEntry {
    Task task;
    std::optional<std::string> program = {};               // a program that solves it, as written
    std::optional<std::vector<std::string>> literals = {}; // canonical names, as listed
};

// These throw InputError with the place in the document.
Example example_from_json(const JsonCursor& json, std::size_t arity);
Input input_from_json(const JsonCursor& json, std::size_t arity);
std::vector<TaskEntry> read_tasks(std::string_view text);
std::vector<TaskEntry> read_tasks(const JsonCursor& document);

// Returns the inputs of the examples, in order.
std::vector<Input> inputs_of(const Task& task);

// Returns the tokens of the first example whose program must not fail, if there is one.
std::optional<Sequence> first_input(const Task& task);

// Returns whether a program meets an example, given its evaluation on the example's input.
bool is_met(const Example& example, const Evaluation& evaluation,
            const ComparisonOptions& options = {.tolerance = task_tolerance,
                                                .booleans_as_numbers = true});

struct CheckResult {
    std::vector<Evaluation> evaluations; // by example
    std::vector<bool> met;               // by example

    bool holds() const;
};

CheckResult check(const lambda::TermStore& store, lambda::TermId program, const Task& task,
                  const EvaluateOptions& options = {});

} // namespace rasp_stitch::rasp
