#pragma once

// Uses the abstractions of a library that is given, one after the other, as the steps of a
// compression. compress() begins with them if it goes on from a library, and
// rewrite_with_library() does nothing else.
//
//     check_names(corpus, library, settings);
//     GreedySteps steps(corpus, settings);
//     take_given_step(library[0], steps);

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/library/library.hpp"

#include <limits>

namespace rasp_stitch::compressor {

class GreedySteps; // compressor/library/greedy_steps.hpp

// Throws InputError with the code problem::name_in_use if a program uses a primitive with the name
// of an abstraction: the two would become one. Throws it with problem::name_has_cost if the
// settings give such a name a cost of its own: a use is taken to cost what a primitive without one
// costs. Throws it, too, if such a name would be a symbol, or if the library has a state that the
// automaton has not.
void check_names(const Corpus& corpus, const Library& library, const Settings& settings);

// Uses an abstraction wherever that makes the corpus smallest. One that saves nothing is a step
// that changes nothing. If its utility is below `least`, this does nothing and returns false.
bool take_given_step(const LibraryAbstraction& abstraction, GreedySteps& steps,
                     Utility least = std::numeric_limits<Utility>::min());

} // namespace rasp_stitch::compressor
