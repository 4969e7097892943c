#include "rasp/tasks/dreamcoder_task.hpp"

#include "lambda/types/type_json.hpp"
#include "lambda/types/type_store.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/typing.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <optional>

namespace rasp_stitch::rasp {

RequestedType requested_type(const JsonCursor& json) {
    lambda::TypeStore types;
    const lambda::TypeId type = lambda::read_type(types, json);
    const std::string text = lambda::print_type(types, type);
    const std::optional<std::size_t> arity = program_arity(types, type);
    if (!arity) {
        json.fail("the request " + text,
                  "input(a) -> seq(b) or input(a) -> seq(b) -> seq(c): a program of RASP");
    }
    try {
        parse_task_type(types, text);
    } catch (const InputError& error) {
        json.fail(error.problem().found, error.problem().expected);
    }
    return {.text = text, .arity = *arity};
}

Input dreamcoder_input_from_json(const JsonCursor& json, std::size_t arity) {
    const JsonElements arguments = json.elements();
    if (arguments.size() != arity) {
        json.fail(fmt::format("{} input{}", arguments.size(), arguments.size() == 1 ? "" : "s"),
                  fmt::format("{}, as the request has {} argument{}", arity, arity,
                              arity == 1 ? "" : "s"));
    }
    Input input{.tokens = sequence_from_json(arguments[0])};
    if (arity == 2) {
        input.atom = value_from_json(arguments[1]);
    }
    return input;
}

Task dreamcoder_task_from_json(const JsonCursor& json) {
    const RequestedType request = requested_type(json.member("request"));
    Task task{.name = json.member("name").string(), .type = request.text, .arity = request.arity};
    for (const JsonCursor example : json.member("examples").elements()) {
        task.examples.push_back(
            {.input = dreamcoder_input_from_json(example.member("inputs"), request.arity),
             .output = output_from_json(example.member("output"))});
    }
    return task;
}

} // namespace rasp_stitch::rasp
