#include "support/cli/completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace rasp_stitch {

namespace {

// Returns the text between quotes of the shell, in one line.
std::string in_quotes(std::string_view text) {
    std::string result = "'";
    for (const char character : text) {
        if (character == '\'' || character == '\\') {
            result += '\\';
        }
        result += character == '\n' ? ' ' : character;
    }
    return result + "'";
}

std::string value_of(const OptionValue& value) {
    if (value.is_flag) {
        return "";
    }
    if (!value.words.empty()) {
        return fmt::format(" -x -a {}", in_quotes(fmt::format("{}", fmt::join(value.words, " "))));
    }
    switch (value.completion) {
    case OptionCompletion::files:
        return " -r -F";
    case OptionCompletion::folders:
        return " -x -a '(__fish_complete_directories)'";
    case OptionCompletion::nothing:
        break;
    }
    return " -x";
}

std::string lines_of(std::span<const OptionRow> rows, std::string_view program,
                     std::string_view condition) {
    std::string lines;
    for (const OptionRow& row : rows) {
        lines += fmt::format("complete -c {}{}{} -l {}{} -d {}\n", program, condition,
                             row.letter == 0 ? "" : fmt::format(" -s {}", row.letter), row.name,
                             value_of(row.value), in_quotes(row.help));
    }
    return lines;
}

} // namespace

std::string fish_completion(const Command& command) {
    const std::string_view program = command.program();
    std::string lines =
        fmt::format("# Completion of {0} in fish: {0} --completion fish | source\n", program);
    std::vector<std::string_view> names;
    for (const Subcommand& subcommand : command.subcommands) {
        names.push_back(subcommand.name);
    }
    if (names.empty()) {
        return lines + lines_of(command.rows, program, "");
    }
    const std::string all = fmt::format("{}", fmt::join(names, " "));
    const std::string none_given = fmt::format(" -n 'not __fish_seen_subcommand_from {}'", all);
    lines +=
        fmt::format("complete -c {} -n __fish_use_subcommand -a {}\n", program, in_quotes(all)) +
        lines_of(command.rows, program, none_given);
    for (const Subcommand& subcommand : command.subcommands) {
        lines += lines_of(subcommand.rows, program,
                          fmt::format(" -n '__fish_seen_subcommand_from {}'", subcommand.name));
    }
    return lines;
}

} // namespace rasp_stitch
