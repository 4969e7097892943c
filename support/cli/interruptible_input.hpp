#pragma once

// Reads a file as support/files does, for a program whose user may press Ctrl-C.
//
//     Interruption interruption;
//     const std::string text = read_input("-", interruption);
//
// A signal while the program waits for standard input or a pipe ends the program with exit code
// 130: it has found nothing yet that it could finish with.

#include "support/cli/interruption.hpp"

#include <string>

namespace rasp_stitch {

// Returns the content of a file, or of standard input for "-". Throws InputError.
std::string read_input(const std::string& path, Interruption& interruption);

} // namespace rasp_stitch
