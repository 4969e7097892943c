#pragma once

// Runs the programs of a whole corpus on their examples.
//
//     const CorpusReport report = check_corpus(read_tasks(text));
//     report.problems    // what fails
//     report.summary()   // "110 of 111 programs hold, 887 of 888 examples"

#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::rasp {

struct CorpusReport {
    std::size_t programs = 0;
    std::size_t programs_that_hold = 0;
    std::size_t examples = 0;
    std::size_t examples_that_hold = 0;
    std::vector<std::string> problems; // a few lines each, which end with a newline

    bool holds() const { return programs_that_hold == programs; }

    // "111 of 111 programs hold, 888 of 888 examples"; without any example it says that the
    // programs have been read and typed, and how they can be run.
    std::string summary() const;
};

// Reads each program, types it against the task's type and runs it on the examples. A program that
// cannot be read is a problem, too, and the others are still checked. Entries without a program are
// skipped. With `causal`, the programs' causal forms are run (rasp/language/causal_form.hpp).
CorpusReport check_corpus(std::span<const TaskEntry> entries, bool causal = false);

} // namespace rasp_stitch::rasp
