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

// The words as the shell gave them, with blanks between.
std::string command_line(int argc, const char* const* argv);

Corpus load_corpus(const std::string& path, std::optional<CorpusFormat> format);

// On standard error, each in a line.
void print_warnings(std::string_view program, const Corpus& corpus);

// Fails, before hours of work, where one of them cannot be written.
void check_outputs(std::initializer_list<OptionalPath> paths);

// As it is written to files, with a newline at the end.
std::string json_text(const OutputJson& json);

// The programs that the compression ends with, as a corpus of the form programs-list.
std::string programs_text(const Corpus& corpus, const Compression& compression);

// "-", or another name of standard output.
bool is_standard_output(const OptionalPath& path);

// On standard output, or where that is taken by one of the outputs on standard error.
void print_summary(const std::string& text, std::initializer_list<OptionalPath> outputs);

} // namespace rasp_stitch::compressor
