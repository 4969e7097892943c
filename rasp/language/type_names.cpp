#include "rasp/language/type_names.hpp"

#include "rasp/language/token_place.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace rasp_stitch::rasp {

using lambda::TypeId;
using lambda::TypeStore;

namespace {

void check_name(const TypeStore& types, TypeId type, std::string_view text) {
    const std::string& name = types.name(type);
    const auto known = std::ranges::find(type_names, name, &NamedType::name);
    const std::size_t given = types.arguments(type).size();
    if (known == type_names.end()) {
        throw InputError({.found = quote_excerpt(name) + " is not a type of RASP",
                          .expected = "input(t0), seq(t0), sel, pred(t0), num, bool or str; t0, t1 "
                                      "and so on stand for any type",
                          .text = std::string(text),
                          .offset = place_in_type(text, name)});
    }
    if (known->arguments != given) {
        throw InputError(
            {.found = fmt::format("{} with {} arguments", name,
                                  given == 0 ? "no" : std::to_string(given)),
             .expected = known->arguments == 0 ? name : name + "(t0), such as " + name + "(num)",
             .text = std::string(text),
             .offset = place_in_type(text, name)});
    }
}

} // namespace

std::size_t place_in_type(std::string_view text, std::string_view name) {
    return token_place(text, name, " \t\n\r\f\v(),->");
}

void check_type_names(const TypeStore& types, TypeId type, std::string_view text) {
    std::vector<TypeId> pending{type};
    while (!pending.empty()) {
        const TypeId part = pending.back();
        pending.pop_back();
        if (types.is_variable(part)) {
            continue;
        }
        if (!types.is_arrow(part)) {
            check_name(types, part, text);
        }
        // The parts are looked at from left to right, so that the first fault is reported.
        const auto arguments = types.arguments(part);
        pending.insert(pending.end(), arguments.rbegin(), arguments.rend());
    }
}

} // namespace rasp_stitch::rasp
