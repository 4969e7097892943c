#include "compressor/program/rasp_shared_options.hpp"

#include "lambda/terms/parse.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <system_error>

namespace rasp_stitch::compressor {

namespace {

constexpr std::int64_t most_cost = 1'000'000;

constexpr std::array rows = {
    OptionRow{"Costs", "cost-lam", 0, "N", "1", "cost of a lambda"},
    OptionRow{"Costs", "cost-app", 0, "N", "1", "cost of an application to one argument"},
    OptionRow{"Costs", "cost-var", 0, "N", "100", "cost of a variable"},
    OptionRow{"Costs", "cost-prim-default", 0, "N", "100",
              "cost of a primitive, and of the name of an abstraction"},
    OptionRow{"Costs", "cost-prim", 0, "JSON", "{}",
              "costs of certain primitives, such as {\"select\": 200}"},

    OptionRow{"Input", "fmt", 0, "FORMAT", "",
              "programs-list, dreamcoder or rasp; told by the content unless given"},
};

std::map<std::string, lambda::Cost> primitive_costs(const std::string& text) {
    std::map<std::string, lambda::Cost> costs;
    try {
        const Json json = parse_json(text);
        for (const auto& [name, value] : JsonCursor(json).members()) {
            costs.emplace(name, value.integer(0, most_cost));
        }
    } catch (InputError& error) {
        error.add_source("--cost-prim");
        throw;
    }
    return costs;
}

// Whether two paths lead to one file. Standard streams ("-") are no files.
bool are_same_file(const std::string& left, const std::string& right) {
    std::error_code ignored;
    return left != "-" && right != "-" &&
           (left == right || std::filesystem::equivalent(left, right, ignored));
}

} // namespace

std::span<const OptionRow> shared_option_rows() {
    return rows;
}

std::vector<OptionRow> joined_rows(std::initializer_list<std::span<const OptionRow>> parts) {
    std::vector<OptionRow> all;
    for (const std::span<const OptionRow> part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

lambda::CostModel cost_model(const Options& options) {
    return {.lambda = options.integer("cost-lam", 0, most_cost),
            .application = options.integer("cost-app", 0, most_cost),
            .variable = options.integer("cost-var", 0, most_cost),
            .primitive = options.integer("cost-prim-default", 0, most_cost),
            .primitives = primitive_costs(options.text("cost-prim"))};
}

std::optional<CorpusFormat> corpus_format(const Options& options) {
    const std::string name = options.text("fmt");
    if (name.empty()) {
        return std::nullopt;
    }
    std::vector<std::string_view> known;
    for (const CorpusFormatRow& row : corpus_formats) {
        if (row.name == name) {
            return row.format;
        }
        known.push_back(row.name);
    }
    fail_unknown("fmt", name, known);
}

void fail_unknown(std::string_view option, const std::string& given,
                  std::span<const std::string_view> known) {
    std::string expected = "one of";
    for (const std::string_view name : known) {
        expected += (name == known.front() ? " " : ", ") + std::string(name);
    }
    throw InputError(
        {.found = "--" + std::string(option) + " does not know " + quote_excerpt(given),
         .expected = expected});
}

void check_prefix(std::string_view option, const std::string& prefix) {
    if (prefix.empty() || prefix.front() == '#' || !lambda::is_primitive_name(prefix + "0")) {
        throw InputError({.found = "--" + std::string(option) + " " + quote_excerpt(prefix) +
                                   " does not make names of primitives",
                          .expected = "characters other than blanks, parentheses and semicolons, "
                                      "not beginning with $ or #, not lam_ or lambda_"});
    }
}

void check_paths(std::span<const NamedPath> inputs, std::span<const NamedPath> outputs) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        for (std::size_t k = i + 1; k < inputs.size(); ++k) {
            if (inputs[i].path == "-" && inputs[k].path == "-") {
                throw InputError({.found = fmt::format("the {} and the {} are both to come from "
                                                       "standard input",
                                                       inputs[i].name, inputs[k].name),
                                  .expected = "a file for one of them"});
            }
        }
    }
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const auto& [option, path] = outputs[i];
        if (!path) {
            continue;
        }
        for (const NamedPath& input : inputs) {
            if (input.path && are_same_file(*path, *input.path)) {
                throw InputError({.found = fmt::format("{} names the {} itself, {}", option,
                                                       input.name, quote_excerpt(*path)),
                                  .expected = fmt::format(
                                      "another file, so that the {} is not lost", input.name)});
            }
        }
        for (const NamedPath& other : outputs.subspan(i + 1)) {
            if (other.path == path) {
                throw InputError({.found = fmt::format("{} and {} name the same file, {}", option,
                                                       other.name, quote_excerpt(*path)),
                                  .expected = "a file for each of them"});
            }
        }
    }
}

} // namespace rasp_stitch::compressor
