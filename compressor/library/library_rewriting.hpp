#pragma once

// A corpus rewritten with a library that is given, where compressor/library/compress.hpp finds one.
//
//     Corpus corpus = read_corpus(text);
//     const Library library = read_library(corpus.store, library_text);
//     const Compression result = rewrite_with_library(corpus, library, {});
//     result.steps[0].rewriting.use_count // how often the first abstraction is used
//
// The abstractions are used one after the other, in the order of the library, each as well as
// possible: so the library that compress() found, used on the same corpus, gives the same programs.
// An abstraction that saves nothing is a step that changes nothing.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/library/library.hpp"

#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

// One step for each abstraction; fewer where `stop` was requested. Of the settings, the costs and
// the penalty count. Adds terms to the store of `corpus`, which the library is in, and changes
// nothing else in it.
//
// Throws InputError where a program uses a primitive with the name of an abstraction (they would
// become one), where such a name has a cost of its own in the settings, and as compress() does.
Compression rewrite_with_library(Corpus& corpus, const Library& library, const Settings& settings,
                                 const std::stop_token& stop = {});

// Names for the abstractions of the library, the prefix and a number each, that nothing in the
// corpus, the settings and the bodies has. For compressor::renamed.
std::vector<std::string> unused_names(const Corpus& corpus, const Library& library,
                                      const Settings& settings, const std::string& prefix);

} // namespace rasp_stitch::compressor
