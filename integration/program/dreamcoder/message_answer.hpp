#pragma once

// Input and output of the programs that DreamCoder starts: each reads one message and writes one.

#include "support/json/json_forward.hpp"

#include <functional>
#include <string>

namespace rasp_stitch::dreamcoder {

// Reads a JSON document from standard input, or from a file; NaN and infinities become text. Throws
// InputError with the name of the file.
Json read_message(const std::string& path = "-");

// Calls `make_answer` and writes the reply to standard output, as a whole. If an exception is
// thrown, writes {"error": MESSAGE} and rethrows it. Without the JSON, DreamCoder would stop with
// nothing but a syntax error.
void write_answer(const std::function<std::string()>& make_answer);

} // namespace rasp_stitch::dreamcoder
