#pragma once

// All programs of a type up to a description length, as a weighted tree grammar without types.
//
//     const ProgramTable table = make_program_table(types, view, request, bound_of(18), limits);
//     for (const Rule& rule : table.rules_of(table.start)) { ... }
//
// A symbol stands for the programs that fill one hole, in one of the grammar's tables, with one
// outcome (enumerator/grammar/hole_types.hpp); a rule for a head and the symbols of its arguments. Each
// program has exactly one derivation from the start, and its cost is the start's least cost plus
// the `extra` of its rules. Since `extra` counts from the cheapest completion, a partial derivation
// with less than the bound always has a completion with less: nothing is begun in vain.
//
// How it is made: the outcomes of a hole and their least costs are deduced bottom-up, but only for
// holes that programs under the bound have, cheapest first: Earley's parser with the order of
// Dijkstra's (Stolcke 1995; Knuth 1977; Nederhof 2003). What it takes is memory and time for the
// kinds of holes and calls, not for programs.
//
// Complete: every prefix of a program costs at most what the program costs, so all that a program
// under the bound has in it is deduced.

#include "enumerator/grammar/cost.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/hole_types.hpp"
#include "support/budget/budget.hpp"
#include "support/budget/deadline.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace rasp_stitch::enumerator {

using SymbolId = std::uint32_t;

struct Child {
    SymbolId symbol = 0;
    std::uint32_t lambdas = 0; // around what fills it
};

struct Rule {
    Cost extra = 0; // what is spent beyond the least of the symbol
    Head head;
    std::uint32_t first_child = 0;
    std::uint32_t first_open = 0;
    std::uint16_t child_count = 0;
    std::uint16_t open_count = 0; // of the children, those that can be filled in several ways
};

// The head of the start's rules, which have the program as their one child.
inline constexpr Head no_head{.is_variable = false, .number = UINT32_MAX};

struct ProgramTable {
    struct Symbol {
        std::uint32_t first_rule = 0;
        std::uint32_t rule_count = 0;
        Cost least = 0;
        bool is_forced = false; // its only rule has no children
    };
    std::vector<Symbol> symbols;
    std::vector<Rule> rules; // of each symbol, by `extra`
    std::vector<Child> children;
    std::vector<SymbolId> open_children; // their symbols, the first one last
    SymbolId start = 0;
    StopReason stopped = StopReason::none; // otherwise it has no rules

    std::span<const Rule> rules_of(SymbolId symbol) const {
        return std::span(rules).subspan(symbols[symbol].first_rule, symbols[symbol].rule_count);
    }
    std::span<const Child> children_of(const Rule& rule) const {
        return std::span(children).subspan(rule.first_child, rule.child_count);
    }
    std::span<const SymbolId> open_children_of(const Rule& rule) const {
        return std::span(open_children).subspan(rule.first_open, rule.open_count);
    }
};

struct TableLimits {
    std::size_t most_memory = std::size_t{1} << 30U; // in bytes, about
    std::stop_token stop = {};
    Deadline deadline = {};

    // Why to end now.
    StopReason reason() const {
        if (stop.stop_requested()) {
            return StopReason::interrupted;
        }
        return deadline.has_passed() ? StopReason::time : StopReason::none;
    }
};

// Programs below `upper`. The type of the request may have variables: any instance will do.
ProgramTable make_program_table(const lambda::TypeStore& types, const GrammarView& view,
                                lambda::TypeId request, Cost upper, const TableLimits& limits);

} // namespace rasp_stitch::enumerator
