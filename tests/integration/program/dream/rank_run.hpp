#pragma once

// A program under mpirun, with more ranks than this machine has cores if need be.
//
//     run_ranks(4, {RASP_ENUMERATE_PATH, "--tasks", tasks}).exit_code == 0
//     run_ranks(3, words, {.rank = 1, .signal = SIGKILL, .when = folder + "/settings.json"})

#include "tests/support/child_process.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch {

// What happens to one of the processes.
struct RankAccident {
    int rank = 0; // -1: mpirun itself
    int signal = 0;
    std::string when;                        // this file is there, and a moment has passed
    std::vector<std::string> mpi_words = {}; // for mpirun
};

// The first word is the program.
ChildResult run_ranks(int ranks, const std::vector<std::string>& words,
                      const std::optional<RankAccident>& accident = {});

} // namespace rasp_stitch
