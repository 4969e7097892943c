#include "enumerator/solve/example_task.hpp"

#include "lambda/types/type_store.hpp"
#include "rasp/language/value.hpp"
#include "rasp/tasks/task_check.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

namespace rasp_stitch::enumerator {

using rasp::Value;
using rasp::ValueKind;

namespace {

constexpr std::string_view arrow = "->";
constexpr std::string_view blanks = " \t\n\r";

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

rasp::Input read_side_input(std::string_view side) {
    if (!side.starts_with('[')) {
        return {.tokens = rasp::characters(side)};
    }
    const Json document = parse_json(side);
    const JsonCursor json(document);
    const bool has_atom = !json.elements().empty() && json.elements()[0].is_array();
    return rasp::input_from_json(json, has_atom ? 2 : 1);
}

rasp::Output read_side_output(std::string_view side) {
    if (!side.starts_with('[')) {
        return rasp::characters(side);
    }
    const Json document = parse_json(side);
    return rasp::output_from_json(JsonCursor(document));
}

rasp::Example read_example(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character character = character_at(text, at);
        if (!character.valid) {
            throw InputError({.found = fmt::format("byte {} is not UTF-8", at + 1),
                              .expected = "text in UTF-8"});
        }
        at += character.length;
    }
    const std::size_t at = text.find(arrow);
    if (at == std::string::npos) {
        throw InputError({.found = "no -> in it", .expected = "an input -> an output"});
    }
    const std::string_view whole = text;
    rasp::Example example{.input = read_side_input(trimmed(whole.substr(0, at))),
                          .output = read_side_output(trimmed(whole.substr(at + arrow.size())))};
    if (example.input.tokens.empty()) {
        throw InputError({.found = "the input is empty",
                          .expected = "at least one token: RASP programs fail on an empty input"});
    }
    return example;
}

// Truth values count as numbers if there are numbers, too.
ValueKind kind_of_outputs(const rasp::Task& task) {
    std::optional<ValueKind> kind;
    for (const rasp::Example& example : task.examples) {
        if (const auto* const values = std::get_if<rasp::Sequence>(&*example.output)) {
            for (const Value& value : *values) {
                const ValueKind other = rasp::kind_of(value);
                const bool is_mixed = kind.value_or(other) != other;
                kind = is_mixed && kind != ValueKind::string && other != ValueKind::string
                           ? ValueKind::number
                           : kind.value_or(other);
            }
        }
    }
    return kind.value_or(ValueKind::boolean);
}

std::string type_of(const rasp::Task& task) {
    const rasp::Example& first = task.examples.front();
    std::string type =
        fmt::format("input({})", rasp::name_of(rasp::kind_of(first.input.tokens.front())));
    if (first.input.atom) {
        type += fmt::format(" -> seq({})", rasp::name_of(rasp::kind_of(*first.input.atom)));
    }
    return std::holds_alternative<rasp::Matrix>(*first.output)
               ? type + " -> sel"
               : type + fmt::format(" -> seq({})", rasp::name_of(kind_of_outputs(task)));
}

} // namespace

rasp::Task example_task(std::span<const std::string> examples) {
    rasp::Task task{.name = "examples", .type = ""};
    for (const std::string& text : examples) {
        try {
            task.examples.push_back(read_example(text));
        } catch (InputError& error) {
            error.add_source("the example " + quote_excerpt(text));
            throw;
        }
    }
    task.arity = task.examples.front().input.atom ? 2 : 1;
    task.type = type_of(task);
    lambda::TypeStore types;
    rasp::check_task(types, task);
    return task;
}

} // namespace rasp_stitch::enumerator
