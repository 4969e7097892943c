#include "support/cli/completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace rasp_stitch {

namespace {

// Names of options, words and files have no characters that are special in a double-quoted string.
constexpr std::string_view script = R"(# Completion of {0} in bash: source <({0} --completion bash)
{1}() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
    # bash takes --name=value for three words.
    if [[ $word == = ]]; then
        word=
    elif [[ $previous == = ]]; then
        previous=${{COMP_WORDS[COMP_CWORD-2]}}
    fi
    local options
    case ${{COMP_WORDS[1]}} in
{2}    esac
}}
complete -o filenames -F {1} {0}
)";

constexpr std::string_view branch = R"(        {0})
            case $previous in
{1}                *) options="{2}" ;;
            esac
            if [[ $word == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
            else
                mapfile -t COMPREPLY < <(compgen {3}-f -- "$word")
            fi
            ;;
)";

std::string spellings(const OptionRow& row) {
    return row.letter == 0 ? fmt::format("--{}", row.name)
                           : fmt::format("--{} | -{}", row.name, row.letter);
}

// What compgen is to offer for the value of an option.
std::string choices(const OptionValue& value) {
    if (!value.words.empty()) {
        return fmt::format("-W \"{}\"", fmt::join(value.words, " "));
    }
    switch (value.completion) {
    case OptionCompletion::files:
        return "-f";
    case OptionCompletion::folders:
        return "-d";
    case OptionCompletion::nothing:
        break;
    }
    return "";
}

std::string value_case(const OptionRow& row) {
    const std::string offered = choices(row.value);
    const std::string names = spellings(row);
    return offered.empty()
               ? fmt::format("                {})\n                    COMPREPLY=()\n"
                             "                    return ;;\n",
                             names)
               : fmt::format(
                     "                {})\n"
                     "                    mapfile -t COMPREPLY < <(compgen {} -- \"$word\")\n"
                     "                    return ;;\n",
                     names, offered);
}

std::string branch_of(std::string_view pattern, std::span<const OptionRow> rows,
                      std::string_view subcommands) {
    std::string cases;
    std::vector<std::string> options;
    for (const OptionRow& row : rows) {
        if (!row.value.is_flag) {
            cases += value_case(row);
        }
        options.push_back(fmt::format("--{}", row.name));
    }
    return fmt::format(branch, pattern, cases, fmt::join(options, " "),
                       subcommands.empty() ? "" : fmt::format("-W \"{}\" ", subcommands));
}

} // namespace

std::string bash_completion(const Command& command) {
    std::string branches;
    std::vector<std::string_view> names;
    for (const Subcommand& subcommand : command.subcommands) {
        branches += branch_of(subcommand.name, subcommand.rows, "");
        names.push_back(subcommand.name);
    }
    branches += branch_of("*", command.rows, fmt::format("{}", fmt::join(names, " ")));
    std::string function = fmt::format("_{}", command.program());
    std::ranges::replace(function, '-', '_');
    return fmt::format(script, command.program(), function, branches);
}

} // namespace rasp_stitch
