#pragma once

// Writes programs in Python, for Tracr (Lindner et al. 2023, "Tracr: Compiled Transformers as a
// Laboratory for Interpretability").
//
//     print_tracr(store, types, {.programs = programs}).text
//     // from tracr.rasp import rasp
//     //
//     // def reverse():
//     //     difference_length = rasp.SequenceMap(lambda x, y: x - y, rasp.length, rasp.indices)
//     //     ...
//     //     return rasp.Aggregate(select_indices, rasp.tokens, default=None)
//
// A program is a function without arguments, or of the s-op that it takes besides the input.
// Abstractions are written out, since a function of Python would make them s-ops of their own each
// time. Every part that is more than a name has a name of its own, which Tracr's compiler shows.

#include "rasp/print/print_source.hpp"

namespace rasp_stitch::rasp {

// Throws InputError as print_source does, and for what Tracr has no equivalent for: if_lazy, as both
// parts are computed everywhere, and the greatest or least of what is selected.
PrintedSource print_tracr(lambda::TermStore& store, lambda::TypeStore& types,
                          const SourceContents& contents);

} // namespace rasp_stitch::rasp
