#pragma once

// What rasp-compress and rasp-rewrite do alike with files and streams.
//
//     Corpus corpus = load_corpus(path, {.format = format}, interruption);
//     write_output(out, json_text(compression_json(corpus, compression, penalty, options)));
//     print_summary(text, {out, save_rewritten});

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/library/library.hpp"
#include "compressor/output/compression_json.hpp"
#include "lambda/terms/cost.hpp"
#include "support/cli/interruption.hpp"
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

// Reads a corpus. A signal while standard input or a pipe is waited for ends the program.
Corpus load_corpus(const std::string& path, const ReadOptions& options, Interruption& interruption);

// Reads a library into the store of the corpus, likewise. With a prefix, the abstractions get names
// made of it and a number that nothing else has (unused_names).
Library load_library(const std::string& path, const std::optional<std::string>& rename,
                     Corpus& corpus, const Settings& settings, Interruption& interruption);

// Warns of what the library says of symbols or states and these settings have no use for.
void warn_of_free_arguments(std::string_view program, const std::string& path,
                            const lambda::TermStore& store, const Library& library,
                            const Matching& matching);

// Prints the warnings on standard error, one per line.
void print_warnings(std::string_view program, const Corpus& corpus);

// Warns of costs for primitives that neither a program nor a library of this store has: they are
// probably misspelt.
void warn_of_unused_costs(std::string_view program, const lambda::TermStore& store,
                          const lambda::CostModel& costs);

// Throws InputError if one of the files cannot be written. Call it before hours of work.
void check_outputs(std::initializer_list<OptionalPath> paths);

// Returns the JSON as it is written to files, with a newline at the end.
std::string json_text(const OutputJson& json);

// Returns whether the path is "-" or another name of standard output.
bool is_standard_output(const OptionalPath& path);

// Writes the result to the file of --out, if there is one, and to standard output for --json.
void write_json(const OutputJson& json, const OptionalPath& out, bool as_json);

// Prints the text on standard output, or on standard error if an output goes to standard output.
void print_summary(const std::string& text, std::initializer_list<OptionalPath> outputs);

} // namespace rasp_stitch::compressor
