#pragma once

// What the abstractions of a run are worth: how long the best programs of the solved tasks would be
// without each of them.
//
//     const LibraryWorth worth = library_worth(run, state);
//     worth.nats               // 413.9: the description length of all best programs
//     *worth.nats_without[3]   // 420.2: with the fourth abstraction written out wherever one uses it

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <optional>
#include <vector>

namespace rasp_stitch::loop {

struct LibraryWorth {
    double nats = 0;

    // By abstraction, in the grammar as it is, and with the other abstractions in their places.
    // Nullopt if a program without the abstraction cannot be derived in the grammar.
    std::vector<std::optional<double>> nats_without;
};

LibraryWorth library_worth(const Run& run, const LoopState& state);

} // namespace rasp_stitch::loop
