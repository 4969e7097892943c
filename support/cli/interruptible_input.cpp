#include "support/cli/interruptible_input.hpp"

#include "support/files/file.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace rasp_stitch {

namespace {

// Whether reading ends by itself: a regular file, or one that cannot be read at all.
bool is_at_hand(const std::string& path) {
    struct stat status = {};
    const int failure =
        path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
    return failure != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
}

} // namespace

std::string read_input(const std::string& path, Interruption& interruption) {
    if (is_at_hand(path)) {
        return read_input(path);
    }
    const Interruption::Waiting waiting(interruption);
    return read_input(path);
}

} // namespace rasp_stitch
