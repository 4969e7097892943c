#include "tests/benchmarks/program_run.hpp"

#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace rasp_stitch::benchmarks {

namespace {

// A signal that is blocked stays pending while another program takes the place of this one.
void leave_pending(int signal) {
    sigset_t blocked = {};
    sigemptyset(&blocked);
    sigaddset(&blocked, signal);
    sigprocmask(SIG_BLOCK, &blocked, nullptr);
    ::kill(::getpid(), signal);
}

ChildResult run(const char* program, const std::vector<std::string>& arguments,
                const Surroundings& surroundings) {
    return run_in_child([&] {
        std::vector<std::string> words = {program};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> pointers;
        for (std::string& word : words) {
            pointers.push_back(word.data());
        }
        pointers.push_back(nullptr);
        if (surroundings.signal != 0) {
            leave_pending(surroundings.signal);
        }
        ::execv(program, pointers.data());
        std::perror(program);
        return 127;
    });
}

} // namespace

ChildResult run_benchmark(const std::vector<std::string>& arguments,
                          const Surroundings& surroundings) {
    return run(RASP_BENCHMARK_COMPRESS_PATH, arguments, surroundings);
}

ChildResult run_benchmark_enumerate(const std::vector<std::string>& arguments) {
    return run(RASP_BENCHMARK_ENUMERATE_PATH, arguments, {});
}

ChildResult run_benchmark_evaluate(const std::vector<std::string>& arguments) {
    return run(RASP_BENCHMARK_EVALUATE_PATH, arguments, {});
}

ChildResult run_benchmark_frontiers(const std::vector<std::string>& arguments) {
    return run(RASP_BENCHMARK_FRONTIERS_PATH, arguments, {});
}

ChildResult run_soak(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
    return run(RASP_SOAK_PATH, arguments, surroundings);
}

} // namespace rasp_stitch::benchmarks
