#pragma once

// The frame of a program: exceptions become messages and exit codes.
//
//     int main(int argc, char** argv) {
//         return run_program("rasp-compress", [&] { return compress(argc, argv); });
//     }
//     // rasp-compress: corpus.json:3:1: found "]"
//     // ... and exit code 2
//
// When the body has returned, standard output is flushed. Output that could not be written (a full
// disk) is an error, so a program that succeeds has printed everything. A reader that closes the
// pipe early (`rasp-compress ... | head`) ends the program at once and quietly, as SIGPIPE does.

#include "support/cli/exit_codes.hpp"

#include <functional>
#include <string_view>

namespace rasp_stitch {

// Returns what the body returns, or the code of the exception that it threw, after one message
// "NAME: ..." on standard error. An exception that ends the program from elsewhere, such as a
// thread that runs out of memory, gives the same message and code. Call it once, from main; the
// name must outlive the call. It resets SIGPIPE, sets the terminate handler, and opens /dev/null
// for standard streams that are closed.
int run_program(std::string_view name, const std::function<int()>& body);

} // namespace rasp_stitch
