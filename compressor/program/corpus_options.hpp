#pragma once

// The options that rasp-compress and rasp-rewrite share: the costs, the form of the corpus, names
// of abstractions, and the check of the paths that are read and written.
//
//     std::vector<OptionRow> rows = {format_row(options.format)};
//     add_cost_rows(rows, options.costs, cost_texts);
//
// These functions throw InputError if the user made a mistake.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/output/output_json.hpp"
#include "lambda/terms/cost.hpp"
#include "rasp/print/print_form.hpp"
#include "support/options/option_row.hpp"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

// What "args" repeats of the costs, and the cost model does not have.
struct CostTexts {
    std::string primitives;      // the text of --cost-prim
    lambda::Cost metavariable{}; // --cost-ivar, which changes nothing
};

// Adds --cost-lam, --cost-app, --cost-var, --cost-ivar, --cost-prim-default and --cost-prim.
void add_cost_rows(std::vector<OptionRow>& rows, lambda::CostModel& costs, CostTexts& texts);

// Returns the costs as Stitch writes them.
OutputJson costs_json(const lambda::CostModel& costs, const CostTexts& texts);

// Returns the row of --fmt. If the option is not given, the content decides the format.
OptionRow format_row(std::optional<CorpusFormat>& format);

// Returns the rows of --library and --rename. `use` says what the program does with the library.
std::vector<OptionRow> library_rows(OptionValue library, std::optional<std::string>& rename,
                                    const std::string& use);

// Returns the row of --named-variables.
OptionRow named_variables_row(bool& named_variables);

// Reads a text that becomes the name of a primitive when a number is appended. Throws InputError if
// it does not.
OptionValue name_prefix(std::string& prefix);
OptionValue name_prefix(std::optional<std::string>& prefix);

// Returns the paths if all are of files of RASP, and none for a single other one; throws InputError
// for several corpora.
std::vector<std::string> sources_of(const std::vector<std::string>& paths);

} // namespace rasp_stitch::compressor
