#pragma once

// rasp-eval as another program's evaluator: a request a line, an answer a line, both JSON.
//
//     answer_line(R"({"program": "(lambda (neg (indices $0)))", "inputs": [[["a", "b"]]]})")
//     // {"outputs":[[0,-1]]}
//
// Each of `inputs` lists a program's arguments: [tokens], or [tokens, atom]. An output is null
// where the program fails on that input. A program may have abstractions written out, #(lambda
// ...), as DreamCoder's have. What cannot be answered is {"error": "..."}, and the next line is
// read.

#include <iosfwd>
#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

// Without newlines. What one line asked for changes nothing for the next.
std::string answer_line(std::string_view line);

// Until the end of the input, or until nobody reads the answers; each is flushed. The exit code.
int run_service(std::istream& in, std::ostream& out);

} // namespace rasp_stitch::rasp
