#pragma once

// Corpora of RASP as people write it, and libraries written so.
//
//     Corpus corpus = read_sources({"sort.rasp", "reverse.rasp"}, {});
//     corpus.tasks == {"sort", "reverse"}
//     write_output("library.rasp", library_source(corpus, compression));

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"

#include <span>
#include <string>
#include <string_view>

namespace rasp_stitch::compressor {

bool is_source_path(std::string_view path);

// Returns every s-op, selector and function that the files define as a task, as in the form `rasp`
// of corpora. A function is a program of the input and of its arguments. Functions that are none, as
// their arguments are lists, are left out with a warning. Throws InputError with file, line and
// column for a file that cannot be read, or if nothing is left.
Corpus read_sources(std::span<const std::string> paths, const ReadOptions& options);

// Returns the abstractions and the programs that the compression ends with as one text of RASP.
// Throws InputError if the programs are not of RASP.
std::string library_source(Corpus& corpus, const Compression& compression);

} // namespace rasp_stitch::compressor
