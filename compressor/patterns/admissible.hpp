#pragma once

// Which abstractions compete (docs: "Exactness"): a test of finished abstractions, and rules that
// drop partial ones early.
//
// An abstraction is admissible if
//   * its body is closed;
//   * it matches in at least two tasks (unless Settings::allow_single_task);
//   * it has arity 0, at least two match locations, or one match location that is an open term or
//     contains a symbol;
//   * no metavariable has the same closed argument at every match location (unless
//     Settings::allow_constant_arguments);
//   * no two metavariables have equal arguments at every match location (with the same exception).
// The last two conditions are about metavariables other than symbol variables (Matching). If types
// are given, the body has a type, too.
//
// A match location counts only if no lambda of the body captures one of its arguments, and if each
// of these fits (fits_new_argument).
//
// Completing a pattern only removes match locations. So what holds at every location of a pattern,
// or at every location of a larger set, holds for every completion, and each condition can drop a
// pattern as soon as it is violated.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/patterns/row_selection.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace rasp_stitch::compressor {

// Returns whether a node may be a new argument of a pattern at one of its rows. A metavariable takes
// what Matching allows as an argument. A symbol variable takes a symbol that none of the arguments
// so far is. As holes are filled from right to left, these are the arguments whose last occurrence
// in the body is further right. (As in Stitch; else a body with the same argument twice would match
// wherever one with two symbol variables does.)
//
// Both depend on the row alone, so the rows that a pattern loses here, all of its completions lose.
bool fits_new_argument(const Context& context, const Pattern& pattern, std::size_t row, Node node,
                       bool takes_symbols);

// The rule single-location drops a pattern with a single location, if that is closed and without
// symbols: every completion has at most that one.
bool drops_single_location(const Context& context, std::size_t rows, Node any_location);

// The rule single-task drops a pattern all of whose locations are in one task.
bool drops_single_task(const Context& context, const RowSelection& selection);

// The rule free-variable drops a pattern that fills a hole under `depth` lambdas with a variable
// that none of them binds.
bool drops_free_variable(const Context& context, const Head& head, std::uint32_t depth);
bool is_free_variable(const Head& head, std::uint32_t depth);

// The rules constant-argument and redundant-argument drop a pattern with an argument that is the
// same at every location, or with two that are equal at every location.
bool drops_arguments(const Context& context, const RowSelection& selection);

// Why an abstraction does not compete.
enum class Inadmissible : std::uint8_t {
    matches_nowhere,
    leaves_variable_free,
    one_task,
    one_location,
    constant_argument,
    equal_arguments,
    ill_typed, // only the search and follow() find this, which can infer types
};

// Returns the first condition that a pattern without holes violates, whatever rules are on, or
// nullopt if it is admissible. Rows with a captured argument must have been removed.
std::optional<Inadmissible> inadmissible(const Context& context, const Pattern& pattern);

inline bool is_admissible(const Context& context, const Pattern& pattern) {
    return !inadmissible(context, pattern).has_value();
}

// Removes the rows in which an argument is captured. There are none if the rule captured-argument
// is on.
void remove_captured(const Context& context, Pattern& pattern);

} // namespace rasp_stitch::compressor
