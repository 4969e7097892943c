#pragma once

// rasp-enumerate --tasks and --example: programs for tasks.

#include "enumerator/grammar/language.hpp"
#include "enumerator/program/rasp_enumerate_options.hpp"

namespace rasp_stitch {
class Interruption; // support/cli/interruption.hpp
} // namespace rasp_stitch

namespace rasp_stitch::enumerator {

// Prints and writes what was asked for; returns the program's exit code.
int describe_tasks(const EnumerateOptions& options);
int run_tasks(const EnumerateOptions& options, const Language& language,
              Interruption& interruption);

} // namespace rasp_stitch::enumerator
