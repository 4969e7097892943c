#pragma once

// The files that rasp-near reads: tasks, grammars and libraries.
//
// A task is as rasp/tasks/task.hpp has it, with two more members:
//     noise  the share of output cells that may be wrong
//     soft   a list with an object for each example, which may have
//         probabilities  [[[VALUE, PROBABILITY], ...], ...]: those of the output at each position
//         attention      [[...], ...]: how much each position attends to each, as a model has it

#include "enumerator/grammar/language.hpp"
#include "recognition/near/near_task.hpp"
#include "recognition/program/near_options.hpp"

#include <vector>

namespace rasp_stitch::recognition {

struct NearTaskFile {
    NearTask task;
    std::vector<rasp::Example> held_out;
};

// Throw InputError with the file or the option that is at fault.
std::vector<NearTaskFile> read_near_tasks(const NearProgramOptions& options);
enumerator::Language read_near_language(const NearProgramOptions& options);

} // namespace rasp_stitch::recognition
