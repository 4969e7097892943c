#pragma once

// Files of settings, as the options that they stand for.
//
//     config_options(R"({"iterations": 3, "no-recognition": true})")
//     config_options("iterations = 3\nno-recognition = true\n")
//     // both: {{"iterations", "3"}, {"no-recognition", ""}}
//
// A file that begins with "{" is JSON, any other INI, read by Boost.Program_options. A flag that is
// false and a value that is null are as if they were not there.

#include "support/json/json_cursor.hpp"

#include <map>
#include <string>
#include <string_view>

namespace rasp_stitch::loop {

// By name, the value; that of a flag is empty.
using OptionTexts = std::map<std::string, std::string, std::less<>>;

// InputError with the place: names that are no options, or that only a command line can have, and
// values that are no numbers, words or truth values.
OptionTexts config_options(std::string_view text);
OptionTexts json_options(const JsonCursor& json);

} // namespace rasp_stitch::loop
