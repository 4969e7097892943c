#pragma once

// Counts the programs that are kept of each symbol and behaviour.
//
//     KeptCounts counts(3);
//     counts.add(symbol, behaviour) // true three times, then false

#include "enumerator/behaviour/behaviours.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator {

class KeptCounts {
public:
    // At most `max_count` programs of each symbol and behaviour are kept.
    explicit KeptCounts(std::uint8_t max_count) : max_count_(max_count) {}

    // Counts one more program. Returns false, and does not count it, if there are enough.
    bool add(SymbolId symbol, BehaviourId behaviour);

    // Returns the bytes allocated.
    std::size_t memory() const { return index_.memory() + entries_.capacity() * sizeof(Entry); }

private:
    struct Entry {
        SymbolId symbol;
        BehaviourId behaviour;
        std::uint8_t count;
    };

    std::vector<Entry> entries_;
    HashIndex index_;
    std::uint8_t max_count_;
};

} // namespace rasp_stitch::enumerator
