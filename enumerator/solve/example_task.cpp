#include "enumerator/solve/example_task.hpp"

#include "enumerator/solve/empty_examples.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/value.hpp"
#include "rasp/tasks/inferred_type.hpp"
#include "rasp/tasks/task_check.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::string_view arrow = "->";
constexpr std::string_view blanks = " \t\n\r";

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

// Returns the characters of a word, which may be quoted as JSON quotes it: "a b", "".
rasp::Sequence read_word(std::string_view side) {
    const bool is_quoted = side.size() > 1 && side.starts_with('"') && side.ends_with('"');
    return rasp::characters(is_quoted ? parse_json(side).get<std::string>() : std::string(side));
}

rasp::Input read_side_input(std::string_view side) {
    if (!side.starts_with('[')) {
        return {.tokens = read_word(side)};
    }
    const Json document = parse_json(side);
    const JsonCursor json(document);
    const bool has_atom = !json.elements().empty() && json.elements()[0].is_array();
    return rasp::input_from_json(json, has_atom ? 2 : 1);
}

rasp::Output read_side_output(std::string_view side) {
    if (!side.starts_with('[')) {
        return read_word(side);
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
    if (example.input.tokens.empty() && !says_nothing(example)) {
        throw InputError({.found = "the input is empty",
                          .expected = "at least one token: RASP programs fail on an empty input"});
    }
    return example;
}

// Says so in the words that were typed.
void check_agreement(const rasp::Task& task, std::span<const std::string> texts) {
    if (const auto found = rasp::contradiction_in(task)) {
        throw InputError({.found = fmt::format("the examples {} and {} contradict each other: they "
                                               "give one input two outputs",
                                               quote_excerpt(texts[found->first]),
                                               quote_excerpt(texts[found->second])),
                          .expected = "one output for each input"});
    }
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
    std::vector<rasp::Example> telling = task.examples;
    std::erase_if(telling, says_nothing);
    if (telling.empty()) {
        throw InputError({.found = "all examples are empty, which says nothing about a program",
                          .expected = "an example with at least one token"});
    }
    task.arity = telling.front().input.atom ? 2 : 1;
    task.type = rasp::inferred_type(telling).value(); // no input is empty
    check_agreement(task, examples);
    lambda::TypeStore types;
    rasp::check_task(types, task);
    task.examples = std::move(telling);
    return task;
}

} // namespace rasp_stitch::enumerator
