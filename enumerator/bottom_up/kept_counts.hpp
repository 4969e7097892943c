#pragma once

// Counts the programs that are kept of each symbol and behaviour.
//
//     KeptCounts counts(3);
//     counts.add(symbol, behaviour) // true three times, then false

#include "enumerator/behaviour/behaviours.hpp"
#include "enumerator/grammar/program_table.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator {

class KeptCounts {
public:
    // At most `max_count` programs of each symbol and behaviour are kept.
    explicit KeptCounts(std::uint8_t max_count);

    // Counts one more program. Returns false, and does not count it, if there are enough.
    bool add(SymbolId symbol, BehaviourId behaviour);

    std::size_t memory() const { return slots_.size() * sizeof(Slot); }

private:
    struct Slot {
        SymbolId symbol = 0;
        BehaviourId behaviour = 0;
        std::uint8_t count = 0; // 0: the slot is free
    };

    Slot& find(SymbolId symbol, BehaviourId behaviour);
    void grow();

    std::vector<Slot> slots_; // open addressing
    std::size_t used_ = 0;
    std::uint8_t max_count_;
};

} // namespace rasp_stitch::enumerator
