#pragma once

// rasp-eval on RASP as people write it: a file, or a text of the command line.
//
//     run_source(options) // rasp-eval reverse.rasp --input hello

#include "rasp/language/value.hpp"
#include "rasp/program/eval_options.hpp"
#include "rasp/program/eval_session.hpp"

#include <optional>

namespace rasp_stitch::rasp {

// Returns the kind of the tokens of the input that was given, if there is one with tokens.
std::optional<ValueKind> input_kind(const EvalOptions& options);

// Returns the program that the text of --rasp, or the name of --name in a file, is.
EvalProgram read_source_program(EvalSession& session, const EvalOptions& options);

// Runs every s-op and selector of a file on the input, or on the example that the file sets, and
// shows the types of functions. Returns the exit code.
int run_source_file(const EvalOptions& options);

} // namespace rasp_stitch::rasp
