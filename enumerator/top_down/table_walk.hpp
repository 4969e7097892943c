#pragma once

// One thread's way through a table of programs (enumerator/top_down/top_down.hpp).
//
//     TableWalk walk(table, window, budget, on_program);
//     walk.run(prefix);      // all programs that begin with these rules
//     walk.expand(prefix)    // the prefixes that are one rule longer
//
// What is open after some rules is a list, shared by all that continues them: a rule puts its
// open children in front of it.

#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "support/budget/deadline.hpp"

#include <atomic>
#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator {

// Costs, the upper one excluded.
struct Window {
    Cost lower = 0;
    Cost upper = 0;
};

// What all threads together may use.
struct SharedBudget {
    std::uint64_t most_programs = 0;
    bool counts_programs = false; // is there a limit
    Deadline deadline;
    std::size_t most_memory = 0; // of one stack
    std::stop_token stop;

    std::atomic<std::uint64_t> programs = 0; // where they are counted
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
    // All must outlive this.
    TableWalk(const ProgramTable& table, Window window, SharedBudget& budget,
              const OnProgram& on_program)
        : table_(&table), window_(window), budget_(&budget), on_program_(&on_program) {}

    void run(const Prefix& prefix);

    // Where the prefix is a whole program, nothing.
    std::vector<Prefix> expand(const Prefix& prefix);

    // In the window, of all runs.
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
        Cost cost;               // the least that a program with what is chosen costs
        std::uint32_t rest;      // open behind this symbol
        std::uint32_t open_size; // of open_ before anything was chosen here
    };

    // Puts all but the first open child in front of the rest. False where nothing is open.
    bool take(const Rule& rule, std::uint32_t& rest, SymbolId& next);
    std::uint32_t replay(const Prefix& prefix, Cost& cost);
    void push(SymbolId symbol, Cost cost, std::uint32_t rest);
    void report(Cost cost);
    bool may_go_on();

    const ProgramTable* table_;
    Window window_;
    SharedBudget* budget_;
    const OnProgram* on_program_;
    std::uint64_t programs_ = 0;
    Prefix prefix_;
    std::vector<Open> open_;
    std::vector<Level> levels_;
    Prefix rules_; // of a program that is reported
};

} // namespace rasp_stitch::enumerator
