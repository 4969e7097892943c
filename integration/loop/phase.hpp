#pragma once

// The phases of an iteration, in their order.
//
//     for (std::optional<Phase> phase = Phase::wake; phase; phase = phase_after(*phase, settings))

#include "integration/loop/settings.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace rasp_stitch::loop {

enum class Phase : std::uint8_t {
    wake,        // search in the grammar
    dreaming,    // train the network on dreams and on what was found
    recognition, // search in the grammars that the network predicts
    abstraction, // a better library, and weights
    test,        // search for the tasks that are held out
};

std::string_view name_of(Phase phase); // "wake"
std::optional<Phase> phase_named(std::string_view name);

bool has_phase(const Settings& settings, Phase phase);

// Nothing where the iteration ends. Dreaming and recognition need a network, and testing held-out
// tasks.
std::optional<Phase> phase_after(Phase phase, const Settings& settings);

} // namespace rasp_stitch::loop
