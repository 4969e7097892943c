#include "support/cli/resident_memory.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace rasp_stitch {

// The file is one line of numbers of pages; the first is the size of the program, the second what
// of it is resident.
std::optional<std::uint64_t> resident_memory(const char* statm) {
    const int file = ::open(statm, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return std::nullopt;
    }
    std::array<char, 256> text = {};
    const ssize_t length = ::read(file, text.data(), text.size());
    ::close(file);
    const char* const begin = text.data();
    const char* const end = begin + std::max<ssize_t>(length, 0);
    const char* const blank = std::find(begin, end, ' ');
    const long page = ::sysconf(_SC_PAGESIZE);
    std::uint64_t pages = 0;
    if (blank == end || page <= 0 || std::from_chars(blank + 1, end, pages).ec != std::errc()) {
        return std::nullopt;
    }
    return pages * static_cast<std::uint64_t>(page);
}

} // namespace rasp_stitch
