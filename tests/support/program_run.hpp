#pragma once

// Runs programs as users do. Without further notice, the program is the first in PROGRAMS in the
// test's CMakeLists.txt.
//
//     const ChildResult result = run_program({"corpus.json", "--out", "-"});
//     run_program({"-"}, {.input = "corpus.json"});            // < corpus.json
//     run_program({"--help"}, {.program = RASP_REWRITE_PATH});
//
//     TerminalRun run({"corpus.json"}, folder / "output");     // standard output goes to a file
//     run.wait_for("step 1 of");
//     run.press_control_c();
//     run.finish() == 130;

#include "tests/support/child_process.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace rasp_stitch {

struct ProgramSurroundings {
    std::string input = "/dev/null"; // a file for standard input
    std::vector<int> signals = {};   // pending when the program starts
    std::string program = RASP_STITCH_PROGRAM_PATH;
};

// Runs the program with pipes as standard output and standard error, and waits for the end.
ChildResult run_program(const std::vector<std::string>& arguments,
                        const ProgramSurroundings& surroundings = {});

// A program that runs on a terminal of its own, which is its standard input and standard error.
class TerminalRun {
public:
    TerminalRun(const std::vector<std::string>& arguments, const std::string& output_path);
    TerminalRun(const TerminalRun&) = delete;
    TerminalRun& operator=(const TerminalRun&) = delete;
    ~TerminalRun();

    // Waits until the terminal has shown the text. Returns false if the program ends before.
    bool wait_for(std::string_view text);

    void press_control_c() const;

    // Writes what somebody types.
    void type(std::string_view text) const;

    // Waits for the end. Returns the exit code, or the negative of the signal that ended the
    // program.
    int finish();

    // Returns all that the terminal has shown so far.
    const std::string& shown() const { return shown_; }

private:
    bool read_more();

    int terminal_ = -1;
    pid_t child_ = -1;
    std::string shown_;
};

} // namespace rasp_stitch
