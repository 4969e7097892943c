#include "enumerator/solve/task_check.hpp"

#include "enumerator/grammar/expression_types.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

bool has_tokens(const rasp::Example& example) {
    return !example.input.tokens.empty();
}

std::size_t met(const lambda::TermStore& store, lambda::TermId program, const rasp::Task& task) {
    const rasp::CheckResult result = rasp::check(store, program, task);
    return static_cast<std::size_t>(std::ranges::count(result.met, true));
}

} // namespace

std::vector<rasp::Example> hold_out(rasp::Task& task, std::size_t count) {
    std::vector<rasp::Example> held_out;
    while (held_out.size() < count && task.examples.size() > 1 &&
           std::any_of(task.examples.begin(), std::prev(task.examples.end()), has_tokens)) {
        held_out.insert(held_out.begin(), std::move(task.examples.back()));
        task.examples.pop_back();
    }
    return held_out;
}

TaskCheck check_solutions(const Language& language, const rasp::Task& task,
                          std::span<const rasp::Example> held_out,
                          std::span<const Solution> solutions) {
    TaskCheck checked{.examples = task.examples.size(), .held_out = held_out.size()};
    rasp::Task others = task;
    others.examples.assign(held_out.begin(), held_out.end());
    lambda::TermStore store; // of programs without abstractions, as the evaluator takes them
    for (const Solution& solution : solutions) {
        const lambda::TermId program =
            read_unfolded(store, print_expression(language.terms, solution.program.term));
        checked.programs.push_back({.held_out_met = met(store, program, others)});
    }
    return checked;
}

} // namespace rasp_stitch::enumerator
