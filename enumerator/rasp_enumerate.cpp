// rasp-enumerate: the programs of a type under a probabilistic grammar.

#include "enumerator/rasp_enumerate_options.hpp"
#include "enumerator/rasp_enumerate_window.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"

#include <optional>

namespace rasp_stitch::enumerator {
namespace {

int run(int argc, const char* const* argv) {
    Interruption interruption;
    const std::optional<EnumerateOptions> options = parse_enumerate_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    if (options->time_limit) {
        interruption.set_time_limit(*options->time_limit);
    }
    if (options->memory_limit) {
        interruption.set_memory_limit(*options->memory_limit);
    }
    return run_window(*options, interruption);
}

} // namespace
} // namespace rasp_stitch::enumerator

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-enumerate",
                                    [&] { return rasp_stitch::enumerator::run(argc, argv); });
}
