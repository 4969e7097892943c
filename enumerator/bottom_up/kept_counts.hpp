#pragma once

// How many programs are kept of a symbol and a behaviour.
//
//     KeptCounts counts(3);
//     counts.add(symbol, behaviour) // true three times

#include "enumerator/behaviour/behaviours.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator {

class KeptCounts {
public:
    // At most 255 of each.
    explicit KeptCounts(std::uint8_t most) : most_(most) {}

    // One more, if there may be one more.
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
    std::uint8_t most_;
};

} // namespace rasp_stitch::enumerator
