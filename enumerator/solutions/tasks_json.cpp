#include "enumerator/solutions/tasks_json.hpp"

#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_json.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/value.hpp"
#include "support/json/json_input.hpp"

#include <string>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

Json example_json(const rasp::Example& example) {
    Json inputs = Json::array({rasp::to_json(rasp::Output(example.input.tokens))});
    if (example.input.atom) {
        inputs.push_back(rasp::to_json(*example.input.atom));
    }
    return {{"inputs", std::move(inputs)}, {"output", rasp::to_json(example.output.value())}};
}

Json task_json(lambda::TypeStore& types, const SearchTask& task) {
    Json examples = Json::array();
    for (const rasp::Example& example : task.task.examples) {
        if (example.output) {
            examples.push_back(example_json(example));
        }
    }
    return {{"name", task.task.name},
            {"request", lambda::type_json(types, rasp::parse_task_type(types, task.task.type))},
            {"literals", task.literals},
            {"examples", std::move(examples)}};
}

} // namespace

Json tasks_json(std::span<const SearchTask> tasks) {
    lambda::TypeStore types;
    Json listed = Json::array();
    Json literal_types = Json::object();
    for (const SearchTask& task : tasks) {
        listed.push_back(task_json(types, task));
        for (const std::string& literal : task.literals) {
            literal_types[literal] = lambda::type_json(types, rasp_type(types, literal).value());
        }
    }
    return {{"tasks", std::move(listed)}, {"types", std::move(literal_types)}};
}

} // namespace rasp_stitch::enumerator
