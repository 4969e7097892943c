#pragma once

// Corpora of RASP as people write it, and libraries written so.
//
//     Corpus corpus = read_sources({"sort.rasp", "reverse.rasp"}, {});
//     corpus.tasks == {"sort", "reverse"}
//     write_output("library.rasp", library_source(corpus, compression));

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "rasp/print/print_form.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rasp_stitch::compressor {

// Returns every s-op, selector and function that the files define as a task
// (rasp/source/source_corpus.hpp), with a warning for what is left out.
Corpus read_sources(std::span<const std::string> paths, const ReadOptions& options);

// Prints the abstractions and the programs that the compression ends with as one text. Throws
// InputError if it is to be RASP, and the programs are not.
rasp::PrintedSource library_source(Corpus& corpus, const Compression& compression,
                                   rasp::PrintForm form = rasp::PrintForm::rasp,
                                   rasp::NameChanges changes = {});

// Prints them on standard output as --print asks, and warns of names that are not there.
void print_library(std::string_view program, const rasp::PrintOptions& options, Corpus& corpus,
                   const Compression& compression);

// Returns "-" if something is to be printed on standard output.
std::optional<std::string> printed_path(const rasp::PrintOptions& options);

} // namespace rasp_stitch::compressor
