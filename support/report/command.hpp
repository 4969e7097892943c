#pragma once

// The command that made a page, to be run again.
//
//     repeatable_command("rasp-eval", argc, argv) // rasp-eval '(lam (length $0))' --input abc

#include <string>
#include <string_view>

namespace rasp_stitch {

// Returns the arguments as a shell reads them, after the name of the program.
std::string repeatable_command(std::string_view program, int argc, const char* const* argv);

} // namespace rasp_stitch
