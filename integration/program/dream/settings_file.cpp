#include "integration/program/dream/settings_file.hpp"

#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/suggestion.hpp"

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>

#include <optional>
#include <sstream>
#include <vector>

namespace rasp_stitch::loop {

namespace po = boost::program_options;

namespace {

const OptionRow& row_named(std::span<const OptionRow> rows, std::string_view name) {
    std::vector<std::string_view> known;
    for (const OptionRow& row : rows) {
        if (row.is_called(name)) {
            return row;
        }
        known.push_back(row.name);
    }
    const std::optional<std::string_view> nearest = nearest_word(name, known);
    throw InputError({.found = "there is no setting " + quote_excerpt(name),
                      .expected = nearest ? quote_excerpt(*nearest)
                                          : "a long option of rasp-dream, without its dashes"});
}

void add(OptionTexts& options, const OptionRow& row, const std::string& value) {
    const std::string name(row.name);
    const bool is_set = !row.value.is_flag || value == "true";
    if (!is_set && value != "false") {
        throw InputError(
            {.found = name + " is " + quote_excerpt(value), .expected = "true or false"});
    }
    if (is_set && !options.emplace(name, row.value.is_flag ? "" : value).second) {
        throw InputError({.found = name + " is set twice"});
    }
}

std::string text_of(const JsonCursor& json) {
    if (json.is_string()) {
        return json.string();
    }
    if (!json.is_number() && !json.is_boolean()) {
        json.fail("found " + quote_excerpt(json.value().dump()),
                  "a number, a string, true or false");
    }
    return json.value().dump();
}

OptionTexts ini_options(std::string_view text, std::span<const OptionRow> rows) {
    po::options_description description;
    for (const OptionRow& row : rows) {
        description.add_options()(std::string(row.name).c_str(), po::value<std::string>());
    }
    std::istringstream stream{std::string(text)};
    OptionTexts options;
    try {
        constexpr bool and_other_names = true; // for a message of our own
        for (const po::option& option :
             po::parse_config_file(stream, description, and_other_names).options) {
            add(options, row_named(rows, option.string_key),
                option.value.empty() ? "" : option.value.back());
        }
    } catch (const po::error& error) {
        throw InputError({.found = error.what(), .expected = "lines NAME = VALUE, or JSON"});
    }
    return options;
}

} // namespace

OptionTexts json_options(const JsonCursor& json, std::span<const OptionRow> rows) {
    OptionTexts options;
    for (const auto& [name, value] : json.members()) {
        try {
            const OptionRow& row = row_named(rows, name);
            if (!value.is_null()) {
                add(options, row, text_of(value));
            }
        } catch (InputError& error) {
            error.add_pointer(value.pointer());
            throw;
        }
    }
    return options;
}

OptionTexts config_options(std::string_view text, std::span<const OptionRow> rows) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || (text[start] != '{' && text[start] != '[')) {
        return ini_options(text, rows);
    }
    const Json document = parse_json(text);
    return json_options(JsonCursor(document), rows);
}

} // namespace rasp_stitch::loop
