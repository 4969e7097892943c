#include "integration/run/phase.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace rasp_stitch::loop {

namespace {

constexpr std::array<std::string_view, 5> names = {"wake", "dreaming", "recognition", "abstraction",
                                                   "test"};

} // namespace

std::string_view name_of(Phase phase) {
    return names[static_cast<std::size_t>(phase)];
}

std::optional<Phase> phase_named(std::string_view name) {
    const auto* const found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<Phase>(found - names.begin()));
}

bool has_phase(const Settings& settings, Phase phase) {
    switch (phase) {
    case Phase::dreaming:
    case Phase::recognition:
        return settings.recognition;
    case Phase::test:
        return settings.test_fraction > 0;
    default:
        return true;
    }
}

bool is_near_phase(const Settings& settings, Phase phase, std::uint64_t iteration) {
    return settings.search == near_search &&
           (settings.near_phase == "all" || settings.near_phase == name_of(phase)) &&
           settings.near_iteration.value_or(iteration) == iteration;
}

std::optional<Phase> phase_after(Phase phase, const Settings& settings) {
    for (auto i = static_cast<std::size_t>(phase) + 1; i < names.size(); ++i) {
        if (const auto next = static_cast<Phase>(i); has_phase(settings, next)) {
            return next;
        }
    }
    return std::nullopt;
}

} // namespace rasp_stitch::loop
