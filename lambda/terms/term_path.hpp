#pragma once

// Paths from a term to an occurrence of one of its sub-terms.
//
//     // in (f (g x)), the path to x:
//     occurrence_at(store, term, {PathStep::argument, PathStep::argument}) // 2, after f and g

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::lambda {

// From a term to one of its parts.
enum class PathStep : std::uint8_t { function, argument, body };

// Returns the number of the occurrence at the end of the path among all occurrences of sub-terms,
// counted from 0 in the order in which they end: function, argument, application; body, lambda.
// ParseOptions::places (lambda/terms/parse.hpp) has the places in the text in the same order.
std::size_t occurrence_at(const TermStore& store, TermId term, const std::vector<PathStep>& path);

} // namespace rasp_stitch::lambda
