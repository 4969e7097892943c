#include "support/cli/options.hpp"

#include "support/cli/command_line.hpp"
#include "support/cli/completion.hpp"
#include "support/cli/help_text.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <span>
#include <stdexcept>
#include <utility>

namespace rasp_stitch {

namespace {

[[noreturn]] void complain(std::string found, std::string expected = {}) {
    throw InputError({.found = std::move(found), .expected = std::move(expected)});
}

// What every program can be asked about itself.
struct Questions {
    bool help = false;
    bool version = false;
    std::string completion = {}; // the name of a shell
};

Command with_questions(Command command, Questions& questions) {
    command.rows.push_back(help_row(questions.help));
    command.rows.push_back(version_row(questions.version));
    command.rows.push_back({.name = "completion",
                            .value_name = "SHELL",
                            .value = word(questions.completion, {"bash"})});
    for (Subcommand& subcommand : command.subcommands) {
        subcommand.rows.push_back(help_row(questions.help));
        subcommand.rows.push_back(version_row(questions.version));
    }
    return command;
}

void store(std::span<const OptionRow> rows, const GivenOptions& given) {
    for (const OptionRow& row : rows) {
        const std::vector<std::string>& texts = given.texts(row.name);
        for (const std::string& text : texts) {
            row.value.store(row.name, text);
        }
        if (texts.empty() && !row.default_text.empty()) {
            row.value.store(row.name, row.default_text);
        }
    }
}

void check_count(const PositionalArguments& wanted, const std::vector<std::string>& found) {
    if (found.size() >= wanted.least) {
        return;
    }
    complain(found.empty() ? fmt::format("no {} is given", wanted.name)
                           : fmt::format("only {} {} is given", found.size(), wanted.name),
             fmt::format("at least {} {} (--help explains more)", wanted.least, wanted.name));
}

// Whether the user asked about the program. The answer is then on standard output.
bool has_answered(const Command& command, const Questions& questions) {
    std::string answer;
    if (questions.help) {
        answer = help_text(command) + fmt::format("\nCompletion in bash:\n"
                                                  "  source <({} --completion bash)\n",
                                                  command.program());
    } else if (questions.version) {
        answer = fmt::format("{} {}\n", command.program(), command.version);
    } else if (!questions.completion.empty()) {
        answer = bash_completion(command);
    }
    std::fputs(answer.c_str(), stdout);
    return !answer.empty();
}

} // namespace

GivenOptions::GivenOptions(const Command& command, const std::vector<std::string>& words) {
    CommandLine line = parse_command_line(command.rows, words);
    for (const OptionRow& row : command.rows) {
        texts_[std::string(row.name)];
    }
    for (GivenOption& option : line.options) {
        const OptionRow& row = command.rows[option.row];
        std::vector<std::string>& texts = texts_.find(row.name)->second;
        if (!texts.empty() && !row.value.is_repeatable) {
            complain(fmt::format("--{} is given twice", row.name));
        }
        texts.push_back(std::move(option.value));
    }
    arguments_ = std::move(line.arguments);
    const PositionalArguments& wanted = command.arguments;
    if (arguments_.size() > wanted.most) {
        complain("unexpected argument " + quote_excerpt(arguments_[wanted.most]),
                 wanted.most == 0 ? "options only"
                                  : fmt::format("at most {} {}", wanted.most, wanted.name));
    }
}

const std::vector<std::string>& GivenOptions::texts(std::string_view name) const {
    const auto found = texts_.find(name);
    if (found == texts_.end()) {
        throw std::logic_error(fmt::format("there is no option --{} in the table", name));
    }
    return found->second;
}

std::optional<GivenOptions> parse_options(const Command& command,
                                          const std::vector<std::string>& words) {
    Questions questions;
    const Command whole_command = with_questions(command, questions);
    GivenOptions given(whole_command, words);
    store(std::span(whole_command.rows).subspan(command.rows.size()), given);
    if (has_answered(whole_command, questions)) {
        return std::nullopt;
    }
    check_count(command.arguments, given.arguments());
    store(command.rows, given);
    return given;
}

std::optional<GivenOptions> parse_options(const Command& command, int argc,
                                          const char* const* argv) {
    return parse_options(command, {argv + std::min(argc, 1), argv + argc});
}

} // namespace rasp_stitch
