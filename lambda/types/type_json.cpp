#include "lambda/types/type_json.hpp"

#include "lambda/types/type_text.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace rasp_stitch::lambda {

namespace {

// Returns whether the name would be read as a constructor in text.
bool is_constructor_name(const std::string& name) {
    TypeStore types;
    try {
        const TypeId type = name == "->" ? types.constructor("arrow") : parse_type(types, name);
        return !types.is_variable(type) && (name == "->" || print_type(types, type) == name) &&
               !types.is_arrow(type) && types.arguments(type).empty();
    } catch (const InputError&) {
        return false;
    }
}

// A constructor of which some arguments have been read.
struct Open {
    JsonCursor json;
    std::vector<JsonCursor> arguments;
    std::vector<TypeId> read = {};
};

Open opened(const JsonCursor& json) {
    Open open{.json = json, .arguments = {}};
    for (const JsonCursor argument : json.member("arguments").elements()) {
        open.arguments.push_back(argument);
    }
    const std::string& name = json.member("constructor").string();
    if (!is_constructor_name(name)) {
        throw InputError({.found = quote_excerpt(name) + " as the name of a type constructor",
                          .expected = "a word without blanks, parentheses and commas, such as "
                                      "\"seq\"",
                          .pointer = json.member("constructor").pointer()});
    }
    if (name == "->" && open.arguments.size() != 2) {
        throw InputError(
            {.found = "an arrow with " + std::to_string(open.arguments.size()) + " arguments",
             .expected = "two: what the function takes, and what it gives",
             .pointer = json.member("arguments").pointer()});
    }
    return open;
}

} // namespace

TypeId read_type(TypeStore& types, const JsonCursor& json) {
    std::vector<Open> pending;
    std::optional<JsonCursor> next = json;
    while (true) {
        TypeId done{};
        if (const std::optional<JsonCursor> index = next->optional_member("index")) {
            done = types.variable(
                static_cast<std::uint32_t>(index->integer(0, largest_type_variable)));
        } else {
            pending.push_back(opened(*next));
            if (!pending.back().arguments.empty()) {
                next = pending.back().arguments.front();
                continue;
            }
            done = types.constructor(pending.back().json.member("constructor").string());
            pending.pop_back();
        }
        while (!pending.empty()) {
            Open& open = pending.back();
            open.read.push_back(done);
            if (open.read.size() < open.arguments.size()) {
                next = open.arguments[open.read.size()];
                break;
            }
            done = types.constructor(open.json.member("constructor").string(), open.read);
            pending.pop_back();
        }
        if (pending.empty()) {
            return done;
        }
    }
}

Json type_json(const TypeStore& types, TypeId root) {
    // Writes the innermost types first: each type comes after its arguments.
    struct Visit {
        TypeId type;
        std::size_t next = 0;
        Json arguments = Json::array();
    };
    std::vector<Visit> pending;
    pending.push_back({root});
    while (true) {
        Visit& visit = pending.back();
        const bool is_variable = types.is_variable(visit.type);
        if (!is_variable && visit.next < types.arguments(visit.type).size()) {
            const TypeId argument = types.arguments(visit.type)[visit.next++];
            pending.push_back({argument});
            continue;
        }
        Json json = is_variable ? Json{{"index", types.index(visit.type)}}
                                : Json{{"constructor", types.name(visit.type)},
                                       {"arguments", std::move(visit.arguments)}};
        pending.pop_back();
        if (pending.empty()) {
            return json;
        }
        pending.back().arguments.push_back(std::move(json));
    }
}

} // namespace rasp_stitch::lambda
