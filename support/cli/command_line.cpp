#include "support/cli/command_line.hpp"

#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/suggestion.hpp"

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace rasp_stitch {

namespace {

namespace po = boost::program_options;

void add_name(po::options_description& description, const std::string& names, bool is_flag) {
    // The description owns what is new here.
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory)
    description.add_options()(names.c_str(), new po::untyped_value(is_flag), "");
}

po::options_description description_of(std::span<const OptionRow> table) {
    po::options_description description;
    for (const OptionRow& row : table) {
        std::string names(row.name);
        if (row.letter != 0) {
            names += ',';
            names += row.letter;
        }
        add_name(description, names, row.value.is_flag);
        for (const std::string_view old_name : row.old_names) {
            add_name(description, std::string(old_name), row.value.is_flag);
        }
    }
    return description;
}

std::string_view without_dashes(std::string_view word) {
    return word.substr(std::min(word.find_first_not_of('-'), word.size()));
}

// The row of a name or letter, with or without its dashes.
std::size_t row_of(std::span<const OptionRow> table, std::string_view option) {
    const std::string_view name = without_dashes(option);
    for (std::size_t row = 0; row < table.size(); ++row) {
        const bool is_letter = name.size() == 1 && table[row].letter == name.front();
        if (table[row].is_called(name) || is_letter) {
            return row;
        }
    }
    throw std::logic_error(fmt::format("there is no option {} in the table", option));
}

// The old name of an option is a hint at its new one, and the first letter at the whole.
std::optional<std::string_view> suggestion(std::span<const OptionRow> table,
                                           std::string_view name) {
    std::vector<std::string_view> names;
    for (const OptionRow& row : table) {
        names.push_back(row.name);
        names.insert(names.end(), row.old_names.begin(), row.old_names.end());
    }
    std::optional<std::string_view> nearest = nearest_word(name, names);
    const auto begun = std::ranges::find_if(
        names, [&](std::string_view known) { return name.size() == 1 && known.starts_with(name); });
    if (!nearest && begun != names.end()) {
        nearest = *begun;
    }
    return nearest ? std::optional(table[row_of(table, *nearest)].name) : std::nullopt;
}

InputError unknown_option(std::span<const OptionRow> table, std::string_view word) {
    const std::string_view option =
        word.substr(0, word.find('=', 3)); // a name has a letter at least
    std::string found = "unknown option " + safe_excerpt(option, 40);
    if (const auto meant = suggestion(table, without_dashes(option))) {
        found += fmt::format("; did you mean --{}?", *meant);
    }
    return InputError({.found = std::move(found)});
}

InputError value_missing(const OptionRow& row) {
    return InputError({.found = fmt::format("--{} needs a value", row.name),
                       .expected = fmt::format("--{} {}", row.name, row.value_name)});
}

InputError wrong_value(const OptionRow& row) {
    return row.value.is_flag ? InputError({.found = fmt::format("--{} takes no value", row.name)})
                             : value_missing(row);
}

// Boost takes any word for the value that an option waits for.
bool is_option(std::span<const OptionRow> table, std::string_view word) {
    return std::any_of(table.begin(), table.end(), [&](const OptionRow& row) {
        const bool is_name =
            word.starts_with("--") && row.is_called(without_dashes(word.substr(0, word.find('='))));
        const bool is_letter = word.size() == 2 && word[0] == '-' && word[1] == row.letter;
        return is_name || is_letter;
    });
}

void add(CommandLine& line, std::span<const OptionRow> table, const po::option& option) {
    if (option.position_key >= 0) {
        line.arguments.push_back(option.value.front());
        return;
    }
    if (option.unregistered) {
        throw unknown_option(table, option.original_tokens.front());
    }
    GivenOption given = {row_of(table, option.string_key), {}};
    if (!option.value.empty()) {
        given.value = option.value.front();
        const bool is_next_word = option.original_tokens.size() > 1;
        if (is_next_word && is_option(table, given.value)) {
            throw value_missing(table[given.row]);
        }
    }
    line.options.push_back(std::move(given));
}

// Boost takes a word such as "--=3", an option without a name, for the argument "3".
void check_names(std::span<const OptionRow> table, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (word == "--") {
            break;
        }
        if (word.starts_with("--=")) {
            throw unknown_option(table, word);
        }
    }
}

} // namespace

CommandLine parse_command_line(std::span<const OptionRow> table,
                               const std::vector<std::string>& words) {
    check_names(table, words);
    using namespace po::command_line_style;
    constexpr int style = allow_long | long_allow_adjacent | long_allow_next | allow_short |
                          allow_dash_for_short | short_allow_adjacent | short_allow_next |
                          allow_sticky;
    const po::options_description description = description_of(table);
    CommandLine line;
    try {
        po::command_line_parser parser(words);
        parser.options(description).style(style).allow_unregistered();
        for (const po::option& option : parser.run().options) {
            add(line, table, option);
        }
    } catch (const po::invalid_command_line_syntax& error) {
        throw wrong_value(table[row_of(table, error.get_option_name())]);
    }
    return line;
}

} // namespace rasp_stitch
