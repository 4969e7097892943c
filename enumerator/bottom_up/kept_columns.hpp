#pragma once

// Counts the programs that are kept of each symbol and behaviour: a byte for each.
//
//     KeptColumns kept(table.symbols.size());
//     kept.add(symbol, behaviour)
//     kept.count(symbol, behaviour) // 1

#include "enumerator/columns/column_store.hpp"
#include "enumerator/grammar/program_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator {

class KeptColumns {
public:
    explicit KeptColumns(std::size_t symbols) : counts_(symbols) {}

    std::uint8_t count(SymbolId symbol, ColumnId behaviour) const {
        const std::vector<std::uint8_t>& counts = counts_[symbol][storage(behaviour)];
        const std::uint32_t number = number_of(behaviour);
        return number < counts.size() ? counts[number] : 0;
    }

    // Begins to load the count.
    void prefetch(SymbolId symbol, ColumnId behaviour) const {
        const std::vector<std::uint8_t>& counts = counts_[symbol][storage(behaviour)];
        if (number_of(behaviour) < counts.size()) {
            __builtin_prefetch(counts.data() + number_of(behaviour));
        }
    }

    // The count must be less than 255.
    void add(SymbolId symbol, ColumnId behaviour) {
        std::vector<std::uint8_t>& counts = counts_[symbol][storage(behaviour)];
        const std::uint32_t number = number_of(behaviour);
        if (number >= counts.size()) {
            memory_ -= counts.capacity();
            if (number >= counts.capacity()) {
                counts.reserve(number + number / 2 + 64);
            }
            counts.resize(number + 1);
            memory_ += counts.capacity();
        }
        ++counts[number];
    }

    std::size_t memory() const { return memory_; } // in bytes

private:
    static std::size_t storage(ColumnId behaviour) {
        return static_cast<std::size_t>(storage_of(behaviour));
    }

    std::vector<std::array<std::vector<std::uint8_t>, column_storages>> counts_;
    std::size_t memory_ = 0;
};

} // namespace rasp_stitch::enumerator
