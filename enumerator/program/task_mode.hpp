#pragma once

// rasp-enumerate --tasks, --example and --describe-tasks: programs for tasks.

#include "enumerator/grammar/language.hpp"
#include "enumerator/program/enumerate_options.hpp"
#include "enumerator/solve/search_team.hpp"

namespace rasp_stitch {
class Interruption; // support/cli/interruption.hpp
} // namespace rasp_stitch

namespace rasp_stitch::enumerator {

// Print and write what the options request, with the searches of the team if there is one. Return the exit code of the program.
int describe_tasks(const EnumerateOptions& options);
int run_tasks(const EnumerateOptions& options, const Language& language, SearchTeam* team,
              Interruption& interruption);

} // namespace rasp_stitch::enumerator
