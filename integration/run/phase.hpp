#pragma once

// The phases of an iteration, in their order.
//
//     for (std::optional<Phase> phase = Phase::wake; phase; phase = phase_after(*phase, settings))

#include "integration/run/settings.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace rasp_stitch::loop {

enum class Phase : std::uint8_t {
    wake,        // search for programs in the grammar
    dreaming,    // train the network on dreams and on the programs found
    recognition, // search in the grammars that the network predicts
    abstraction, // improve the library, and fit the weights
    test,        // search for programs of the held-out tasks
};

std::string_view name_of(Phase phase); // "wake"
std::optional<Phase> phase_named(std::string_view name);

// Returns whether runs with these settings have the phase: dreaming and recognition need a network,
// and the test needs held-out tasks.
bool has_phase(const Settings& settings, Phase phase);

// Returns whether near makes the searches of the phase in an iteration, which counts from 1.
bool is_near_phase(const Settings& settings, Phase phase, std::uint64_t iteration);

// Returns the next phase of the same iteration, or nullopt if it ends.
std::optional<Phase> phase_after(Phase phase, const Settings& settings);

} // namespace rasp_stitch::loop
