#pragma once

// All programs of a type up to a description length, as a weighted tree grammar without types.
//
//     const ProgramTable table =
//         make_program_table(types, view, request, bound_of(18), {.seconds = 10});
//     for (const Rule& rule : table.rules_of(table.start)) { ... }
//
// A symbol stands for the programs that fill one hole, in one of the tables of the grammar, with
// one outcome (enumerator/grammar/hole_types.hpp). A rule has a head and the symbols of its
// arguments. Each program has exactly one derivation from the start, and its cost is the least cost
// of the start plus the `extra` of its rules. Since `extra` counts from the cheapest completion, a
// partial derivation that costs less than the bound always has a completion that does: the search
// never runs into a dead end.
//
// The outcomes of a hole and their least costs are deduced bottom-up, cheapest first, and only for
// holes that programs below the bound have (enumerator/grammar/chart.hpp). Memory and time grow
// with the number of different holes and calls, not with the number of programs.
//
// The table is complete: a prefix of a program costs at most what the program costs, so every part
// of a program below the bound is deduced.

#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/hole_types.hpp"
#include "support/budget/budget.hpp"
#include "support/budget/deadline.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

using SymbolId = std::uint32_t;

struct Child {
    SymbolId symbol = 0;
    std::uint32_t lambdas = 0; // around the program that fills it
};

struct Rule {
    DescriptionLength extra = 0; // cost beyond the least cost of the symbol
    CallHead head;
    std::uint32_t first_child = 0;
    std::uint32_t first_open = 0;
    std::uint16_t child_count = 0;
    std::uint16_t open_count = 0; // children that can be filled in several ways
};

// The head of the rules of the start, which have the program as their one child.
inline constexpr CallHead no_head{.is_variable = false, .number = UINT32_MAX};

struct ProgramTable {
    struct Symbol {
        std::uint32_t first_rule = 0;
        std::uint32_t rule_count = 0;
        DescriptionLength least = 0;
        bool is_forced = false; // its only rule has no children
    };
    std::vector<Symbol> symbols;
    std::vector<Rule> rules; // symbol by symbol, in the order of `extra`
    std::vector<Child> children;
    std::vector<SymbolId> open_children; // rule by rule, the first one last
    SymbolId start = 0;
    StopReason stopped = StopReason::none; // if it was stopped, the table has no rules

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

// Returns the table of the programs that cost less than `upper`, or a table without rules if the
// time or the memory of the budget is used up first. The request may have type variables: programs
// of any instance of it are programs of the request.
ProgramTable make_program_table(const lambda::TypeStore& types, const GrammarView& view,
                                lambda::TypeId request, DescriptionLength upper,
                                const Budget& budget);

} // namespace rasp_stitch::enumerator
