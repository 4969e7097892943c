#include "support/json/json_cursor.hpp"

#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace rasp_stitch {

namespace {

std::string number_text(double number, const Json& value) {
    if (std::isnan(number)) {
        return "NaN";
    }
    if (std::isinf(number)) {
        return number > 0 ? "Infinity" : "-Infinity";
    }
    return "the number " + value.dump();
}

// Completes "found ...".
std::string describe(const Json& value) {
    switch (value.type()) {
    case Json::value_t::null:
        return "null";
    case Json::value_t::boolean:
        return value.get<bool>() ? "true" : "false";
    case Json::value_t::string:
        return "the string " + quote_excerpt(value.get_ref<const std::string&>());
    case Json::value_t::array:
        return value.empty() ? "an empty array" : "an array";
    case Json::value_t::object:
        return value.empty() ? "an empty object" : "an object";
    case Json::value_t::number_float:
        return number_text(value.get<double>(), value);
    default:
        return "the number " + value.dump();
    }
}

std::string escaped(std::string_view name) {
    std::string token;
    for (const char c : name) {
        if (c == '~') {
            token += "~0";
        } else if (c == '/') {
            token += "~1";
        } else {
            token += c;
        }
    }
    return token;
}

// Finds the parts of the pointer from `here` to `target`, innermost first. Values are compared by
// address. The recursion is as deep as the document, whose depth parse_json() limits.
bool find_path(const Json& here, const Json* target, std::vector<std::string>& path) {
    if (&here == target) {
        return true;
    }
    if (here.is_array()) {
        const auto& elements = here.get_ref<const Json::array_t&>();
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (find_path(elements[i], target, path)) {
                path.push_back(std::to_string(i));
                return true;
            }
        }
    } else if (here.is_object()) {
        for (const auto& [name, value] : here.get_ref<const Json::object_t&>()) {
            if (find_path(value, target, path)) {
                path.push_back(escaped(name));
                return true;
            }
        }
    }
    return false;
}

} // namespace

bool JsonCursor::boolean() const {
    if (!value_->is_boolean()) {
        fail_type("true or false");
    }
    return value_->get<bool>();
}

double JsonCursor::number() const {
    if (!value_->is_number()) {
        fail_type("a number");
    }
    const auto number = value_->get<double>();
    if (!std::isfinite(number)) {
        fail_type("a finite number");
    }
    return number;
}

std::int64_t JsonCursor::integer(std::int64_t least, std::int64_t most) const {
    // nlohmann_json stores integers that are not negative as unsigned.
    const bool fits = value_->is_number_unsigned()
                          ? value_->get<std::uint64_t>() <=
                                static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
                          : value_->is_number_integer();
    const std::int64_t number = fits ? value_->get<std::int64_t>() : 0;
    if (!fits || number < least || number > most) {
        fail_type(with_limits("a whole number", least, most));
    }
    return number;
}

const std::string& JsonCursor::string() const {
    if (!value_->is_string()) {
        fail_type("a string");
    }
    return value_->get_ref<const std::string&>();
}

JsonElements JsonCursor::elements() const {
    if (!value_->is_array()) {
        fail_type("an array");
    }
    const auto& elements = value_->get_ref<const Json::array_t&>();
    return {document_, elements.data(), elements.size()};
}

JsonMembers JsonCursor::members() const {
    if (!value_->is_object()) {
        fail_type("an object");
    }
    return {document_, &value_->get_ref<const Json::object_t&>()};
}

JsonCursor JsonCursor::member(std::string_view name) const {
    if (!value_->is_object()) {
        fail_type("an object with the member " + quote_excerpt(name));
    }
    const auto found = value_->find(name);
    if (found == value_->end()) {
        fail("the member " + quote_excerpt(name) + " is missing");
    }
    return {*document_, *found};
}

std::optional<JsonCursor> JsonCursor::optional_member(std::string_view name) const {
    if (!value_->is_object()) {
        fail_type("an object");
    }
    const auto found = value_->find(name);
    if (found == value_->end() || found->is_null()) {
        return std::nullopt;
    }
    return JsonCursor(*document_, *found);
}

std::string JsonCursor::pointer() const {
    std::vector<std::string> path;
    find_path(*document_, value_, path);
    std::reverse(path.begin(), path.end());
    std::string pointer;
    for (const std::string& part : path) {
        pointer += '/';
        pointer += part;
    }
    return pointer;
}

void JsonCursor::fail(std::string found, std::string expected) const {
    throw InputError(
        {.found = std::move(found), .expected = std::move(expected), .pointer = pointer()});
}

void JsonCursor::fail_type(std::string expected) const {
    fail("found " + describe(*value_), std::move(expected));
}

} // namespace rasp_stitch
