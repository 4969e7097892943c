#pragma once

// The manual page of a program, in section 1, made from the same rows as its help page.
//
//     rasp-compress --manual | man -l -
//
// The page has the macros of man(7), which groff and mandoc read. It has the sections NAME, SYNOPSIS,
// DESCRIPTION, OPTIONS with the groups of the rows, EXAMPLES and EXIT STATUS. A subcommand has a page
// of its own, rasp-dream-generate(1), and the two pages name each other. Text between backticks is
// printed in bold, and in examples the lines that begin with a blank are printed as they are.

#include "support/cli/command.hpp"

#include <string>

namespace rasp_stitch {

std::string manual_page(const Command& command);

} // namespace rasp_stitch
