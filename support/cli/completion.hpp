#pragma once

// Completion of a program's options in a shell, made from its rows.
//
//     source <(rasp-compress --completion bash)     # bash
//     source <(rasp-compress --completion zsh)      # zsh, after compinit
//     rasp-compress --completion fish | source      # fish
//
// The scripts complete the names of the options, those of their values that are files, folders or a
// few known words, and otherwise files. Old names are not offered. zsh and fish show the help of
// the options, too.

#include "support/cli/command.hpp"

#include <string>
#include <vector>

namespace rasp_stitch {

// Returns the names of the shells.
std::vector<std::string> completion_shells();

// Returns the script for a shell, which is one of completion_shells.
std::string completion(const Command& command, const std::string& shell);

std::string bash_completion(const Command& command);
std::string zsh_completion(const Command& command);
std::string fish_completion(const Command& command);

} // namespace rasp_stitch
