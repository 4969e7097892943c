#include "rasp/language/value.hpp"

#include "support/json/json_cursor.hpp"
#include "support/text/utf8.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>

namespace rasp_stitch::rasp {

namespace {

constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

Matrix matrix_from_json(const JsonCursor& json) {
    Matrix matrix;
    const std::size_t size = json.elements().size();
    for (const JsonCursor row : json.elements()) {
        if (row.elements().size() != size) {
            row.fail("a row whose length is not the number of rows", "a square matrix of booleans");
        }
        std::vector<bool>& cells = matrix.emplace_back();
        for (const JsonCursor cell : row.elements()) {
            cells.push_back(cell.boolean());
        }
    }
    return matrix;
}

} // namespace

ValueKind kind_of(const Value& value) {
    switch (value.index()) {
    case 0:
    case 1:
        return ValueKind::number;
    case 2:
        return ValueKind::boolean;
    default:
        return ValueKind::string;
    }
}

std::string_view name_of(ValueKind kind) {
    switch (kind) {
    case ValueKind::number:
        return "num";
    case ValueKind::boolean:
        return "bool";
    case ValueKind::string:
        return "str";
    }
    return {};
}

double number_of(const Value& value) {
    if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    if (const auto* const truth = std::get_if<bool>(&value)) {
        return *truth ? 1 : 0;
    }
    return std::get<double>(value);
}

Sequence characters(std::string_view word) {
    Sequence sequence;
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t length = character_at(word, at).length;
        sequence.emplace_back(std::string(word.substr(at, length)));
        at += length;
    }
    return sequence;
}

Value value_from_json(const JsonCursor& json) {
    if (json.is_boolean()) {
        return json.boolean();
    }
    if (json.is_string()) {
        return json.string();
    }
    if (json.value().is_number_float()) {
        const auto number = json.value().get<double>();
        if (!std::isfinite(number)) {
            json.fail(std::isnan(number) ? "NaN"
                      : number > 0       ? "Infinity"
                                         : "-Infinity",
                      "a finite number");
        }
        return json.number();
    }
    if (json.value().is_number_unsigned() && json.value().get<std::uint64_t>() > largest) {
        json.fail("a whole number beyond 64 bits", "one of at most 9223372036854775807");
    }
    if (json.is_number()) {
        return json.integer();
    }
    json.fail(json.is_null() ? "null" : "a list or an object", "a number, true, false or a string");
}

Sequence sequence_from_json(const JsonCursor& json) {
    Sequence sequence;
    sequence.reserve(json.elements().size());
    for (const JsonCursor element : json.elements()) {
        sequence.push_back(value_from_json(element));
        if (kind_of(sequence.back()) != kind_of(sequence.front())) {
            element.fail("a " + std::string(name_of(kind_of(sequence.back()))) +
                             " among values of type " + std::string(name_of(kind_of(sequence[0]))),
                         "values of one type");
        }
    }
    return sequence;
}

Output output_from_json(const JsonCursor& json) {
    const JsonElements elements = json.elements();
    if (!elements.empty() && elements[0].is_array()) {
        return matrix_from_json(json);
    }
    // The values need not be of one kind, since the output of a reference may mix false with 0.
    Sequence sequence;
    sequence.reserve(elements.size());
    for (const JsonCursor element : elements) {
        sequence.push_back(value_from_json(element));
    }
    return sequence;
}

Json to_json(const Value& value) {
    return std::visit([](const auto& plain) { return Json(plain); }, value);
}

Json to_json(const Output& output) {
    Json json = Json::array();
    if (const auto* const sequence = std::get_if<Sequence>(&output)) {
        for (const Value& value : *sequence) {
            json.push_back(to_json(value));
        }
        return json;
    }
    for (const std::vector<bool>& row : std::get<Matrix>(output)) {
        json.push_back(Json(row));
    }
    return json;
}

} // namespace rasp_stitch::rasp
