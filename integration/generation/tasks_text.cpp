#include "integration/generation/tasks_text.hpp"

#include "rasp/language/value.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace rasp_stitch::generation {

namespace {

using OutputJson = nlohmann::ordered_json;

OutputJson example_json(const rasp::Example& example) {
    OutputJson input = rasp::to_json(rasp::Output(example.input.tokens));
    if (example.input.atom) {
        input = OutputJson::array({std::move(input), rasp::to_json(*example.input.atom)});
    }
    OutputJson json = {{"input", std::move(input)}};
    if (example.output) {
        json["output"] = rasp::to_json(*example.output);
    } else {
        json["error"] = true;
    }
    return json;
}

OutputJson task_json(const enumerator::SearchTask& task) {
    OutputJson examples = OutputJson::array();
    for (const rasp::Example& example : task.task.examples) {
        examples.push_back(example_json(example));
    }
    return {{"name", task.task.name},
            {"type", task.task.type},
            {"arity", task.task.arity},
            {"literals", task.literals},
            {"examples", std::move(examples)}};
}

} // namespace

std::string tasks_text(std::span<const enumerator::SearchTask> tasks) {
    std::string text = "[";
    for (const enumerator::SearchTask& task : tasks) {
        text += (text.size() == 1 ? "\n" : ",\n") + task_json(task).dump();
    }
    return text + "\n]\n";
}

} // namespace rasp_stitch::generation
