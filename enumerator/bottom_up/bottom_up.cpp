#include "enumerator/bottom_up/bottom_up.hpp"

#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/by_cost/cost_search.hpp"
#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/in_buckets/column_search.hpp"
#include "enumerator/task_search/shared_calls.hpp"
#include "support/text/input_error.hpp"

#include <string>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t max_kept = 255;

} // namespace

BottomUpResult search_bottom_up(Language& language, lambda::TypeId request,
                                std::span<const rasp::Task> tasks,
                                const TaskSearchOptions& options) {
    const BudgetWatch watch(options.budget);
    if (options.frontier_size == 0 || options.frontier_size > max_kept) {
        throw InputError({.found = std::to_string(options.frontier_size) + " programs for a task",
                          .expected = "1 to " + std::to_string(max_kept)});
    }
    require_rasp_request(language.types, request);
    const GrammarView view = view_of(language);
    const ProgramTable table =
        make_program_table(language.types, view, request, bound_of(options.upper), options.budget);
    if (table.stopped != StopReason::none) {
        BottomUpResult result;
        result.solutions.resize(tasks.size());
        result.stopped = table.stopped;
        result.seconds = watch.seconds();
        return result;
    }
    const TaskExamples examples = batch_examples(tasks);
    const ProgramTable shared = share_calls(table);
    const bool goes_backwards = options.backwards && tasks.size() == 1;
    if (options.narrow_columns) {
        ColumnSearch search(shared, view.productions(), language.terms, tasks, examples, options,
                            watch);
        if (search.is_possible()) {
            if (goes_backwards) {
                search.use_backwards(language, view, request, table);
            }
            return search.run();
        }
    }
    CostSearch search(shared, view.productions(), language.terms, tasks, examples, options, watch);
    if (goes_backwards) {
        search.use_backwards(language, view, request, table);
    }
    return search.run();
}

} // namespace rasp_stitch::enumerator
