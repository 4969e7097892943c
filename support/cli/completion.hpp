#pragma once

// Completion of a program's options in bash, made from its rows.
//
//     source <(rasp-compress --completion bash)

#include "support/cli/command.hpp"

#include <string>

namespace rasp_stitch {

// Returns a script that completes the names of the options, those of their values that are files,
// folders or a few known words, and otherwise files. Old names are not offered.
std::string bash_completion(const Command& command);

} // namespace rasp_stitch
