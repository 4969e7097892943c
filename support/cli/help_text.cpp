#include "support/cli/help_text.hpp"

#include "support/cli/option_text.hpp"
#include "support/cli/wrapped_text.hpp"
#include "support/text/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace rasp_stitch {

namespace {

constexpr std::size_t page_width = 80;
constexpr std::size_t widest_names = 30;
constexpr std::size_t gap = 2;

std::string names_of(const OptionRow& row) {
    std::string names = "  ";
    names += row.letter != 0 ? std::string{'-', row.letter, ',', ' '} : std::string(4, ' ');
    names += "--";
    names += row.name;
    if (!row.value.is_flag) {
        names += ' ';
        names += row.value_name;
    }
    return names;
}

void append_row(std::string& page, const OptionRow& row, std::size_t column) {
    const std::string names = names_of(row);
    page += names;
    std::size_t used = count_characters(names);
    if (used + gap > column) {
        page += '\n';
        used = 0;
    }
    for (const std::string& line : wrapped(explanation_of(row), page_width - column)) {
        if (!line.empty()) {
            page.append(column - used, ' ');
            page += line;
        }
        page += '\n';
        used = 0;
    }
}

std::size_t help_column(std::span<const OptionRow> table) {
    std::size_t widest = 0;
    for (const OptionRow& row : table) {
        if (row.group.empty()) {
            continue;
        }
        const std::size_t width = count_characters(names_of(row));
        if (width <= widest_names) {
            widest = std::max(widest, width);
        }
    }
    return widest + gap;
}

void append_options(std::string& page, std::span<const OptionRow> table) {
    const std::size_t column = help_column(table);
    for (const std::string_view group : groups_of(table)) {
        page += '\n';
        page += group;
        page += ":\n";
        for (const OptionRow& row : table) {
            if (row.group == group) {
                append_row(page, row, column);
            }
        }
    }
}

} // namespace

std::string help_text(const Command& command) {
    std::string text;
    std::string_view lead = "Usage: ";
    for (const std::string_view line : command.usage) {
        text += lead;
        text += command.name;
        text += ' ';
        text += line;
        text += '\n';
        lead = "       ";
    }
    if (!command.summary.empty()) {
        text += '\n';
        for (const std::string& line : wrapped(command.summary, page_width)) {
            text += line + '\n';
        }
    }
    append_options(text, command.rows);
    if (!command.examples.empty()) {
        text += "\nExamples:\n";
        for (const std::string_view line : command.examples) {
            text += line.empty() ? "" : "  ";
            text += line;
            text += '\n';
        }
    }
    return text;
}

} // namespace rasp_stitch
