#pragma once

// The help page of a program, made from the same rows that parse its options.
//
//     std::fputs(help_text(command).c_str(), stdout);
//
// Options stand under the headings of their groups, in the order of the rows, with their names on
// the left and their help on the right, wrapped at 80 columns. The help ends with the default and
// the limits. A row without a group is left out.

#include "support/cli/command.hpp"

#include <string>

namespace rasp_stitch {

std::string help_text(const Command& command);

} // namespace rasp_stitch
