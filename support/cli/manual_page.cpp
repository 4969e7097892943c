#include "support/cli/manual_page.hpp"

#include "support/cli/exit_codes.hpp"
#include "support/cli/option_text.hpp"
#include "support/cli/wrapped_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace rasp_stitch {

namespace {

constexpr std::size_t source_width = 78; // of the lines of the page's source
constexpr std::size_t indentation = 4;   // of commands in examples

// Returns the text with the characters escaped that roff prints as others. A hyphen becomes a
// minus, so that an option can be copied from the page.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char character : text) {
        switch (character) {
        case '\\':
            result += "\\e";
            break;
        case '-':
            result += "\\-";
            break;
        case '\'':
            result += "\\(aq";
            break;
        case '`':
            result += "\\(ga";
            break;
        case '^':
            result += "\\(ha";
            break;
        case '~':
            result += "\\(ti";
            break;
        default:
            result += character;
        }
    }
    return result;
}

// Returns a line of the source. A dot at its beginning would call a macro.
std::string line(std::string_view text) {
    return fmt::format("{}{}\n", text.starts_with('.') ? "\\&" : "", text);
}

std::string bold(std::string_view text) {
    return "\\fB" + escaped(text) + "\\fP";
}

std::string italic(std::string_view text) {
    return "\\fI" + escaped(text) + "\\fP";
}

// Returns the text with what stands between two backticks in bold.
std::string with_code(std::string_view text) {
    std::string result;
    while (true) {
        const std::size_t begin = text.find('`');
        const std::size_t end = begin == text.npos ? text.npos : text.find('`', begin + 1);
        if (end == text.npos) {
            return result + escaped(text);
        }
        result += escaped(text.substr(0, begin)) + bold(text.substr(begin + 1, end - begin - 1));
        text.remove_prefix(end + 1);
    }
}

// Returns prose as lines of the source, with the macro between lines that a newline separates.
std::string prose(std::string_view text, std::string_view between) {
    std::string page;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        page += page.empty() ? "" : between;
        for (const std::string& part : wrapped(with_code(text.substr(0, end)), source_width)) {
            page += line(part);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return page;
}

std::string tagged(const std::string& tag, std::string_view text) {
    return ".TP\n" + line(tag) + prose(text, ".br\n");
}

// "rasp-dream-generate" of "rasp-dream generate".
std::string page_name(std::string_view command) {
    std::string name(command);
    std::ranges::replace(name, ' ', '-');
    return name;
}

std::string heading(const Command& command) {
    std::string title = page_name(command.name);
    std::ranges::transform(title, title.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return fmt::format(".TH {} 1 {} \"rasp-stitch {}\" rasp-stitch\n", escaped(title),
                       command.version.date.empty() ? "\"\"" : command.version.date,
                       command.version.number);
}

std::string synopsis(const Command& command) {
    std::string page = ".SH SYNOPSIS\n";
    std::string_view between;
    for (const std::string_view usage : command.usage) {
        page += between;
        page += line(bold(command.name) + ' ' + escaped(usage));
        between = ".br\n";
    }
    return page;
}

std::string tag_of(const OptionRow& row) {
    const std::string name = bold(fmt::format("--{}", row.name));
    const std::string names =
        row.letter == 0 ? name : bold(fmt::format("-{}", row.letter)) + ", " + name;
    return row.value.is_flag ? names : names + ' ' + italic(row.value_name);
}

std::string options(std::span<const OptionRow> rows) {
    std::string page = ".SH OPTIONS\n";
    for (const std::string_view group : groups_of(rows)) {
        page += fmt::format(".SS {}\n", escaped(group));
        for (const OptionRow& row : rows) {
            if (row.group == group) {
                page += tagged(tag_of(row), explanation_of(row));
            }
        }
    }
    return page;
}

// Lines that begin with a blank are commands.
std::string examples(std::span<const std::string_view> lines) {
    std::string page;
    bool is_command = false;
    for (const std::string_view text : lines) {
        const bool was_command = is_command;
        is_command = text.starts_with(' ');
        if (was_command && !is_command) {
            page += ".EE\n.RE\n";
        }
        if (!was_command && is_command) {
            page += ".PP\n.RS 4\n.EX\n";
        }
        if (is_command) {
            page += line(escaped(text.substr(std::min(text.find_first_not_of(' '), indentation))));
        } else if (!text.empty()) {
            page += (page.empty() ? "" : ".PP\n") + prose(text, ".br\n");
        }
    }
    return ".SH EXAMPLES\n" + page + (is_command ? ".EE\n.RE\n" : "");
}

std::string exit_status() {
    std::string page = ".SH EXIT STATUS\n";
    for (const ExitCodeRow& row : exit_codes()) {
        page += tagged(bold(fmt::format("{}", static_cast<int>(row.code))), row.meaning);
    }
    return page;
}

// The pages of the subcommands, or that of the program.
std::string see_also(const Command& command) {
    std::vector<std::string> pages;
    if (command.program() != command.name) {
        pages.emplace_back(command.program());
    }
    for (const Subcommand& subcommand : command.subcommands) {
        pages.push_back(page_name(fmt::format("{} {}", command.program(), subcommand.name)));
    }
    std::string page;
    for (const std::string& other : pages) {
        page +=
            fmt::format("{}.BR {} (1)", page.empty() ? ".SH SEE ALSO\n" : " ,\n", escaped(other));
    }
    return page.empty() ? page : page + '\n';
}

} // namespace

std::string manual_page(const Command& command) {
    std::string page = heading(command);
    page += ".SH NAME\n" +
            line(escaped(page_name(command.name)) + " \\- " + escaped(command.title)) +
            synopsis(command) + ".SH DESCRIPTION\n" + prose(command.summary, ".PP\n");
    if (!command.rows.empty()) {
        page += options(command.rows);
    }
    if (!command.examples.empty()) {
        page += examples(command.examples);
    }
    return page + exit_status() + see_also(command);
}

} // namespace rasp_stitch
