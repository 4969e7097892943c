#pragma once

// Counts the programs that are kept of each symbol and behaviour, up to a limit: a bit for each if
// the limit is 1, and else a byte.
//
//     KeptColumns kept(table.symbols.size(), 1);
//     kept.add(symbol, behaviour)
//     kept.has_room(symbol, behaviour) // false

#include "enumerator/columns/column_store.hpp"
#include "enumerator/grammar/program_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator {

class KeptColumns {
public:
    // The limit is from 1 to 255.
    KeptColumns(std::size_t symbols, std::size_t limit)
        : counts_(symbols), limit_(limit), shift_(limit == 1 ? 3 : 0) {}

    // Returns whether fewer than the limit are kept.
    bool has_room(SymbolId symbol, ColumnId behaviour) const {
        const std::vector<std::uint8_t>& counts = counts_[symbol][storage(behaviour)];
        const std::size_t byte = byte_of(behaviour);
        if (byte >= counts.size()) {
            return true;
        }
        return limit_ == 1 ? (counts[byte] & bit_of(behaviour)) == 0 : counts[byte] < limit_;
    }

    // Begins to load the count.
    void prefetch(SymbolId symbol, ColumnId behaviour) const {
        const std::vector<std::uint8_t>& counts = counts_[symbol][storage(behaviour)];
        if (byte_of(behaviour) < counts.size()) {
            __builtin_prefetch(counts.data() + byte_of(behaviour));
        }
    }

    // There must be room.
    void add(SymbolId symbol, ColumnId behaviour) {
        std::vector<std::uint8_t>& counts = counts_[symbol][storage(behaviour)];
        const std::size_t byte = byte_of(behaviour);
        if (byte >= counts.size()) {
            memory_ -= counts.capacity();
            if (byte >= counts.capacity()) {
                counts.reserve(byte + byte / 2 + 64);
            }
            counts.resize(byte + 1);
            memory_ += counts.capacity();
        }
        counts[byte] = static_cast<std::uint8_t>(limit_ == 1 ? counts[byte] | bit_of(behaviour)
                                                             : counts[byte] + 1U);
    }

    std::size_t memory() const { return memory_; } // in bytes

private:
    static std::size_t storage(ColumnId behaviour) {
        return static_cast<std::size_t>(storage_of(behaviour));
    }
    std::size_t byte_of(ColumnId behaviour) const { return number_of(behaviour) >> shift_; }
    static unsigned bit_of(ColumnId behaviour) { return 1U << (number_of(behaviour) & 7U); }

    std::vector<std::array<std::vector<std::uint8_t>, column_storages>> counts_;
    std::size_t limit_;
    unsigned shift_;
    std::size_t memory_ = 0;
};

} // namespace rasp_stitch::enumerator
