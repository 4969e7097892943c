#pragma once

// The options that restrict where abstractions match (Matching in compressor/corpus/settings.hpp):
// Stitch's names and forms, and two of our own, --fixed-arity and --types.
//
//     add_matching_rows(rows, options);
//     settings.matching = matching(options, corpus); // reads the files that the options name
//
// These functions throw InputError if the user made a mistake.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/output/output_json.hpp"
#include "support/options/option_row.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

struct MatchingOptions {
    std::vector<std::uint32_t> fused_lambda_tags;
    std::string symvar_prefix;
    std::optional<std::string> tdfa_json_path; // a path, "-" for standard input
    std::optional<std::string> tdfa_root;
    std::optional<std::string> valid_metavars;           // JSON
    std::optional<std::string> valid_roots;              // JSON
    std::optional<std::string> tdfa_non_eta_long_states; // JSON
    std::optional<std::string> tdfa_split;
    std::optional<std::string> fixed_arity; // JSON, or "all"
    std::optional<std::string> types;       // a path, "-" for standard input
};

// Adds a row for each option but `types`, and one for that, which matters only to a search.
void add_matching_rows(std::vector<OptionRow>& rows, MatchingOptions& options);
void add_type_row(std::vector<OptionRow>& rows, MatchingOptions& options);

// Throws InputError if one of the automaton's options is missing or stands alone, or if names of
// abstractions that are found, which begin with `abstraction_prefix`, would be symbols.
void check_matching_options(const MatchingOptions& options,
                            const std::optional<std::string>& abstraction_prefix = {});

// Throws InputError if an automaton is to read what --eta-long makes.
void check_automaton_form(const MatchingOptions& options, const Forms& forms);

Matching matching(const MatchingOptions& options, const Corpus& corpus);

// Adds the options to what Stitch's configuration of a step says.
void write_matching_arguments(const MatchingOptions& options, OutputJson& step);

} // namespace rasp_stitch::compressor
