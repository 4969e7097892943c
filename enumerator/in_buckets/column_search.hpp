#pragma once

// Door of enumerator/in_buckets.
// Not installed: enumerator/solve/solve.hpp searches for the programs of tasks.
//
// The search of enumerator/bottom_up/bottom_up.hpp on narrow columns, in buckets of cost, on all
// threads.
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
// ColumnSearch search(table, view.productions(), language.terms, tasks, examples, options, watch);
// REQUIRE(search.is_possible());
// const BottomUpResult result = search.run();
// CHECK(print_expression(language.terms, result.solutions[0][0].program.term) ==
//       "(lambda (add (indices $0) (indices $0)))");
// ```
//
// It finds what the search in the order of costs finds (both are exact), for grammars without
// functions as arguments, inputs of at most 64 tokens, and numbers up to 2^53, with one exception:
// programs that leave these numbers, or make strings of more than 65,536 bytes, are taken to fail
// (enumerator/columns/column_kernels.hpp).
//
// Within a bucket (cost_buckets.hpp), programs come in any order of cost. Those that may be kept are
// collected and sorted by cost and by the order in which the plan of the bucket has them, and then
// the first ones of each behaviour are kept. So the result is the same for any number of threads:
// only the ids of behaviours, which nothing depends on, are not. A bucket is finished before the
// search ends, unless a budget is used up: then what has been found in the bucket is kept, and
// `reached` is where the bucket begins.
//
// If as many programs as are wanted have been found backwards, the search need not look at any that
// costs more than they do. It ends when it has looked at all that cost less, and then they are
// proven to be the best. Of the whole programs that no larger program below the bound has as a part,
// those that solve no task are looked at and not stored.

#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/columns/column_rules.hpp"
#include "enumerator/columns/column_store.hpp"
#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/in_buckets/bucket_programs.hpp"
#include "enumerator/in_buckets/bucket_worker.hpp"
#include "enumerator/in_buckets/column_parts.hpp"
#include "enumerator/in_buckets/column_targets.hpp"
#include "enumerator/in_buckets/cost_buckets.hpp"
#include "enumerator/in_buckets/kept_columns.hpp"
#include "enumerator/task_search/backward_hook.hpp"
#include "enumerator/task_search/table_costs.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/tasks/task.hpp"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

class ColumnSearch {
public:
    // All must outlive this.
    ColumnSearch(const ProgramTable& table, std::span<const Production> productions,
                 lambda::TermStore& terms, std::span<const rasp::Task> tasks,
                 const TaskExamples& examples, const TaskSearchOptions& options,
                 const BudgetWatch& watch);

    bool is_possible() const { return rules_.are_narrow() && targets_.are_narrow(); }

    // Uses the outputs of the only task backwards, too. The table is the one without shared calls.
    void use_backwards(Language& language, const GrammarView& view, lambda::TypeId request,
                       const ProgramTable& table);

    BottomUpResult run();

private:
    // A kept program that solves a task.
    struct Found {
        DescriptionLength cost = 0;
        std::uint32_t task = 0;
        SymbolId symbol = 0;
        std::uint32_t number = 0;
        std::uint64_t programs = 0; // looked at until then
    };
    // A program of a plan.
    struct Place {
        std::uint32_t unit = 0;
        std::uint32_t number = 0; // of the inner child's program

        bool operator==(const Place&) const = default;
    };
    // A part of a plan that one thread looks at: some hundreds or thousands of programs.
    struct Share {
        Place first;
        std::size_t worker = 0;
        std::size_t first_candidate = 0; // of the worker
        std::size_t candidates = 0;
    };
    // What a worker is at.
    struct Turn {
        std::size_t share = 0;
        Place at;
        Place end;
    };

    bool has_open_tasks() const { return finished_ < result_.solutions.size(); }
    void begin();
    void find_owners();
    bool search_bucket(DescriptionLength low, DescriptionLength high, DescriptionLength& next);
    void cut(BucketPlan& plan);
    void look_at(SymbolId symbol, const BucketPlan& plan);
    void share(const BucketPlan& plan, std::size_t threads);
    void work(const BucketPlan& plan, std::size_t number);
    bool take_turn(const BucketPlan& plan, std::size_t number, Turn& turn);
    std::vector<std::span<const BucketCandidate>> candidates() const;
    bool keep(SymbolId symbol, const BucketPlan& plan);
    void settle();
    void work_backwards();
    bool may_go_on();
    bool is_of_alias(const BucketUnit& unit) const;
    std::size_t solved_tasks() const;
    std::size_t memory();

    const ProgramTable& table_;
    std::span<const rasp::Task> tasks_;
    const TaskExamples& examples_;
    const TaskSearchOptions& options_;
    const BudgetWatch& watch_;
    TableCosts costs_;
    CostBuckets buckets_;
    ColumnRules rules_;
    ColumnTargets targets_;
    std::optional<ColumnStore> store_;
    BucketPrograms programs_;
    KeptCalls calls_ = [this](SymbolId symbol, std::uint32_t number) {
        return programs_.call(symbol, number);
    };
    KeptColumns kept_;
    TermBuilder build_;
    BucketShared shared_;
    std::deque<BucketWorker> workers_; // one for each thread
    std::vector<Turn> turns_;          // of the workers
    std::vector<Share> shares_;        // of this plan, and where it ends
    std::atomic<std::size_t> next_share_ = 0;
    std::optional<tbb::global_control> allowed_threads_; // more than processors are allowed, too
    std::optional<tbb::task_arena> arena_;               // if there are several threads
    std::optional<BackwardHook> backward_;
    std::optional<ColumnParts> parts_;
    std::vector<std::uint64_t> view_memory_;
    std::vector<Found> found_; // in this bucket
    std::size_t solved_ = 0;
    std::size_t finished_ = 0; // tasks with as many solutions as are wanted
    DescriptionLength low_ = 0;
    DescriptionLength last_cost_ = 0;     // of all solutions
    DescriptionLength upper_;             // falls when enough programs have been found backwards
    std::atomic<std::uint64_t> seen_ = 0; // programs of this symbol and bucket
    std::atomic<StopReason> stopped_ = StopReason::none;
    std::atomic<std::size_t> new_memory_ = 0; // of workers, while they work
    std::mutex progress_mutex_;
    BottomUpResult result_;
};

} // namespace rasp_stitch::enumerator
