#include "support/cli/exit_codes.hpp"

#include <array>

namespace rasp_stitch {

namespace {

constexpr std::array rows = {
    ExitCodeRow{exit_done, "done, or stopped by a limit of time, memory or number"},
    ExitCodeRow{exit_failing,
                "only rasp-eval: a program fails on its input, an example does not hold, or a line "
                "of a script is wrong"},
    ExitCodeRow{exit_bad_input,
                "bad input, or an output that cannot be written; a message names the place"},
    ExitCodeRow{exit_internal, "a fault of the program itself, which it asks you to report"},
    ExitCodeRow{exit_exhausted, "out of memory or threads, or the input is too large"},
    ExitCodeRow{exit_interrupted,
                "interrupted by Ctrl-C, SIGTERM or SIGHUP; what was found until then is written"},
};

} // namespace

std::span<const ExitCodeRow> exit_codes() {
    return rows;
}

} // namespace rasp_stitch
