#pragma once

// The programs that a compression ends with, as a corpus that can be compressed again.
//
//     Corpus corpus = read_corpus(text, {.keep_document = true});
//     const Compression compression = compress(corpus, settings);
//     write_output(path, rewritten_corpus(corpus, compression));
//
// Names, tasks, weights and, in the form `rasp`, all members of the entries stay what they are, so
// a second round sees the tasks of the first. A plain list stays one; with tasks or weights, and in
// place of a DreamCoder request, it is an object with "programs", "tasks" and "weights". Weights
// that do not come with the corpus are part of it only in these forms, not in the form `rasp`.

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"

#include <string>

namespace rasp_stitch::compressor {

// Returns JSON, with a newline at the end. Of a corpus of the form `rasp` that was read without its
// document, only names and programs are left.
std::string rewritten_corpus(const Corpus& corpus, const Compression& compression);

} // namespace rasp_stitch::compressor
