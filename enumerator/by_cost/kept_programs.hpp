#pragma once

// The programs that a search keeps, by symbol and in levels of equal cost. Each is a rule with the
// programs of its children, by their numbers within their symbols.
//
//     KeptPrograms programs(table);
//     programs.add(symbol, cost, behaviour, rule, children); // the costs of a symbol never fall
//     programs.call(symbol, number) // the rule and the children

#include "enumerator/behaviour/behaviours.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/task_search/kept_derivation.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

class KeptPrograms {
public:
    // The table must outlive this object.
    explicit KeptPrograms(const ProgramTable& table);

    // Returns whether the program begins a level. There is a number for each child of the rule.
    bool add(SymbolId symbol, DescriptionLength cost, BehaviourId behaviour, std::uint32_t rule,
             std::span<const std::uint32_t> children);

    BehaviourId behaviour(SymbolId symbol, std::uint32_t number) const {
        return symbols_[symbol].programs[number].behaviour;
    }
    std::uint32_t count(SymbolId symbol) const {
        return static_cast<std::uint32_t>(symbols_[symbol].programs.size());
    }

    // A range of numbers of programs: those of a level.
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t end = 0;
    };
    Range level(SymbolId symbol, std::uint32_t level) const;

    // For kept_derivation.hpp, which builds the terms of programs.
    KeptCall call(SymbolId symbol, std::uint32_t number) const;

    std::size_t memory() const { return memory_; } // in bytes, approximately

private:
    struct Program {
        BehaviourId behaviour = 0;
        std::uint32_t rule = 0;
        std::uint32_t first_child = 0;
    };
    struct Symbol {
        std::vector<Program> programs; // by cost
        std::vector<std::uint32_t> children;
        std::vector<std::uint32_t> level_first; // by level
        DescriptionLength last_cost = -1;
    };

    const ProgramTable* table_;
    std::vector<Symbol> symbols_;
    std::size_t memory_ = 0;
};

} // namespace rasp_stitch::enumerator
