#include "support/cli/options.hpp"

#include "support/cli/command_line.hpp"
#include "support/cli/completion.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/manual_page.hpp"
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
    bool manual = false;
    std::string completion = {}; // the name of a shell
};

// Completion is that of a whole program.
Command with_questions(Command command, Questions& questions) {
    const auto add_to = [&](std::vector<OptionRow>& rows, bool is_program) {
        rows.push_back(help_row(questions.help));
        rows.push_back(version_row(questions.version));
        rows.push_back(manual_row(questions.manual));
        if (is_program) {
            rows.push_back(completion_row(word(questions.completion, completion_shells())));
        }
    };
    add_to(command.rows, command.program() == command.name);
    for (Subcommand& subcommand : command.subcommands) {
        add_to(subcommand.rows, false);
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

std::string version_text(const Command& command) {
    const ProgramVersion& version = command.version;
    return fmt::format(
        "{} {}{}\n", command.program(), version.number,
        version.revision.empty() ? "" : fmt::format(" ({} of {})", version.revision, version.date));
}

// Whether the user asked about the program. The answer is then on standard output.
bool has_answered(const Command& command, const Questions& questions) {
    std::string answer;
    if (questions.help) {
        answer = help_text(command);
    } else if (questions.version) {
        answer = version_text(command);
    } else if (questions.manual) {
        answer = manual_page(command);
    } else if (!questions.completion.empty()) {
        answer = completion(command, questions.completion);
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

void GivenOptions::check_replaced(std::string_view option,
                                  std::initializer_list<std::string_view> others,
                                  std::string_view why) const {
    for (const std::string_view other : others) {
        if (has(option) && has(other)) {
            complain(fmt::format("both --{} and --{} were given", option, other),
                     fmt::format("one of them: {}", why));
        }
    }
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
