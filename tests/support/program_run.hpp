#pragma once

// The programs run as people run them: the first that the test's CMakeLists.txt names, unless
// another is.
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
    std::string input = "/dev/null"; // a file that is standard input
    std::vector<int> signals = {};   // that wait for the program when it starts
    std::string program = RASP_STITCH_PROGRAM_PATH;
};

// Standard output and standard error are pipes.
ChildResult run_program(const std::vector<std::string>& arguments,
                        const ProgramSurroundings& surroundings = {});

// The program on a terminal of its own. Standard input and standard error are that terminal.
class TerminalRun {
public:
    TerminalRun(const std::vector<std::string>& arguments, const std::string& output_path);
    TerminalRun(const TerminalRun&) = delete;
    TerminalRun& operator=(const TerminalRun&) = delete;
    ~TerminalRun();

    // False if the program ends without having shown the text.
    bool wait_for(std::string_view text);

    void press_control_c() const;

    // Waits for the end and gives the exit code, or the negative of the signal that ended it.
    int finish();

    // All that the terminal has shown.
    const std::string& shown() const { return shown_; }

private:
    bool read_more();

    int terminal_ = -1;
    pid_t child_ = -1;
    std::string shown_;
};

} // namespace rasp_stitch
