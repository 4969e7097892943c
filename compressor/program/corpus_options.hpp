#pragma once

// The options that rasp-compress and rasp-rewrite share: the costs, the form of the corpus, names
// of abstractions, and the check of the paths that are read and written.
//
//     std::vector<OptionRow> rows = {format_row(options.format)};
//     add_cost_rows(rows, options.costs, cost_prim);
//
// These functions throw InputError if the user made a mistake.

#include "compressor/corpus/read_corpus.hpp"
#include "lambda/terms/cost.hpp"
#include "support/options/option_row.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

// Adds --cost-lam, --cost-app, --cost-var, --cost-prim-default and --cost-prim, whose text goes to
// `cost_prim` as well.
void add_cost_rows(std::vector<OptionRow>& rows, lambda::CostModel& costs, std::string& cost_prim);

// Returns the row of --fmt. If the option is not given, the content decides the format.
OptionRow format_row(std::optional<CorpusFormat>& format);

// Reads a text that becomes the name of a primitive when a number is appended. Throws InputError if
// it does not.
OptionValue name_prefix(std::string& prefix);
OptionValue name_prefix(std::optional<std::string>& prefix);

// A file that a program reads or writes, as messages call it: {"corpus", path}, {"--out", path}.
struct NamedPath {
    std::string_view name;
    std::optional<std::string> path;
};

// Throws InputError if an output would overwrite an input, if two outputs have the same path, or if
// two inputs are standard input.
void check_paths(std::span<const NamedPath> inputs, std::span<const NamedPath> outputs);

} // namespace rasp_stitch::compressor
