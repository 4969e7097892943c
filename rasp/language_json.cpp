#include "rasp/language_json.hpp"

#include "lambda/type_json.hpp"
#include "lambda/type_text.hpp"
#include "rasp/literal.hpp"
#include "rasp/primitives.hpp"
#include "rasp/typing.hpp"
#include "rasp/value.hpp"
#include "support/input_error.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

Json primitive_json(lambda::TypeStore& types, const Primitive& primitive) {
    Json aliases = Json::array();
    for (const std::string_view alias : primitive.aliases) {
        if (!alias.empty()) {
            aliases.push_back(alias);
        }
    }
    return {{"name", primitive.name},
            {"type", lambda::type_json(types, lambda::parse_type(types, primitive.type))},
            {"minimal", primitive.minimal},
            {"aliases", std::move(aliases)},
            {"meaning", primitive.meaning},
            {"example",
             {{"program", primitive.example.program},
              {"input", primitive.example.input},
              {"output", primitive.example.output}}}};
}

Json literal_json(lambda::TypeStore& types, const std::string& name) {
    const Value value = parse_literal(name).value();
    const lambda::TypeId base = types.constructor(name_of(kind_of(value)));
    return {{"name", name},
            {"type", lambda::type_json(types, types.constructor("seq", std::array{base}))}};
}

Json example_json(const Example& example) {
    Json inputs = Json::array({to_json(Output(example.input.tokens))});
    if (example.input.atom) {
        inputs.push_back(to_json(*example.input.atom));
    }
    return {{"inputs", std::move(inputs)}, {"output", to_json(example.output.value())}};
}

Json task_json(lambda::TypeStore& types, const TaskEntry& entry) {
    Json literals = Json::array();
    for (const std::string& name : literals_of(entry)) {
        literals.push_back(literal_json(types, name));
    }
    Json examples = Json::array();
    for (const Example& example : entry.task.examples) {
        if (example.output) {
            examples.push_back(example_json(example));
        }
    }
    return {{"name", entry.task.name},
            {"request", lambda::type_json(types, parse_task_type(types, entry.task.type))},
            {"literals", std::move(literals)},
            {"examples", std::move(examples)}};
}

} // namespace

Json language_json() {
    lambda::TypeStore types;
    Json language = Json::array();
    for (const Primitive& primitive : primitives()) {
        language.push_back(primitive_json(types, primitive));
    }
    return language;
}

Json tasks_json(std::span<const TaskEntry> entries) {
    lambda::TypeStore types;
    Json tasks = Json::array();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        try {
            tasks.push_back(task_json(types, entries[i]));
        } catch (InputError& error) {
            error.add_pointer("/" + std::to_string(i));
            throw;
        }
    }
    return tasks;
}

} // namespace rasp_stitch::rasp
