#pragma once

// Door of enumerator/by_cost.
// Not installed: enumerator/solve/solve.hpp searches for the programs of tasks.
//
// The search of enumerator/bottom_up/bottom_up.hpp in the order of costs, one program after the
// other. It takes all grammars and all inputs.
//
// ```cpp
// #include "enumerator/grammar/expression_types.hpp"
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "lambda/types/type_text.hpp"
// Language language = rasp_language("indices,add");
// const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
// const rasp::Sequence doubled = {rasp::Value(0), rasp::Value(2)};
// const std::vector<rasp::Task> tasks = {
//     {.name = "double", .type = "", .examples = {{{.tokens = rasp::characters("ab")}, doubled}}}};
// const TaskExamples examples = batch_examples(tasks);
// const TaskSearchOptions options{.upper = 10};
// const BudgetWatch watch(options.budget);
// const GrammarView view = view_of(language);
// const ProgramTable table = make_program_table(language.types, view, request, bound_of(10), {});
// CostSearch search(table, view.productions(), language.terms, tasks, examples, options, watch);
// const BottomUpResult result = search.run();
// CHECK(print_expression(language.terms, result.solutions[0][0].program.term) ==
//       "(lambda (add (indices $0) (indices $0)))");
// ```

#include "enumerator/behaviour/rule_application.hpp"
#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/by_cost/backward_parts.hpp"
#include "enumerator/by_cost/cost_order.hpp"
#include "enumerator/by_cost/kept_counts.hpp"
#include "enumerator/by_cost/kept_programs.hpp"
#include "enumerator/by_cost/selection.hpp"
#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/task_search/backward_hook.hpp"
#include "enumerator/task_search/kept_derivation.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

class CostSearch {
public:
    // All must outlive this.
    CostSearch(const ProgramTable& table, std::span<const Production> productions,
               lambda::TermStore& terms, std::span<const rasp::Task> tasks,
               const TaskExamples& examples, const TaskSearchOptions& options,
               const BudgetWatch& watch);

    // Uses the outputs of the only task backwards, too. The table is the one without shared calls.
    void use_backwards(Language& language, const GrammarView& view, lambda::TypeId request,
                       const ProgramTable& table);

    BottomUpResult run();

private:
    bool has_open_tasks() const { return finished_ < result_.solutions.size(); }
    bool may_go_on();
    std::size_t memory() const;
    void work_backwards();
    void combine(const Combination& combination);
    std::optional<BehaviourId> behaviour_of(const Rule& rule, std::span<const Child> children,
                                            std::span<const std::uint32_t> numbers);
    void keep(const Combination& combination, BehaviourId behaviour,
              std::span<const std::uint32_t> numbers);
    void report(SymbolId symbol, DescriptionLength cost, BehaviourId behaviour);

    const ProgramTable& table_;
    std::span<const rasp::Task> tasks_;
    const TaskExamples& examples_;
    const TaskSearchOptions& options_;
    const BudgetWatch& watch_;
    std::uint64_t steps_ = 0;
    std::uint64_t next_look_ = 0;
    CostOrder order_;
    RuleApplication apply_;
    TaskLookup lookup_;
    IsUseless is_useless_ = [this](std::span<const std::uint8_t> failures) {
        return lookup_.is_useless(failures);
    };
    KeptCounts counts_;
    KeptPrograms programs_;
    KeptCalls calls_ = [this](SymbolId symbol, std::uint32_t number) {
        return programs_.call(symbol, number);
    };
    TermBuilder build_;
    // These three are of the current combination.
    std::vector<KeptPrograms::Range> ranges_;
    Selection selection_;
    std::vector<BehaviourId> arguments_;
    std::optional<BackwardHook> backward_;
    std::optional<BackwardParts> parts_;
    std::size_t solved_ = 0;
    std::size_t finished_ = 0; // tasks with as many solutions as are wanted
    DescriptionLength reached_ = 0;
    BottomUpResult result_;
};

} // namespace rasp_stitch::enumerator
