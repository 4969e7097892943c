#pragma once

// The words of a command line, matched with the rows of a table of options.
//
//     const std::vector<std::string> words = {"--max-arity=3", "corpus.json"};
//     const CommandLine line = parse_command_line(rows, words);
//     rows[line.options.front().row].name == "max-arity";
//     line.options.front().value == "3";
//     line.arguments.front() == "corpus.json";
//
// This is the first half of support/cli/options.hpp, which describes the syntax. Old names of an
// option stand for its row. Throws InputError for an unknown option, for a missing value, and for a
// flag that is given a value.

#include "support/options/option_row.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch {

struct GivenOption {
    std::size_t row = 0; // in the table
    std::string value;   // empty for a flag
};

struct CommandLine {
    std::vector<GivenOption> options; // in the order given
    std::vector<std::string> arguments;
};

CommandLine parse_command_line(std::span<const OptionRow> table,
                               const std::vector<std::string>& words);

} // namespace rasp_stitch
