#include "tests/integration/program/dream/killed_run.hpp"

#include <csignal>

#include <unistd.h>

namespace rasp_stitch {

ChildResult run_and_kill(const std::vector<std::string>& arguments, unsigned milliseconds,
                         int signal) {
    return run_in_child([&] {
        const pid_t program = ::getpid();
        // The result is not taken before this one has closed its pipes, too: so the number still
        // is that of the program, should it have ended.
        if (::fork() == 0) {
            ::usleep(milliseconds * 1000);
            ::kill(program, signal);
            ::_exit(0);
        }
        std::vector<std::string> words = {RASP_STITCH_PROGRAM_PATH};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> pointers;
        for (std::string& word : words) {
            pointers.push_back(word.data());
        }
        pointers.push_back(nullptr);
        ::execv(pointers.front(), pointers.data());
        return 127;
    });
}

} // namespace rasp_stitch
