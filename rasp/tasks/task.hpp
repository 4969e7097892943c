#pragma once

// Tasks: what a program shall do, told by examples.
//
//     const std::vector<TaskEntry> entries = read_tasks(read_input("corpora/rasp.json"));
//     const CheckResult result = check(store, program, entries[0].task);
//     result.holds() // or result.results[i] tells what came out instead
//
// The form is that of corpora/rasp.json (see corpora/README.md): a list of objects with `name`,
// `type`, optionally `arity`, `program` and
// `examples`: `[{"input": ["a", "b"], "output": [0, 1]}, ...]`, where `input` is `[tokens, atom]`
// for programs of two arguments and `error` in the place of `output` says that evaluating must
// fail. `literals` names the constants that programs for the task may use, ["str.a", "2"]. Other
// fields are not looked at. An element that has a `request` is a task as DreamCoder has them
// (rasp/tasks/dreamcoder_task.hpp), and an object with a member `tasks` stands for that list.

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/comparison.hpp"
#include "rasp/language/value.hpp"
#include "support/json/json_cursor.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

struct Example {
    Input input;
    std::optional<Output> output; // nothing: evaluating must fail
};

struct Task {
    std::string name = {};
    std::string type; // as written: "input(str) -> seq(int)"
    std::size_t arity = 1;
    std::vector<Example> examples = {};
};

// A task and what else its entry has.
struct TaskEntry {
    Task task;
    std::optional<std::string> program = {}; // one that solves it, as written
    std::optional<std::vector<std::string>> literals = {};
};

// Throw InputError with the place in the document.
Example example_from_json(const JsonCursor& json, std::size_t arity);
Input input_from_json(const JsonCursor& json, std::size_t arity);
std::vector<TaskEntry> read_tasks(std::string_view text);
std::vector<TaskEntry> read_tasks(const JsonCursor& document);

// The inputs of the examples, in order.
std::vector<Input> inputs_of(const Task& task);

// Whether an example is met by what a program gives for its input.
bool is_met(const Example& example, const Evaluation& evaluation,
            const ComparisonOptions& options = {.tolerance = task_tolerance,
                                                .booleans_as_numbers = true});

struct CheckResult {
    std::vector<Evaluation> evaluations; // by example
    std::vector<bool> met;               // likewise

    bool holds() const;
};

CheckResult check(const lambda::TermStore& store, lambda::TermId program, const Task& task,
                  const EvaluateOptions& options = {});

} // namespace rasp_stitch::rasp
