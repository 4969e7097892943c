#pragma once

// Files of settings, as the options that they stand for.
//
//     config_options(R"({"iterations": 3, "no-recognition": true})", rows)
//     config_options("iterations = 3\nno-recognition = true\n", rows)
//     // both: {{"iterations", "3"}, {"no-recognition", ""}}
//
// A file that begins with "{" is JSON; any other is INI, which Boost.Program_options reads. A flag
// that is false and a value that is null are left out. Old names of options are accepted, and come
// out as the present ones.

#include "support/json/json_forward.hpp"
#include "support/options/option_row.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace rasp_stitch::loop {

// Values by the name of the option; that of a flag is empty.
using OptionTexts = std::map<std::string, std::string, std::less<>>;

// Both throw InputError with the place for names that no row has, and for values that are neither
// numbers, words nor truth values.
OptionTexts config_options(std::string_view text, std::span<const OptionRow> rows);
OptionTexts json_options(const JsonCursor& json, std::span<const OptionRow> rows);

} // namespace rasp_stitch::loop
