#pragma once

// Which abstractions compete (DESIGN.md, "Exactness"), as a test of finished ones and as rules that
// drop partial ones early.
//
// An abstraction is admissible if
//   * its body is closed;
//   * it matches in at least two tasks (unless Settings::allow_single_task);
//   * it has at least two match locations, or one that is an open term (arity 0 is exempt);
//   * no metavariable has the same closed argument at every match location (unless
//     Settings::allow_constant_arguments);
//   * no two metavariables have equal arguments at every one (likewise).
// A match location counts only if none of its arguments is captured by a lambda of the body.
//
// Completing a pattern only removes match locations. So what holds at every location of a pattern,
// or of a set with more locations than will count in the end, holds of every completion, and each
// condition can be used as a rule as soon as it is violated.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/patterns/row_selection.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace rasp_stitch::compressor {

// single-location: with one closed location left, every completion has at most that one.
bool drops_single_location(const Context& context, std::size_t rows, Node any_location);

// single-task: so has every completion of a pattern with these locations.
bool drops_single_task(const Context& context, const RowSelection& selection);

// free-variable: a variable that refers past the `depth` lambdas around a hole.
bool drops_free_variable(const Context& context, const Head& head, std::uint32_t depth);
bool is_free_variable(const Head& head, std::uint32_t depth);

// constant-argument and redundant-argument.
bool drops_arguments(const Context& context, const RowSelection& selection);

// Why an abstraction does not compete.
enum class Inadmissible : std::uint8_t {
    matches_nowhere,
    leaves_variable_free,
    one_task,
    one_location,
    constant_argument,
    equal_arguments,
};

// The same conditions on a pattern without holes, whatever rules are on: the first that is
// violated. Rows whose arguments are captured must have been removed.
std::optional<Inadmissible> inadmissible(const Context& context, const Pattern& pattern);

inline bool is_admissible(const Context& context, const Pattern& pattern) {
    return !inadmissible(context, pattern).has_value();
}

// Removes the rows in which an argument is captured. (There are none while the rule
// captured-argument is on.)
void remove_captured(const Context& context, Pattern& pattern);

} // namespace rasp_stitch::compressor
