#pragma once

// Searches for the programs of tasks, each in a thread.

#include "enumerator/grammar/language.hpp"
#include "recognition/near/near_search.hpp"
#include "recognition/program/near_files.hpp"
#include "recognition/program/near_options.hpp"

#include <cstddef>
#include <exception>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

struct NearTasksProgress {
    std::size_t done = 0; // tasks
    std::size_t solved = 0;
    std::string task; // that reports
    NearProgress search;
};

struct NearOutcome {
    std::vector<NearResult> results; // in the order of the tasks

    // What went wrong with the first task of which something did; the others have their results.
    std::exception_ptr fault;
};

// Progress is reported by one thread at a time.
NearOutcome solve_near_tasks(std::span<const NearTaskFile> tasks,
                             const enumerator::Language& language,
                             const NearProgramOptions& options, const std::stop_token& stop,
                             const std::function<void(const NearTasksProgress&)>& on_progress);

} // namespace rasp_stitch::recognition
