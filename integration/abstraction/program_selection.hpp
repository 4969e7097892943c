#pragma once

// Selects the programs of frontiers that a score depends on.
//
//     const ProgramSelection selected = most_probable_programs(language, grammar, frontiers, 2);
//     selected.programs.roots[0], selected.requests[0], selected.log_likelihoods[0]
//     selected.places[0] // the frontier that the program stands in, and its index there

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"
#include "integration/abstraction/proposals.hpp"
#include "lambda/types/type_store.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::abstraction {

// Programs as columns, in the order of their frontiers. A frontier of which no program is selected
// is not counted as a task.
struct ProgramSelection {
    struct Place {
        std::uint32_t frontier = 0;
        std::uint32_t program = 0;

        auto operator<=>(const Place&) const = default;
    };

    ProgramColumns programs;
    std::vector<Place> places;            // by program
    std::vector<lambda::TypeId> requests; // by program
    std::vector<double> log_likelihoods;  // by program; NaN has become -infinity
};

// Selects the `top_k` programs of each frontier with the greatest sum of log likelihood and log
// prior under the grammar. Ties are broken by the programs' text. Programs with a log likelihood of
// -infinity or NaN are never selected.
ProgramSelection most_probable_programs(const enumerator::Language& language,
                                        const enumerator::Grammar& grammar,
                                        std::span<const enumerator::Frontier> frontiers,
                                        std::size_t top_k);

// Selects every program, whatever its log likelihood.
ProgramSelection all_programs(std::span<const enumerator::Frontier> frontiers);

// Selects every program that does not stand at one of the places.
ProgramSelection programs_without(std::span<const enumerator::Frontier> frontiers,
                                  std::span<const ProgramSelection::Place> places);

} // namespace rasp_stitch::abstraction
