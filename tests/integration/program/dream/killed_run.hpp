#pragma once

// A program that gets a signal a while after it began.
//
//     run_and_kill({"--resume", folder}, 35).signal == SIGKILL // or it had ended before

#include "tests/support/child_process.hpp"

#include <csignal>
#include <string>
#include <vector>

namespace rasp_stitch {

ChildResult run_and_kill(const std::vector<std::string>& arguments, unsigned milliseconds,
                         int signal = SIGKILL);

} // namespace rasp_stitch
