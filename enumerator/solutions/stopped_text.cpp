#include "enumerator/solutions/stopped_text.hpp"

#include "enumerator/grammar/hole_types.hpp"

#include <fmt/format.h>

namespace rasp_stitch::enumerator {

std::string stopped_text(StopReason stopped) {
    switch (stopped) {
    case StopReason::interrupted:
        return "stopped by a signal";
    case StopReason::time:
        return "stopped by the time limit";
    case StopReason::programs:
        return "stopped by the limit on programs";
    case StopReason::memory:
        return "stopped by the memory limit";
    case StopReason::types:
        return fmt::format("stopped: the grammar requests types of more than {} names",
                           HoleTypes::largest);
    default:
        return {};
    }
}

} // namespace rasp_stitch::enumerator
