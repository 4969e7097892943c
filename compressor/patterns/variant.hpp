#pragma once

// What an abstraction is besides its body: which of its arguments take symbols only, and the states
// of an automaton that it and its arguments are in (Matching in compressor/corpus/settings.hpp).
//
//     for (Pattern& group : by_states(context, std::move(pattern))) { ... } // one abstraction each
//     variant_text(context, pattern) // "" unless the settings have symbols or an automaton
//
// All patterns here have no holes and no captured arguments.

#include "compressor/corpus/automaton.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

// Divides the matches by the state of the location and those of the arguments: each group is an
// abstraction of its own. Returns the pattern alone if there is no automaton or one group.
//
// The search knows only the pattern as a whole until it is finished. Its bounds hold for each group,
// which has a part of the matches; and what makes a pattern inadmissible for having too few or too
// equal matches makes each group inadmissible.
std::vector<Pattern> by_states(const Context& context, Pattern pattern);

// Removes all rows but these, which are in ascending order.
void keep_rows(const std::vector<std::size_t>& rows, Pattern& pattern);

// Returns the states of an abstraction, which is one of those groups, with the arguments in the
// order in which print numbers them; nullopt if there is no automaton.
std::optional<StateAnnotation> states_of(const Context& context, const Pattern& pattern);

// Returns, in the order in which print numbers them, which arguments take symbols.
std::vector<bool> symbol_arguments(const Context& context, const Pattern& pattern);

// Returns a text that tells apart abstractions with the same body, and that orders them: where their
// arguments first differ in kind, the one with a symbol variable comes first.
std::string variant_text(const Context& context, const Pattern& pattern);

} // namespace rasp_stitch::compressor
