#pragma once

// rasp-eval --serve: evaluates programs for another program. Each line is a request in JSON and
// gets a line with the answer.
//
//     answer_line(R"({"program": "(lambda (neg (indices $0)))", "inputs": [[["a", "b"]]]})")
//     // {"outputs":[[0,-1]]}
//
// A program of RASP as people write it stands as "rasp" in place of "program", {"rasp":
// "-indices", ...}: the value of its last statement. It cannot load files.
//
// Each element of `inputs` lists a program's arguments: [tokens], or [tokens, atom]. An output is
// null if the program fails on that input. A program may contain abstractions that are written out,
// `#(lambda ...)`, as in DreamCoder. The answer to a wrong request is {"error": "..."}.

#include <iosfwd>
#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

// Returns the answer to a request, both without a newline. Requests do not affect each other.
std::string answer_line(std::string_view line);

// Answers requests until the input ends or nobody reads the answers, each of which is flushed.
// Returns the exit code.
int run_service(std::istream& in, std::ostream& out);

} // namespace rasp_stitch::rasp
