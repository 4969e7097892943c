#include "integration/run/loop_state.hpp"

#include "enumerator/rasp_language/rasp_language.hpp"
#include "integration/run/compaction.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/tasks/task_literals.hpp"
#include "recognition/tasks/literal_classes.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace rasp_stitch::loop {

using enumerator::Grammar;
using enumerator::Language;
using enumerator::SearchTask;

namespace {

std::vector<std::string> literals_of(const Run& run) {
    std::vector<std::string> literals = rasp::joined_literals(run.training, &SearchTask::literals);
    rasp::add_literals(literals, rasp::joined_literals(run.held_out, &SearchTask::literals));
    return literals;
}

Language first_language(const Run& run) {
    if (enumerator::rasp_names(run.settings.primitives).empty()) {
        throw InputError({.found = "no primitive to begin with", .expected = "minimal"});
    }
    Language language = enumerator::with_productions(
        enumerator::rasp_language(run.settings.primitives), literals_of(run));
    Grammar& uniform = std::get<Grammar>(language.grammar);
    const recognition::LiteralClasses classes(uniform.productions);
    Grammar merged = classes.merged(uniform);
    std::ranges::fill(merged.weights.productions, 0);
    uniform = classes.shared(uniform, merged);
    return language;
}

} // namespace

LoopState first_state(const Run& run) {
    LoopState state;
    state.language = first_language(run);
    for (const SearchTask& task : run.training) {
        state.frontiers.push_back(
            {.request = rasp::parse_task_type(state.language.types, task.task.type),
             .programs = {}});
    }
    return compacted(state);
}

bool is_done(const Run& run, const LoopState& state) {
    return state.iteration > run.settings.iterations;
}

} // namespace rasp_stitch::loop
