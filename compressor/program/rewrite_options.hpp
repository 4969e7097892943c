#pragma once

// What the user of rasp-rewrite asked for.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/output/compression_json.hpp"
#include "compressor/program/matching_options.hpp"
#include "compressor/program/names_file.hpp"
#include "lambda/terms/cost.hpp"
#include "rasp/print/print_form.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

struct RewriteOptions {
    std::string library;              // a path, "-" for standard input
    std::string corpus;               // likewise
    std::vector<std::string> sources; // or files of RASP, of which `corpus` is the first
    rasp::PrintOptions print;
    NamesFile names;
    PlainNames plain_names; // what it says
    std::optional<CorpusFormat> format;
    std::optional<std::string> rename; // the prefix of other names for the abstractions
    Forms forms = {};
    MatchingOptions matching = {};
    lambda::CostModel costs = {};
    std::optional<std::string> out;            // a path, "-" for standard output
    std::optional<std::string> save_rewritten; // likewise
    std::optional<std::string> report;         // likewise
    bool rewritten_intermediates = false;
    bool rewritten_dreamcoder = false;
    bool named_variables = false;
    bool as_json = false; // on standard output
    bool quiet = false;
    OutputJson arguments; // all of it ("args")
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError if the options are not valid.
std::optional<RewriteOptions> parse_rewrite_options(int argc, const char* const* argv);

// Returns the settings for this corpus. Throws InputError if the automaton is not valid.
Settings rewrite_settings(const RewriteOptions& options, const Corpus& corpus);

} // namespace rasp_stitch::compressor
