#pragma once

// The programs that a search in buckets keeps, by symbol and by cost. Each is a rule with the
// programs of its children, by their numbers within their symbols.
//
//     BucketPrograms programs(table);
//     programs.add(symbol, cost, behaviour, rule, children); // the costs of a symbol never fall
//     programs.costs(symbol)[number]
//
// A program of a rule with two children takes 22 bytes.

#include "enumerator/columns/column_store.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "lambda/terms/term_store.hpp"

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

    // Returns the whole program whose part below the lambdas of the request this is.
    lambda::TermId term(SymbolId symbol, std::uint32_t number, TermBuilder& build) const;

    // Returns the part itself, with the variables of the request free.
    lambda::TermId part(SymbolId symbol, std::uint32_t number, TermBuilder& build) const;

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

    void add_rules(SymbolId symbol, std::uint32_t number, std::vector<const Rule*>& rules) const;

    const ProgramTable* table_;
    std::vector<Symbol> symbols_;
    std::size_t memory_ = 0;
};

} // namespace rasp_stitch::enumerator
