#include "enumerator/solve/stopped_text.hpp"

#include "enumerator/grammar/hole_types.hpp"

#include <fmt/format.h>

namespace rasp_stitch::enumerator {

std::string stopped_text(Stopped stopped) {
    switch (stopped) {
    case Stopped::by_request:
        return "stopped by a signal";
    case Stopped::after_seconds:
        return "stopped by the time limit";
    case Stopped::after_programs:
        return "stopped after --most-programs";
    case Stopped::out_of_memory:
        return "stopped by the memory limit";
    case Stopped::types_too_large:
        return fmt::format("stopped: the grammar asks for types of more than {} names",
                           HoleTypes::largest);
    default:
        return {};
    }
}

std::string_view name_of(Stopped stopped) {
    switch (stopped) {
    case Stopped::by_request:
        return "signal";
    case Stopped::after_seconds:
        return "time";
    case Stopped::after_programs:
        return "programs";
    case Stopped::out_of_memory:
        return "memory";
    case Stopped::types_too_large:
        return "types";
    default:
        return "no";
    }
}

} // namespace rasp_stitch::enumerator
