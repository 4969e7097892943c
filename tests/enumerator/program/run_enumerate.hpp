#pragma once

// What rasp-enumerate says, run as people run it.

#include "tests/support/program_run.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

using Words = std::vector<std::string>;

// On standard output; it must not complain.
std::string output(const Words& words);

// What it complains of; it must do nothing else.
std::string complaint(const Words& words);

// Whether the text has the part in it, which is checked, too.
bool holds(const std::string& text, const std::string& part);

} // namespace rasp_stitch::enumerator
