#pragma once

// What rasp-compress and rasp-rewrite do alike with files and streams.
//
//     Corpus corpus = load_corpus(path, format);
//     write_output(out, json_text(compression_json(corpus, compression, penalty, options)));
//     print_summary(text, {out, save_rewritten});

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "support/text/input_error.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch::compressor {

using OptionalPath = std::optional<std::string>;

// Returns the words as the shell passed them, separated by blanks.
std::string command_line(int argc, const char* const* argv);

Corpus load_corpus(const std::string& path, std::optional<CorpusFormat> format);

// Prints the warnings on standard error, one per line.
void print_warnings(std::string_view program, const Corpus& corpus);

// Throws InputError if one of the files cannot be written. Call it before hours of work.
void check_outputs(std::initializer_list<OptionalPath> paths);

// Returns the JSON as it is written to files, with a newline at the end.
std::string json_text(const OutputJson& json);

// Returns the programs that the compression ends with, as a corpus of the form programs-list.
std::string programs_text(const Corpus& corpus, const Compression& compression);

// Returns whether the path is "-" or another name of standard output.
bool is_standard_output(const OptionalPath& path);

// Prints the text on standard output, or on standard error if an output goes to standard output.
void print_summary(const std::string& text, std::initializer_list<OptionalPath> outputs);

} // namespace rasp_stitch::compressor
