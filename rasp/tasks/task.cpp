#include "rasp/tasks/task.hpp"

#include "rasp/language/literal.hpp"
#include "rasp/tasks/dreamcoder_task.hpp"
#include "rasp/tasks/inferred_type.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

std::size_t arity_of(const JsonCursor& json) {
    const auto arity = json.optional_member("arity");
    return arity ? static_cast<std::size_t>(arity->integer(1, 2)) : 1;
}

// Returns the canonical name of a literal (rasp/language/literal.hpp).
std::string literal_from_json(const JsonCursor& json) {
    const std::optional<Value> value = parse_literal(json.string());
    if (!value) {
        json.fail(quote_excerpt(json.string()) + " is not a literal",
                  "a number, true, false, or str. and a text: 2, 0.5, str.a");
    }
    return literal_name(*value);
}

// Without a number of arguments and without a type, an input whose first element is a list has an
// atom: tokens are no lists.
bool have_atoms(const JsonCursor& examples) {
    for (const JsonCursor example : examples.elements()) {
        const JsonCursor input = example.member("input");
        if (input.is_array() && input.elements().size() > 0 && input.elements()[0].is_array()) {
            return true;
        }
    }
    return false;
}

Task task_from_json(const JsonCursor& json) {
    Task task{.name = json.member("name").string(), .type = "", .arity = arity_of(json)};
    const auto type = json.optional_member("type");
    const JsonCursor examples = json.member("examples");
    if (!type && !json.optional_member("arity") && have_atoms(examples)) {
        task.arity = 2;
    }
    for (const JsonCursor example : examples.elements()) {
        task.examples.push_back(example_from_json(example, task.arity));
    }
    const std::optional<std::string> inferred =
        type ? type->string() : inferred_type(task.examples);
    if (!inferred) {
        json.fail("the member \"type\" is missing, and the examples do not show the type",
                  "the type of the task's programs, such as \"input(str) -> seq(int)\"");
    }
    task.type = *inferred;
    return task;
}

TaskEntry entry_from_json(const JsonCursor& json) {
    TaskEntry entry;
    if (json.optional_member("request")) {
        entry.task = dreamcoder_task_from_json(json);
    } else {
        entry.task = task_from_json(json);
    }
    if (const auto program = json.optional_member("program")) {
        entry.program = program->string();
    }
    if (const auto literals = json.optional_member("literals")) {
        entry.literals.emplace();
        for (const JsonCursor literal : literals->elements()) {
            entry.literals->push_back(literal_from_json(literal));
        }
    }
    return entry;
}

} // namespace

Input input_from_json(const JsonCursor& json, std::size_t arity) {
    if (arity == 1) {
        return {.tokens = sequence_from_json(json)};
    }
    const JsonElements arguments = json.elements();
    if (arguments.size() != 2) {
        json.fail("a list of the wrong length",
                  "[tokens, atom], as the program takes two arguments");
    }
    return {.tokens = sequence_from_json(arguments[0]), .atom = value_from_json(arguments[1])};
}

Example example_from_json(const JsonCursor& json, std::size_t arity) {
    Example example{.input = input_from_json(json.member("input"), arity), .output = std::nullopt};
    const auto error = json.optional_member("error");
    const auto output = json.optional_member("output");
    if (error.has_value() == output.has_value()) {
        json.fail(error ? "an example with both output and error"
                        : "an example with neither output nor error",
                  "one of \"output\" and \"error\"");
    }
    if (output) {
        example.output = output_from_json(*output);
    }
    return example;
}

std::vector<TaskEntry> read_tasks(std::string_view text) {
    const Json document = parse_json(text, NonFinite::number);
    return read_tasks(JsonCursor(document));
}

std::vector<TaskEntry> read_tasks(const JsonCursor& document) {
    const JsonCursor list = document.is_object() ? document.member("tasks") : document;
    std::vector<TaskEntry> entries;
    for (const JsonCursor json : list.elements()) {
        entries.push_back(entry_from_json(json));
    }
    return entries;
}

std::vector<Input> inputs_of(const Task& task) {
    std::vector<Input> inputs;
    inputs.reserve(task.examples.size());
    for (const Example& example : task.examples) {
        inputs.push_back(example.input);
    }
    return inputs;
}

std::optional<Sequence> first_input(const Task& task) {
    for (const Example& example : task.examples) {
        if (example.output) {
            return example.input.tokens;
        }
    }
    return std::nullopt;
}

bool is_met(const Example& example, const Evaluation& evaluation,
            const ComparisonOptions& options) {
    if (!example.output || !evaluation.output) {
        // A program that reached a limit does not fail by its meaning.
        return !example.output && !evaluation.output &&
               evaluation.failure.failure != FailureClass::limit;
    }
    return are_equal(*example.output, *evaluation.output, options);
}

bool CheckResult::holds() const {
    return std::ranges::find(met, false) == met.end();
}

CheckResult check(const lambda::TermStore& store, lambda::TermId program, const Task& task,
                  const EvaluateOptions& options) {
    CheckResult result;
    result.evaluations = evaluate(store, program, inputs_of(task), options);
    for (std::size_t i = 0; i < task.examples.size(); ++i) {
        result.met.push_back(is_met(task.examples[i], result.evaluations[i]));
    }
    return result;
}

} // namespace rasp_stitch::rasp
