#pragma once

// rasp-enumerate --count and --list: the programs of a window of description length.

#include "enumerator/grammar/language.hpp"
#include "enumerator/program/enumerate_options.hpp"

namespace rasp_stitch {
class Interruption; // support/cli/interruption.hpp
} // namespace rasp_stitch

namespace rasp_stitch::enumerator {

// Prints what the options request. Returns the exit code of the program.
int run_window(const EnumerateOptions& options, Language& language, Interruption& interruption);

} // namespace rasp_stitch::enumerator
