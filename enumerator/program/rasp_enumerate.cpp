// rasp-enumerate: programs for tasks, and the programs of a type, under a probabilistic grammar.

#include "enumerator/program/enumerate_language.hpp"
#include "enumerator/program/enumerate_options.hpp"
#include "enumerator/program/task_mode.hpp"
#include "enumerator/program/window_mode.hpp"
#include "enumerator/ranks/ranks.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"

#include <optional>

namespace rasp_stitch::enumerator {
namespace {

int run(int argc, const char* const* argv) {
    Interruption interruption;
    Ranks ranks(interruption.token());
    if (!ranks.is_first()) {
        ranks.serve();
        return exit_done;
    }
    const std::optional<EnumerateOptions> options = parse_enumerate_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    if (options->mode == EnumerateMode::describe_tasks) {
        return describe_tasks(*options);
    }
    Language language = read_language(*options);
    return options->mode == EnumerateMode::tasks
               ? run_tasks(*options, language, ranks.team(), interruption)
               : run_window(*options, language, interruption);
}

} // namespace
} // namespace rasp_stitch::enumerator

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-enumerate",
                                    [&] { return rasp_stitch::enumerator::run(argc, argv); });
}
