#include "support/files/descriptor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace rasp_stitch {

Descriptor Descriptor::open(const std::string& path, int flags, mode_t mode) {
    int number = -1;
    do {
        number = ::open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY, mode);
    } while (number < 0 && errno == EINTR);
    return Descriptor(number);
}

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor::~Descriptor() {
    close();
}

bool Descriptor::write_all(std::string_view content) const {
    constexpr std::size_t most_at_once = std::size_t{1} << 30U;
    while (!content.empty()) {
        const ssize_t written =
            ::write(number_, content.data(), std::min(content.size(), most_at_once));
        if (written >= 0) {
            content.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool Descriptor::close() {
    // Linux frees the number even where close reports an error, so it is never closed twice.
    const int number = std::exchange(number_, -1);
    return number < 0 || ::close(number) == 0 || errno == EINTR;
}

InputError cannot(const std::string& source, std::string_view action, int error) {
    return InputError(
        {.found = fmt::format("cannot {} ({})", action, std::generic_category().message(error)),
         .source = source});
}

} // namespace rasp_stitch
