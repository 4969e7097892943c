#include "support/files/file.hpp"

#include "support/files/descriptor.hpp"
#include "support/files/output_target.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rasp_stitch {

namespace {

// Returns the content of an open file up to its end. Files of /proc have size 0, pipes have none.
std::string read_all(int number, std::size_t size_hint, const std::string& source) {
    constexpr std::size_t smallest_step = std::size_t{1} << 16U;
    constexpr std::size_t largest_step = std::size_t{1} << 30U;
    std::string content;
    content.resize(size_hint + 1); // one more, to meet the end without another allocation
    std::size_t filled = 0;
    while (true) {
        if (filled == content.size()) {
            content.resize(std::max(content.size() * 2, smallest_step));
        }
        const ssize_t count = ::read(number, content.data() + filled,
                                     std::min(content.size() - filled, largest_step));
        if (count == 0) {
            break;
        }
        if (count > 0) {
            filled += static_cast<std::size_t>(count);
        } else if (errno == EISDIR) {
            throw InputError({.found = "this is a folder", .expected = "a file", .source = source});
        } else if (errno != EINTR) {
            throw cannot(source, "be read", errno);
        }
    }
    content.resize(filled);
    return content;
}

} // namespace

std::string source_name(const std::string& path) {
    if (path.empty()) {
        return "\"\"";
    }
    return path == "-" ? "standard input" : path;
}

std::string read_input(const std::string& path) {
    const std::string source = source_name(path);
    if (path == "-") {
        return read_all(STDIN_FILENO, 0, source);
    }
    const Descriptor file = Descriptor::open(path, O_RDONLY);
    struct stat status = {};
    if (!file.is_open() || ::fstat(file.number(), &status) != 0) {
        throw cannot(source, "be read", errno);
    }
    const bool has_size = S_ISREG(status.st_mode) && status.st_size > 0;
    return read_all(file.number(), has_size ? static_cast<std::size_t>(status.st_size) : 0, source);
}

void write_output(const std::string& path, std::string_view content) {
    OutputTarget(path).write(content);
}

void check_writable(const std::string& path) {
    OutputTarget(path).check();
}

} // namespace rasp_stitch
