#pragma once

// The programs that a search in buckets keeps, by symbol and by cost. Each is a rule with the
// programs of its children, by their numbers within their symbols.
//
//     BucketPrograms programs(table);
//     programs.add(symbol, cost, behaviour, rule, children); // the costs of a symbol never fall
//     programs.costs(symbol)[number]
//
// A program of a rule with two children takes 22 bytes.

#include "enumerator/bottom_up/kept_derivation.hpp"
#include "enumerator/columns/column_store.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

class BucketPrograms {
public:
    // The table must outlive this object.
    explicit BucketPrograms(const ProgramTable& table);

    // There is a number for each child of the rule.
    void add(SymbolId symbol, DescriptionLength cost, ColumnId behaviour, std::uint32_t rule,
             std::span<const std::uint32_t> children);

    std::span<const DescriptionLength> costs(SymbolId symbol) const {
        return symbols_[symbol].costs;
    }
    std::span<const ColumnId> behaviours(SymbolId symbol) const {
        return symbols_[symbol].behaviours;
    }

    // For kept_derivation.hpp, which builds the terms of programs.
    KeptCall call(SymbolId symbol, std::uint32_t number) const;

    std::size_t memory() const { return memory_; } // in bytes

private:
    struct Symbol {
        std::vector<DescriptionLength> costs;
        std::vector<ColumnId> behaviours;
        std::vector<std::uint16_t> rules;    // counted from the symbol's first
        std::vector<std::uint32_t> children; // `stride` for each program
        std::size_t stride = 0;              // the most children that a rule has

        std::size_t memory() const;
    };

    const ProgramTable* table_;
    std::vector<Symbol> symbols_;
    std::size_t memory_ = 0;
};

} // namespace rasp_stitch::enumerator
