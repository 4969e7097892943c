#include "support/budget/budget.hpp"

namespace rasp_stitch {

std::string_view name_of(StopReason reason) {
    switch (reason) {
    case StopReason::interrupted:
        return "signal";
    case StopReason::time:
        return "time";
    case StopReason::programs:
        return "programs";
    case StopReason::memory:
        return "memory";
    case StopReason::types:
        return "types";
    default:
        return "no";
    }
}

} // namespace rasp_stitch
