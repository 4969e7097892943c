#pragma once

// How many programs are kept of a symbol and a behaviour.
//
//     KeptCounts counts(3);
//     counts.add(symbol, behaviour) // true three times

#include "enumerator/behaviour/behaviours.hpp"
#include "enumerator/grammar/program_table.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator {

class KeptCounts {
public:
    // At most 255 of each.
    explicit KeptCounts(std::uint8_t most);

    // One more, if there may be one more.
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
    std::uint8_t most_;
};

} // namespace rasp_stitch::enumerator
