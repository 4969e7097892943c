#include "recognition/lessons/model.hpp"

#include "recognition/tasks/task_grammar.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

constexpr std::string_view format_name = "rasp-stitch-model";
constexpr std::int64_t format_version = 1;

// Writes each number as the shortest text that is read as the same float.
std::string numbers_text(std::span<const float> numbers) {
    return fmt::format("[{}]", fmt::join(numbers, ","));
}

std::vector<float> read_numbers(const JsonCursor& json) {
    std::vector<float> numbers;
    for (const JsonCursor element : json.elements()) {
        const auto number = static_cast<float>(element.number());
        if (!std::isfinite(number)) {
            element.fail("a number that is too large", "a number that 32 bits hold");
        }
        numbers.push_back(number);
    }
    return numbers;
}

std::vector<std::string> read_names(const JsonCursor& json) {
    std::vector<std::string> names;
    for (const JsonCursor element : json.elements()) {
        names.push_back(element.string());
    }
    return names;
}

Parameter read_parameter(const JsonCursor& json) {
    Parameter parameter;
    std::int64_t count = 1;
    for (const JsonCursor size : json.member("shape").elements()) {
        parameter.shape.push_back(size.integer(0, 1 << 20));
        count = std::min(count * parameter.shape.back(), std::int64_t{1} << 40U);
    }
    parameter.values = read_numbers(json.member("values"));
    if (std::cmp_not_equal(parameter.values.size(), count)) {
        json.member("values").fail(fmt::format("{} numbers", parameter.values.size()),
                                   fmt::format("{}, as the shape says", count));
    }
    return parameter;
}

GrammarKind read_kind(const JsonCursor& json) {
    for (const GrammarKind kind : {GrammarKind::plain, GrammarKind::contextual}) {
        if (json.string() == name_of(kind)) {
            return kind;
        }
    }
    json.fail("found " + quote_excerpt(json.string()), "\"plain\" or \"contextual\"");
}

void check_format(const JsonCursor& json) {
    const auto format = json.is_object() ? json.optional_member("format") : std::nullopt;
    if (!format || !format->is_string() || format->string() != format_name) {
        json.fail("this is not a model of rasp-recognize",
                  fmt::format("an object with \"format\": \"{}\"", format_name));
    }
    const JsonCursor version = json.member("version");
    if (version.integer() != format_version) {
        version.fail(fmt::format("this model has version {}", version.integer()),
                     fmt::format("{}, which is all that this program reads", format_version));
    }
}

} // namespace

std::string model_text(const Model& model) {
    std::string text = fmt::format(
        "{{\"format\": \"{}\", \"version\": {}, \"kind\": \"{}\",\n \"productions\": {},\n"
        " \"tables\": {},\n \"base\": {},\n \"parameters\": {{",
        format_name, format_version, name_of(model.kind), Json(model.productions).dump(),
        Json(model.tables).dump(), numbers_text(model.base));
    std::string_view separator = "\n";
    for (const auto& [name, parameter] : model.parameters) {
        text += fmt::format("{}  \"{}\": {{\"shape\": [{}], \"values\": {}}}", separator, name,
                            fmt::join(parameter.shape, ", "), numbers_text(parameter.values));
        separator = ",\n";
    }
    return text + "}}\n";
}

Model read_model(const JsonCursor& json) {
    check_format(json);
    Model model{.kind = read_kind(json.member("kind")),
                .productions = read_names(json.member("productions")),
                .tables = read_names(json.member("tables")),
                .base = read_numbers(json.member("base")),
                .parameters = {}};
    for (const JsonCursor production : json.member("productions").elements()) {
        if (literal_kind(production.string())) {
            production.fail("the literal " + quote_excerpt(production.string()),
                            "a primitive or an abstraction: literals are a task's own");
        }
    }
    if (model.tables.empty()) {
        json.member("tables").fail("no table", "at least one");
    }
    const std::size_t width = WeightColumns::first_production + model.productions.size();
    if (model.base.size() != width) {
        json.member("base").fail(fmt::format("{} numbers", model.base.size()),
                                 fmt::format("{}, by the productions", width));
    }
    for (const auto& [name, parameter] : json.member("parameters").members()) {
        model.parameters.emplace(name, read_parameter(parameter));
    }
    return model;
}

void check_language(const Model& model, const enumerator::Grammar& grammar) {
    std::vector<std::string> own;
    for (const enumerator::Production& production : grammar.productions) {
        if (!literal_kind(production.expression)) {
            own.push_back(production.expression);
        }
    }
    const auto [trained, asked] = std::ranges::mismatch(model.productions, own);
    if (trained != model.productions.end() || asked != own.end()) {
        const auto name = [](auto place, auto end) {
            return place == end ? std::string("nothing more") : quote_excerpt(*place);
        };
        throw InputError(
            {.found = fmt::format("the model was trained for another language: its production {} "
                                  "is {}",
                                  trained - model.productions.begin() + 1,
                                  name(trained, model.productions.end())),
             .expected = name(asked, own.end()) + ", as the grammar has there"});
    }
}

Parameter with_rows(const Parameter& parameter, std::span<const std::string> names,
                    std::span<const std::string> new_names) {
    Parameter moved{.shape = parameter.shape, .values = {}};
    moved.shape[0] = static_cast<std::int64_t>(new_names.size());
    const std::size_t row = names.empty() ? 0 : parameter.values.size() / names.size();
    for (const std::string& name : new_names) {
        const auto found = std::ranges::find(names, name);
        const auto first =
            parameter.values.begin() + static_cast<std::ptrdiff_t>(row) * (found - names.begin());
        if (found == names.end()) {
            moved.values.resize(moved.values.size() + row);
        } else {
            moved.values.insert(moved.values.end(), first,
                                first + static_cast<std::ptrdiff_t>(row));
        }
    }
    return moved;
}

Parameter with_columns(const Parameter& parameter, std::span<const std::string> names,
                       std::span<const std::string> new_names) {
    Parameter moved{.shape = parameter.shape, .values = {}};
    moved.shape.back() = static_cast<std::int64_t>(new_names.size());
    for (auto row = parameter.values.begin(); row != parameter.values.end();
         row += static_cast<std::ptrdiff_t>(names.size())) {
        for (const std::string& name : new_names) {
            const auto found = std::ranges::find(names, name);
            moved.values.push_back(found == names.end() ? 0 : row[found - names.begin()]);
        }
    }
    return moved;
}

} // namespace rasp_stitch::recognition
