#pragma once

// What rasp-compress and rasp-rewrite have in common on their command lines: the costs, the form of
// the corpus, and how complaints read.
//
//     const std::vector<OptionRow> rows = joined_rows({own_rows, shared_option_rows(), more_rows});
//     const Options options(rows, {.name = "CORPUS.json", .least = 0, .most = 1}, argc, argv);
//     settings.costs = cost_model(options);
//     parsed.format = corpus_format(options);
//
// What the user got wrong is an InputError.

#include "compressor/corpus/read_corpus.hpp"
#include "lambda/terms/cost.hpp"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch {

class Options;
struct OptionRow;

} // namespace rasp_stitch

namespace rasp_stitch::compressor {

// Of the groups "Costs" (--cost-lam, --cost-app, --cost-var, --cost-prim-default, --cost-prim) and
// "Input" (--fmt).
std::span<const OptionRow> shared_option_rows();

std::vector<OptionRow> joined_rows(std::initializer_list<std::span<const OptionRow>> parts);

lambda::CostModel cost_model(const Options& options);

// Nothing where the content is to tell.
std::optional<CorpusFormat> corpus_format(const Options& options);

// Complains that the option does not know what it was given.
[[noreturn]] void fail_unknown(std::string_view option, const std::string& given,
                               std::span<const std::string_view> known);

// Whether numbers after the prefix make names of primitives; complains about the option if not.
void check_prefix(std::string_view option, const std::string& prefix);

// Files that a program reads and writes, as messages call them: {"corpus", path}, {"--out", path}.
struct NamedPath {
    std::string_view name;
    std::optional<std::string> path;
};

// Complains where an output would overwrite an input, where two outputs have the same name, and
// where two inputs are standard input.
void check_paths(std::span<const NamedPath> inputs, std::span<const NamedPath> outputs);

} // namespace rasp_stitch::compressor
