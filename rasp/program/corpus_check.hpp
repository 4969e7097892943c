#pragma once

// A whole corpus run on its examples.
//
//     const CorpusReport report = check_corpus(read_tasks(text));
//     report.failing()   // how many programs do not hold
//     report.text()      // what fails, and how many hold

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
    std::vector<std::string> problems; // each a few lines that end with a newline

    bool holds() const { return programs_that_hold == programs; }

    // "111 of 111 programs hold, 888 of 888 examples"
    std::string summary() const;
};

// Each program is read, typed against the task's type and run on the examples. One that cannot be
// read is a problem as well, and ends nothing. Entries without a program are not looked at.
CorpusReport check_corpus(std::span<const TaskEntry> entries);

} // namespace rasp_stitch::rasp
