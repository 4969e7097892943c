#pragma once

// The main function of rasp-stitch-solver and rasp-stitch-helmholtz.

#include "integration/program/dreamcoder/wake_options.hpp"
#include "support/budget/budget.hpp"
#include "support/json/json_forward.hpp"

#include <functional>
#include <string>

namespace rasp_stitch::dreamcoder {

// Returns the reply to a request, within a budget.
using MakeReply = std::function<std::string(const JsonCursor& request, const Budget& budget)>;

// Reads the command line and the request, writes the reply, and returns the exit code. Throws what
// `make_reply` throws, after writing the error as a reply.
int run_wake_program(const WakeProgram& program, int argc, const char* const* argv,
                     const MakeReply& make_reply);

} // namespace rasp_stitch::dreamcoder
