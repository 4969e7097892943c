// rasp-enumerate: programs for tasks, and the programs of a type, under a probabilistic grammar.

#include "enumerator/rasp_enumerate_library.hpp"
#include "enumerator/rasp_enumerate_options.hpp"
#include "enumerator/rasp_enumerate_tasks.hpp"
#include "enumerator/rasp_enumerate_window.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"

#include <optional>

namespace rasp_stitch::enumerator {
namespace {

int run(int argc, const char* const* argv) {
    Interruption interruption;
    std::optional<EnumerateOptions> options = parse_enumerate_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    if (options->library) {
        options->language.abstractions = read_library_productions(*options->library);
    }
    return options->mode == EnumerateMode::tasks ? run_tasks(*options, interruption)
                                                 : run_window(*options, interruption);
}

} // namespace
} // namespace rasp_stitch::enumerator

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-enumerate",
                                    [&] { return rasp_stitch::enumerator::run(argc, argv); });
}
