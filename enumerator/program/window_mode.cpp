#include "enumerator/program/window_mode.hpp"

#include "enumerator/grammar/cost.hpp"
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

int run_window(const EnumerateOptions& options, Interruption& interruption) {
    Language language = read_language(options.language);
    const GrammarView view = view_of(language.types, language.grammar);
    const lambda::TypeId request = read_request(language, options.request);
    const TopDownOptions search{.lower = options.lower,
                                .upper = options.upper,
                                .threads = options.threads,
                                .most_programs = options.most_programs,
                                .seconds = options.seconds,
                                .most_memory = options.most_memory,
                                .stop = interruption.token()};
    StopReason stopped = StopReason::none;
    if (options.mode == EnumerateMode::count) {
        const TopDownResult result = enumerate_top_down(language.types, view, request, search);
        fmt::print("{}\n", result.programs);
        stopped = result.stopped;
    } else {
        const BestPrograms best = best_programs(language.types, view, request, search);
        for (const ListedProgram& listed : best.programs) {
            fmt::print("{:.12g}\t{}\n", -nats(listed.cost), listed.program);
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
