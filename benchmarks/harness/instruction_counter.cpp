#include "benchmarks/harness/instruction_counter.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace rasp_stitch::benchmarks {

namespace {

int open_event(pid_t process) {
    perf_event_attr event = {};
    event.type = PERF_TYPE_HARDWARE;
    event.size = sizeof(event);
    event.config = PERF_COUNT_HW_INSTRUCTIONS;
    event.exclude_kernel = 1; // any user may count the rest
    event.exclude_hv = 1;
    event.inherit = 1;
    event.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
    constexpr int any_processor = -1;
    constexpr int no_group = -1;
    // The C library has no wrapper for this call. NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
    const long opened = ::syscall(SYS_perf_event_open, &event, process, any_processor, no_group,
                                  PERF_FLAG_FD_CLOEXEC);
    return static_cast<int>(opened);
}

} // namespace

InstructionCounter::InstructionCounter(pid_t process) : event_(open_event(process)) {}

std::optional<std::int64_t> InstructionCounter::count() const {
    std::array<std::uint64_t, 3> values = {}; // the count, the time enabled, the time counted
    if (!event_.is_open() ||
        ::read(event_.number(), values.data(), sizeof(values)) != sizeof(values)) {
        return std::nullopt;
    }
    // The counter was shared with others for some time, so the count is incomplete.
    if (values[2] < values[1] || values[2] == 0) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(values[0]);
}

std::optional<std::string> why_no_instructions() {
    errno = 0;
    const Descriptor event(open_event(0));
    if (event.is_open()) {
        return std::nullopt;
    }
    const int reason = errno;
    const std::string message = std::generic_category().message(reason);
    if (reason == EACCES || reason == EPERM) {
        return "the system does not permit it (" + message +
               "); sysctl kernel.perf_event_paranoid=2, or a lower number, would";
    }
    return "this machine has no counter for them (" + message + ")";
}

} // namespace rasp_stitch::benchmarks
