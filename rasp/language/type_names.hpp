#pragma once

// The names of RASP's types, and whether a type uses no others.
//
//     check_type_names(types, type, "input(str) -> seq(strng)");
//     // InputError: "strng" is not a type of RASP
//     //     input(str) -> seq(strng)
//     //                       ^
//     // expected input(t0), seq(t0), sel, pred(t0), num, bool or str; t0, t1 and so on stand for
//     // any type

#include "lambda/types/type_store.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace rasp_stitch::rasp {

struct NamedType {
    std::string_view name;
    std::size_t arguments = 0;
};

inline constexpr std::array type_names = {
    NamedType{"input", 1}, NamedType{"seq", 1},  NamedType{"sel", 0}, NamedType{"pred", 1},
    NamedType{"num", 0},   NamedType{"bool", 0}, NamedType{"str", 0}};

// Throws InputError with the text that the type was read from, and with the place in it, for a name
// that RASP does not have and for one with too few or too many arguments.
void check_type_names(const lambda::TypeStore& types, lambda::TypeId type, std::string_view text);

// Returns where a name first stands in the text of a type, or 0 if it does not.
std::size_t place_in_type(std::string_view text, std::string_view name);

} // namespace rasp_stitch::rasp
