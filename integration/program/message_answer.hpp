#pragma once

// What the programs that DreamCoder starts have in common: one message in, one message out.

#include "support/json/json_input.hpp"

#include <functional>
#include <string>

namespace rasp_stitch::dreamcoder {

// The JSON document on standard input, or in a file; NaN and infinities as text. Throws InputError
// that names where it was read.
Json read_message(const std::string& path = "-");

// Writes the answer to standard output, whole. Where making it fails, {"error": MESSAGE} goes
// there, since DreamCoder stops with a word about syntax where it reads what is no JSON; then the
// exception goes on, to end the program with its message and exit code.
void write_answer(const std::function<std::string()>& answer);

} // namespace rasp_stitch::dreamcoder
