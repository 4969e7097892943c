#pragma once

// The programs that a search in buckets keeps, by symbol and by cost.
//
//     BucketPrograms programs(table, costs);
//     programs.add(symbol, cost, behaviour, rule, children); // the costs of a symbol never fall
//     programs.behaviours(symbol)[number]
//     programs.levels(symbol)  // the different costs, each with its first program
//     programs.call(symbol, number) // the rule and the children, for the term of the program
//
// Most of the memory of a search is here, so that a program takes as little as can be: a behaviour
// of 4 bytes, a rule of 2, and 4 for each child. Equal costs are stored once. A program of an alias
// (enumerator/task_search/shared_calls.hpp) has no children stored: terms are seldom built, and its
// call is found again by its cost and its behaviour.

#include "enumerator/columns/column_store.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/task_search/kept_derivation.hpp"
#include "enumerator/task_search/table_costs.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Numbers of fixed width, record by record, in chunks that never move.
class NumberRecords {
public:
    explicit NumberRecords(std::size_t width = 0) : width_(width) {}

    // Adds a record; numbers that are missing are 0.
    void add(std::span<const std::uint32_t> numbers);
    std::span<const std::uint32_t> operator[](std::uint32_t record) const;
    std::size_t memory() const; // in bytes

private:
    std::size_t width_;
    std::uint32_t count_ = 0;
    std::vector<std::vector<std::uint32_t>> chunks_;
};

class BucketPrograms {
public:
    // Programs of a symbol that cost the same.
    struct Level {
        DescriptionLength cost = 0;
        std::uint32_t first = 0; // its first program
    };

    // The table and the costs must outlive this object.
    BucketPrograms(const ProgramTable& table, const TableCosts& costs);

    // There is a number for each child of the rule.
    void add(SymbolId symbol, DescriptionLength cost, ColumnId behaviour, std::uint32_t rule,
             std::span<const std::uint32_t> children);

    std::span<const ColumnId> behaviours(SymbolId symbol) const {
        return symbols_[symbol].behaviours;
    }
    std::uint32_t count(SymbolId symbol) const {
        return static_cast<std::uint32_t>(symbols_[symbol].behaviours.size());
    }
    std::span<const Level> levels(SymbolId symbol) const { return symbols_[symbol].levels; }

    // Returns the first program of the symbol that costs at least this.
    std::uint32_t lower_bound(SymbolId symbol, DescriptionLength cost) const;

    // For kept_derivation.hpp, which builds the terms of programs. That of an alias is the call that
    // it stands for.
    KeptCall call(SymbolId symbol, std::uint32_t number) const;

    std::size_t memory() const { return memory_; } // in bytes

private:
    struct Symbol {
        std::vector<Level> levels;
        std::vector<ColumnId> behaviours;
        std::vector<std::uint16_t>
            rules; // counted from the symbol's first; none if it has only one
        NumberRecords children;

        std::size_t memory() const;
    };

    const Rule& rule_of(SymbolId symbol, std::uint32_t number) const;
    KeptCall call_of_alias(SymbolId symbol, std::uint32_t number, const Rule& alias) const;

    const ProgramTable* table_;
    const TableCosts* costs_;
    std::vector<Symbol> symbols_;
    std::size_t memory_ = 0;
};

// The costs of programs of one symbol that are asked for in ascending order.
class LevelCursor {
public:
    // The levels must stay as they are, and one of them must begin at `first` or before.
    LevelCursor(std::span<const BucketPrograms::Level> levels, std::uint32_t first);

    DescriptionLength cost(std::uint32_t number) {
        while (at_ + 1 < levels_.size() && levels_[at_ + 1].first <= number) {
            ++at_;
        }
        return levels_[at_].cost;
    }

private:
    std::span<const BucketPrograms::Level> levels_;
    std::size_t at_ = 0;
};

} // namespace rasp_stitch::enumerator
