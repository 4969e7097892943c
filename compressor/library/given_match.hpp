#pragma once

// Finds where an abstraction of a library matches, if symbols or an automaton restrict that, too.
//
//     const GivenMatch found = match_given(context, store, library[0]);
//     found.match.pattern.rows // 0 if it matches nowhere
//     found.saved              // of the cost of the corpus

#include "compressor/corpus/automaton.hpp"
#include "compressor/library/library.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/search/matching.hpp"
#include "lambda/terms/term_store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

// The matches of an abstraction, and what it saves there.
struct GivenMatch {
    Match match;
    Cost saved = 0;
    std::optional<StateAnnotation> states = {}; // if there is an automaton
};

// Matches an abstraction. Of the matches in different states, which are those of different
// abstractions, it takes those that the library says, or else those that save most. The automaton
// must have the states that the library says.
GivenMatch match_given(const Context& context, const lambda::TermStore& store,
                       const LibraryAbstraction& abstraction);

// Returns the state with this name, no_state for an empty one, or nullopt if there is none.
std::optional<State> state_named(const Automaton& automaton, const std::string& name);

// Returns the states as a library has them. `names` are those of the automaton's states.
StateNames state_names(const StateAnnotation& states, const std::vector<std::string>& names);

} // namespace rasp_stitch::compressor
