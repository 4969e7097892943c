#include "compressor/program/corpus_options.hpp"

#include "compressor/program/corpus_files.hpp"
#include "lambda/terms/parse.hpp"
#include "rasp/source/source_corpus.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/json/repeated_member.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

constexpr std::int64_t most_cost = 1'000'000;

std::map<std::string, lambda::Cost> primitive_costs(std::string_view option,
                                                    const std::string& text) {
    std::map<std::string, lambda::Cost> costs;
    try {
        const Json json = parse_json(text, NonFinite::number);
        for (const auto& [name, value] : JsonCursor(json).members()) {
            costs.emplace(name, value.integer(0, most_cost));
        }
        if (const std::optional<std::string> repeated = repeated_member(text)) {
            throw InputError({.found = "two costs for " + quote_excerpt(*repeated),
                              .expected = "each primitive once"});
        }
    } catch (InputError& error) {
        error.add_source("--" + std::string(option));
        throw;
    }
    return costs;
}

template <class Variable>
OptionValue any_name_prefix(Variable& prefix) {
    return {.store = [&prefix](std::string_view name, const std::string& text) {
        if (text.empty() || text.front() == '#' || !lambda::is_primitive_name(text + "0")) {
            throw InputError({.found = fmt::format("--{} {} does not make names of primitives",
                                                   name, quote_excerpt(text)),
                              .expected =
                                  "characters other than blanks, parentheses and semicolons, "
                                  "not beginning with $ or #, not lam_, lambda_ or λ_"});
        }
        prefix = text;
    }};
}

} // namespace

void add_cost_rows(std::vector<OptionRow>& rows, lambda::CostModel& costs, CostTexts& texts) {
    const auto cost = [](lambda::Cost& variable) { return whole(variable, 0, most_cost); };
    const OptionValue of_primitives = {
        .store = [&costs, &texts](std::string_view name, const std::string& text) {
            costs.primitives = primitive_costs(name, text);
            texts.primitives = text;
        }};
    const std::vector<OptionRow> cost_rows = {
        {"Costs", "cost-lam", 0, "N", cost(costs.lambda), "1", "cost of a lambda"},
        {"Costs", "cost-app", 0, "N", cost(costs.application), "1",
         "cost of an application to one argument"},
        {"Costs", "cost-var", 0, "N", cost(costs.variable), "100", "cost of a variable"},
        {"Costs", "cost-ivar", 0, "N", cost(texts.metavariable), "100",
         "cost of #0, #1, ... in the body of an abstraction; as in Stitch, it only stands in "
         "\"args\" and changes no result, because utilities count #0 as 0"},
        {"Costs", "cost-prim-default", 0, "N", cost(costs.primitive), "100",
         "cost of a primitive, and of the name of an abstraction"},
        {"Costs", "cost-prim", 0, "JSON", of_primitives, "{}",
         "costs of certain primitives, such as {\"select\": 200}"},
    };
    rows.insert(rows.end(), cost_rows.begin(), cost_rows.end());
}

OutputJson costs_json(const lambda::CostModel& costs, const CostTexts& texts) {
    return {{"cost_lam", costs.lambda},
            {"cost_app", costs.application},
            {"cost_var", costs.variable},
            {"cost_ivar", texts.metavariable},
            {"cost_prim_default", costs.primitive},
            {"cost_prim", texts.primitives}};
}

std::vector<OptionRow> library_rows(OptionValue library, std::optional<std::string>& rename,
                                    const std::string& use) {
    return {{"Library", "library", 'l', "FILE", std::move(library), "",
             use + "; the file is what rasp-compress --out or Stitch wrote, a JSON list of objects "
                   "with \"name\" and \"body\", or a file of RASP, FILE.rasp, whose functions and "
                   "s-ops are abstractions; - for standard input"},
            {"Library", "rename", 0, "PREFIX", name_prefix(rename), "",
             "name the abstractions of the library by this and a number, in case the corpus uses "
             "their names"}};
}

OptionRow named_variables_row(bool& named_variables) {
    return {"Output",
            "named-variables",
            0,
            "",
            flag(named_variables),
            "",
            "name the variables in the summary: (lam x (f x)) in place of (lam (f $0))"};
}

OptionRow format_row(std::optional<CorpusFormat>& format) {
    std::vector<NamedValue<CorpusFormat>> formats;
    for (const CorpusFormatRow& row : corpus_formats) {
        formats.emplace_back(row.name, row.format);
    }
    return {"Input",
            "fmt",
            0,
            "FORMAT",
            choice(format, std::move(formats)),
            "",
            "programs-list, dreamcoder or rasp; detected from the content unless given"};
}

OptionValue name_prefix(std::string& prefix) {
    return any_name_prefix(prefix);
}

OptionValue name_prefix(std::optional<std::string>& prefix) {
    return any_name_prefix(prefix);
}

std::vector<std::string> sources_of(const std::vector<std::string>& paths) {
    if (std::ranges::all_of(paths, rasp::is_source_path)) {
        return paths;
    }
    if (paths.size() > 1) {
        throw InputError(
            {.found = "several corpora", .expected = "one corpus, or files of RASP, FILE.rasp"});
    }
    return {};
}

} // namespace rasp_stitch::compressor
