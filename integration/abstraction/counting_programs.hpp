#pragma once

// The programs of frontiers that count in the score.
//
//     const CountingPrograms counting = counting_programs(types, store, grammar, frontiers, 2);
//     counting.programs.roots[0], counting.requests[0], counting.log_likelihoods[0]
//     counting.places[0] // which program of which frontier it is

#include "enumerator/grammar/grammar.hpp"
#include "integration/abstraction/frontier.hpp"
#include "integration/abstraction/proposals.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::dreamcoder {

// Of each task the most probable ones, by log likelihood and log prior together; of equals those
// whose text comes first. Programs that cannot be (log likelihood -infinity) never count, and a
// task that has no other is left out.
struct CountingPrograms {
    struct Place {
        std::uint32_t frontier = 0;
        std::uint32_t program = 0;
    };

    ProgramColumns programs;
    std::vector<Place> places;            // by program
    std::vector<lambda::TypeId> requests; // by program
    std::vector<double> log_likelihoods;  // by program
};

CountingPrograms counting_programs(const lambda::TypeStore& types, const lambda::TermStore& store,
                                   const enumerator::Grammar& grammar,
                                   std::span<const Frontier> frontiers, std::size_t top_k);

// All of them, whatever they are worth.
CountingPrograms every_program(std::span<const Frontier> frontiers);

} // namespace rasp_stitch::dreamcoder
