#include "support/cli/completion.hpp"

#include <fmt/format.h>

#include <span>
#include <string_view>
#include <vector>

namespace rasp_stitch {

namespace {

// A function of the name of its file, which zsh finds in $fpath, and which defines itself when the
// file is sourced.
constexpr std::string_view script = R"(#compdef {0}
# Completion of {0} in zsh: source <({0} --completion zsh)
_{0}() {{
{1}    _arguments -s -S{2}
}}
if [[ $funcstack[1] == _{0} ]]; then
    _{0} "$@"
else
    compdef _{0} {0}
fi
)";

constexpr std::string_view branch = R"(    if [[ $words[2] == {0} && CURRENT -gt 2 ]]; then
        shift words
        (( CURRENT-- ))
        _arguments -s -S{1}
        return
    fi
)";

// Returns the text between quotes of the shell.
std::string in_quotes(std::string_view text) {
    std::string result = "'";
    for (const char character : text) {
        result += character == '\'' ? "'\\''" : std::string(1, character);
    }
    return result + "'";
}

// Returns the text with what _arguments would read as a part of its own escaped.
std::string plain(std::string_view text) {
    std::string result;
    for (const char character : text) {
        if (std::string_view("[]:\\").find(character) != std::string_view::npos) {
            result += '\\';
        }
        result += character == '\n' ? ' ' : character;
    }
    return result;
}

std::string action_of(const OptionValue& value) {
    if (!value.words.empty()) {
        return fmt::format("({})", fmt::join(value.words, " "));
    }
    switch (value.completion) {
    case OptionCompletion::files:
        return "_files";
    case OptionCompletion::folders:
        return "_files -/";
    case OptionCompletion::nothing:
        break;
    }
    return " "; // a value of which nothing is known
}

// Returns the specifications of an option: one for its name, and one for its letter.
std::string specifications_of(const OptionRow& row) {
    const std::string value =
        row.value.is_flag ? "" : fmt::format(":{}:{}", plain(row.value_name), action_of(row.value));
    const std::string help = fmt::format("[{}]", plain(row.help));
    const std::string name = fmt::format("--{}", row.name);
    const std::string letter = row.letter == 0 ? "" : fmt::format("-{}", row.letter);
    const std::string excluded = row.value.is_repeatable ? "*"
                                 : letter.empty()        ? ""
                                                         : fmt::format("({} {})", letter, name);
    const std::string_view after_name = row.value.is_flag ? "" : "=";
    const std::string_view after_letter = row.value.is_flag ? "" : "+";
    std::string all = " \\\n        " +
                      in_quotes(fmt::format("{}{}{}{}{}", excluded, name, after_name, help, value));
    if (!letter.empty()) {
        all += " \\\n        " +
               in_quotes(fmt::format("{}{}{}{}{}", excluded, letter, after_letter, help, value));
    }
    return all;
}

std::string specifications_of(std::span<const OptionRow> rows) {
    std::string all;
    for (const OptionRow& row : rows) {
        all += specifications_of(row);
    }
    return all;
}

} // namespace

std::string zsh_completion(const Command& command) {
    std::string branches;
    std::vector<std::string_view> names;
    for (const Subcommand& subcommand : command.subcommands) {
        branches +=
            fmt::format(branch, subcommand.name,
                        specifications_of(subcommand.rows) + " \\\n        '*:file:_files'");
        names.push_back(subcommand.name);
    }
    const std::string first =
        names.empty()
            ? ""
            : " \\\n        " +
                  in_quotes(fmt::format("1:file:{{ _alternative \"subcommands:subcommand:({})\" "
                                        "\"files:file:_files\" }}",
                                        fmt::join(names, " ")));
    return fmt::format(script, command.program(), branches,
                       specifications_of(command.rows) + first + " \\\n        '*:file:_files'");
}

} // namespace rasp_stitch
