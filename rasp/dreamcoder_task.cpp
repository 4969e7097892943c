#include "rasp/dreamcoder_task.hpp"

#include "lambda/type_json.hpp"
#include "lambda/type_store.hpp"
#include "lambda/type_text.hpp"
#include "rasp/typing.hpp"

#include <fmt/format.h>

namespace rasp_stitch::rasp {

namespace {

Example example_of(const JsonCursor& json, std::size_t arity) {
    const JsonCursor arguments = json.member("inputs");
    const JsonElements inputs = arguments.elements();
    if (inputs.size() != arity) {
        arguments.fail(fmt::format("{} input{}", inputs.size(), inputs.size() == 1 ? "" : "s"),
                       fmt::format("{}, as the request has {} argument{}", arity, arity,
                                   arity == 1 ? "" : "s"));
    }
    Example example{.input = {.tokens = sequence_from_json(inputs[0])},
                    .output = output_from_json(json.member("output"))};
    if (arity == 2) {
        example.input.atom = value_from_json(inputs[1]);
    }
    return example;
}

} // namespace

Task dreamcoder_task_from_json(const JsonCursor& json) {
    lambda::TypeStore types;
    const JsonCursor request = json.member("request");
    const std::string text = lambda::print_type(types, lambda::read_type(types, request));
    const std::optional<std::size_t> arity = program_arity(types, parse_task_type(types, text));
    if (!arity) {
        request.fail("the request " + text,
                     "input(a) -> seq(b) or input(a) -> seq(b) -> seq(c): a program of RASP");
    }
    Task task{.name = json.member("name").string(), .type = text, .arity = *arity};
    for (const JsonCursor example : json.member("examples").elements()) {
        task.examples.push_back(example_of(example, *arity));
    }
    return task;
}

} // namespace rasp_stitch::rasp
