#pragma once

// The pieces of refactored programs that several tasks share, of which abstractions are made.
//
//     for (TermId piece : shared_pieces(cheapest, spaces, tasks, is_over)) {
//         closed_piece(terms, piece) // (lam (lam (+ $1 $0))) for (+ $3 $2)
//     }

#include "compressor/refactoring/cheapest_versions.hpp"
#include "compressor/refactoring/version_table.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace rasp_stitch::refactoring {

// Returns the free variables of the term, ascending, each once.
std::vector<std::uint32_t> free_variables(const lambda::TermStore& terms, lambda::TermId term);

// Returns the cheapest programs of the parts of the spaces, if they are there for at least two
// tasks. `tasks` has the task of each space, and equal ones stand together. Once `is_over()`, it
// returns those that it has found so far.
std::vector<lambda::TermId> shared_pieces(const CheapestVersions& cheapest,
                                          std::span<const SpaceId> spaces,
                                          std::span<const std::uint32_t> tasks,
                                          const std::function<bool()>& is_over);

// Returns the piece with its free variables bound by lambdas, the lowest one by the innermost.
lambda::TermId closed_piece(lambda::TermStore& terms, lambda::TermId piece);

} // namespace rasp_stitch::refactoring
