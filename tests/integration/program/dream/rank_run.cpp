#include "tests/integration/program/dream/rank_run.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include <unistd.h>

namespace rasp_stitch {

namespace {

constexpr int most_looks = 3000;
constexpr unsigned pause = 10'000;   // microseconds between two looks
constexpr unsigned moment = 400'000; // microseconds

// Open MPI wants to hear of root and of too few cores that they are meant.
void allow_everything() {
    for (const char* const name : {"OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM",
                                   "OMPI_MCA_rmaps_base_oversubscribe"}) {
        ::setenv(name, "1", 1);
    }
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// Returns the process of a rank of those who were started with all of the words, or 0.
pid_t process_of(int rank, const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) {
        line += word + '\0';
    }
    const std::string variable = "OMPI_COMM_WORLD_RANK=" + std::to_string(rank) + '\0';
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") == std::string::npos &&
            text_of(entry.path() / "cmdline") == line &&
            text_of(entry.path() / "environ").find(variable) != std::string::npos) {
            return std::stoi(name);
        }
    }
    return 0;
}

void cause(const RankAccident& accident, const std::vector<std::string>& words, pid_t mpirun) {
    for (int i = 0; i < most_looks && !std::filesystem::exists(accident.when); ++i) {
        ::usleep(pause);
    }
    ::usleep(moment);
    const pid_t victim = accident.rank < 0 ? mpirun : process_of(accident.rank, words);
    if (victim != 0) {
        ::kill(victim, accident.signal);
    }
}

} // namespace

ChildResult run_ranks(int ranks, const std::vector<std::string>& words,
                      const std::optional<RankAccident>& accident) {
    return run_in_child([&] {
        allow_everything();
        const pid_t mpirun = ::getpid();
        if (accident && ::fork() == 0) {
            cause(*accident, words, mpirun);
            ::_exit(0);
        }
        std::vector<std::string> all = {RASP_STITCH_MPIRUN, "-n", std::to_string(ranks)};
        if (accident) {
            all.insert(all.end(), accident->mpi_words.begin(), accident->mpi_words.end());
        }
        all.insert(all.end(), words.begin(), words.end());
        std::vector<char*> pointers;
        for (std::string& word : all) {
            pointers.push_back(word.data());
        }
        pointers.push_back(nullptr);
        ::execv(pointers.front(), pointers.data());
        std::perror(all.front().c_str());
        return 127;
    });
}

} // namespace rasp_stitch
