// rasp-enumerate: programs for tasks, and the programs of a type, under a probabilistic grammar.

#include "enumerator/program/enumerate_options.hpp"
#include "enumerator/program/library_productions.hpp"
#include "enumerator/program/task_mode.hpp"
#include "enumerator/program/window_mode.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/text/input_error.hpp"

#include <optional>

namespace rasp_stitch::enumerator {
namespace {

// Before any file of tasks is read; and so that what is wrong with the names is told as such.
void check_primitives(const LanguageSource& source) {
    if (source.grammar) {
        return;
    }
    try {
        read_language(source);
    } catch (InputError& error) {
        error.add_source("--primitives");
        throw;
    }
}

int run(int argc, const char* const* argv) {
    Interruption interruption;
    std::optional<EnumerateOptions> options = parse_enumerate_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    if (options->mode == EnumerateMode::describe_tasks) {
        return describe_tasks(*options);
    }
    if (options->library) {
        options->language.abstractions = read_library_productions(*options->library);
    }
    check_primitives(options->language);
    return options->mode == EnumerateMode::tasks ? run_tasks(*options, interruption)
                                                 : run_window(*options, interruption);
}

} // namespace
} // namespace rasp_stitch::enumerator

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-enumerate",
                                    [&] { return rasp_stitch::enumerator::run(argc, argv); });
}
