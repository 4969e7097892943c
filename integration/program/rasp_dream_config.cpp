#include "integration/program/rasp_dream_config.hpp"

#include "integration/program/rasp_dream_help.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/suggestion.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <vector>

namespace rasp_stitch::loop {

namespace po = boost::program_options;

namespace {

constexpr std::array<std::string_view, 4> only_in_command_lines = {"config", "resume", "help",
                                                                   "version"};

std::vector<const OptionRow*> rows_of_config() {
    std::vector<const OptionRow*> rows;
    for (const OptionRow& row : rasp_dream_rows()) {
        if (std::ranges::find(only_in_command_lines, row.name) == only_in_command_lines.end()) {
            rows.push_back(&row);
        }
    }
    return rows;
}

const OptionRow& row_named(std::string_view name) {
    std::vector<std::string_view> known;
    for (const OptionRow* row : rows_of_config()) {
        if (row->name == name) {
            return *row;
        }
        known.push_back(row->name);
    }
    const std::optional<std::string_view> nearest = nearest_word(name, known);
    throw InputError({.found = "there is no setting " + quote_excerpt(name),
                      .expected = nearest ? quote_excerpt(*nearest)
                                          : "a long option of rasp-dream, without its dashes"});
}

void add(OptionTexts& options, const std::string& name, const std::string& value) {
    if (!row_named(name).is_flag()) {
        options.emplace(name, value);
    } else if (value == "true") {
        options.emplace(name, "");
    } else if (value != "false") {
        throw InputError(
            {.found = name + " is " + quote_excerpt(value), .expected = "true or false"});
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

OptionTexts ini_options(std::string_view text) {
    po::options_description description;
    for (const OptionRow* row : rows_of_config()) {
        description.add_options()(std::string(row->name).c_str(), po::value<std::string>());
    }
    std::istringstream stream{std::string(text)};
    OptionTexts options;
    try {
        constexpr bool and_other_names = true; // for a message of our own
        for (const po::option& option :
             po::parse_config_file(stream, description, and_other_names).options) {
            if (options.contains(option.string_key)) {
                throw InputError({.found = option.string_key + " stands there twice"});
            }
            add(options, option.string_key, option.value.empty() ? "" : option.value.back());
        }
    } catch (const po::error& error) {
        throw InputError({.found = error.what(), .expected = "lines NAME = VALUE, or JSON"});
    }
    return options;
}

} // namespace

OptionTexts json_options(const JsonCursor& json) {
    OptionTexts options;
    for (const auto& [name, value] : json.members()) {
        try {
            row_named(name);
            if (!value.is_null()) {
                add(options, name, text_of(value));
            }
        } catch (InputError& error) {
            error.add_pointer(value.pointer());
            throw;
        }
    }
    return options;
}

OptionTexts config_options(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || (text[start] != '{' && text[start] != '[')) {
        return ini_options(text);
    }
    const Json document = parse_json(text);
    return json_options(JsonCursor(document));
}

} // namespace rasp_stitch::loop
