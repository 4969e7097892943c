#include "enumerator/program/window_mode.hpp"

#include "enumerator/solve/stopped_text.hpp"
#include "enumerator/top_down/best_programs.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/types/type_text.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <string>

namespace rasp_stitch::enumerator {

namespace {

lambda::TypeId read_request(Language& language, const std::string& text) {
    try {
        return lambda::parse_type(language.types, text);
    } catch (InputError& error) {
        error.add_source("--request");
        throw;
    }
}

} // namespace

int run_window(const EnumerateOptions& options, Language& language, Interruption& interruption) {
    const lambda::TypeId request = read_request(language, options.request);
    TopDownOptions search{.lower = options.lower,
                          .upper = options.upper,
                          .threads = options.threads,
                          .budget = options.budget};
    search.budget.stop = interruption.token();
    StopReason stopped = StopReason::none;
    if (options.mode == EnumerateMode::count) {
        const TopDownResult result =
            enumerate_top_down(language.types, view_of(language), request, search);
        fmt::print("{}\n", result.programs);
        stopped = result.stopped;
    } else {
        const BestPrograms best = best_programs(language, request, search);
        for (const ListedProgram& program : best.programs) {
            fmt::print("{:.12g}\t{}\n", program.log_prior(), program.text);
        }
        stopped = best.stopped;
    }
    if (stopped != StopReason::none) {
        fmt::print(stderr, "rasp-enumerate: {}: there may be more programs\n",
                   stopped_text(stopped));
    }
    return interruption.exit_code();
}

} // namespace rasp_stitch::enumerator
