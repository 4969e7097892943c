#pragma once

// The walk of one thread through a table of programs (enumerator/top_down/top_down.hpp).
//
//     TableWalk walk(table, window, budget, on_program);
//     walk.run(prefix);      // all programs that begin with these rules
//     walk.expand(prefix)    // the prefixes that are one rule longer
//
// The symbols that are open after some rules are a list, shared by all continuations: a rule puts
// its open children in front of it.

#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "support/budget/deadline.hpp"

#include <atomic>
#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator {

// A range of costs without its upper end.
struct Window {
    DescriptionLength lower = 0;
    DescriptionLength upper = 0;
};

// The budget of a walk by several threads, which ends for all of them at once. Its memory is that
// of one thread's stack.
struct SharedBudget {
    explicit SharedBudget(const Budget& budget)
        : watch(budget), counts_programs(budget.programs != Budget::no_program_limit) {}

    BudgetWatch watch;
    bool counts_programs; // if not, threads need not write to `programs`

    std::atomic<std::uint64_t> programs = 0; // of all threads, if they are counted
    std::atomic<StopReason> stopped = StopReason::none;

    void end(StopReason why) {
        StopReason none = StopReason::none;
        stopped.compare_exchange_strong(none, why);
    }
    bool is_over() const { return stopped.load(std::memory_order_relaxed) != StopReason::none; }
};

using Prefix = std::vector<const Rule*>;

class TableWalk {
public:
    // All of these must outlive this object.
    TableWalk(const ProgramTable& table, Window window, SharedBudget& budget,
              const OnProgram& on_program)
        : table_(&table), window_(window), budget_(&budget), on_program_(&on_program) {}

    void run(const Prefix& prefix);

    // Returns no prefix if this one is a whole program.
    std::vector<Prefix> expand(const Prefix& prefix);

    // Returns the number of programs in the window, in all runs.
    std::uint64_t programs() const { return programs_; }

private:
    static constexpr std::uint32_t none = UINT32_MAX;

    struct Open {
        SymbolId symbol;
        std::uint32_t next; // in the list
    };
    struct Level {
        const Rule* next;
        const Rule* end;
        DescriptionLength cost;  // the least cost of a program with these choices
        std::uint32_t rest;      // what is open behind this symbol
        std::uint32_t open_size; // the size of open_ before any choice here
    };

    // Puts all open children but the first in front of the rest. Returns false if nothing is open.
    bool take(const Rule& rule, std::uint32_t& rest, SymbolId& next);
    std::uint32_t replay(const Prefix& prefix, DescriptionLength& cost);
    void push(SymbolId symbol, DescriptionLength cost, std::uint32_t rest);
    void report(DescriptionLength cost);
    bool may_go_on();

    const ProgramTable* table_;
    Window window_;
    SharedBudget* budget_;
    const OnProgram* on_program_;
    std::uint64_t programs_ = 0;
    Prefix prefix_;
    std::vector<Open> open_;
    std::vector<Level> levels_;
    Prefix rules_; // of a program in the window
};

} // namespace rasp_stitch::enumerator
