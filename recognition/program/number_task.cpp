#include "recognition/program/number_task.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <variant>

namespace rasp_stitch::recognition {

namespace {

using Numbers = std::map<std::string, std::int64_t>;

void gather(const rasp::Sequence& values, Numbers& numbers) {
    for (const rasp::Value& value : values) {
        if (const auto* const text = std::get_if<std::string>(&value)) {
            numbers.emplace(*text, 0);
        }
    }
}

void replace(rasp::Value& value, const Numbers& numbers) {
    if (const auto* const text = std::get_if<std::string>(&value)) {
        value = numbers.at(*text);
    }
}

} // namespace

NearTask number_task(const NearTask& task) {
    NearTask changed = task;
    Numbers numbers;
    for (const rasp::Example& example : task.task().examples) {
        gather(example.input.tokens, numbers);
        if (example.input.atom) {
            gather({*example.input.atom}, numbers);
        }
        if (example.output && std::holds_alternative<rasp::Sequence>(*example.output)) {
            gather(std::get<rasp::Sequence>(*example.output), numbers);
        }
    }
    std::int64_t next = 0;
    for (auto& [text, number] : numbers) {
        number = next++;
    }
    rasp::Task& whole = changed.search.task;
    for (std::size_t at = whole.type.find("str"); at != std::string::npos;
         at = whole.type.find("str")) {
        whole.type.replace(at, 3, "num");
    }
    for (rasp::Example& example : whole.examples) {
        for (rasp::Value& token : example.input.tokens) {
            replace(token, numbers);
        }
        if (example.input.atom) {
            replace(*example.input.atom, numbers);
        }
        if (example.output && std::holds_alternative<rasp::Sequence>(*example.output)) {
            for (rasp::Value& value : std::get<rasp::Sequence>(*example.output)) {
                replace(value, numbers);
            }
        }
    }
    changed.search.literals.clear();
    changed.soft.clear();
    return changed;
}

} // namespace rasp_stitch::recognition
