#pragma once

// What a program says about itself: its options, its arguments, and the text of its help page.

#include "support/options/option_row.hpp"
#include "support/version/program_version.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace rasp_stitch {

// What a program takes besides options.
struct PositionalArguments {
    std::string_view name = {}; // as in the usage line: "CORPUS"
    std::size_t least = 0;
    std::size_t most = 0;
};

// What comes after the name of a subcommand, for shell completion.
struct Subcommand {
    std::string_view name = {};
    std::vector<OptionRow> rows = {};
};

struct Command {
    std::string_view name = {}; // of the program, with its subcommand: "rasp-dream generate"
    ProgramVersion version = {};
    std::string_view title = {};                 // a few words on what it does, for lists
    std::string_view summary = {};               // wrapped; a newline begins another line
    std::vector<std::string_view> usage = {};    // each without the program's name
    std::vector<std::string_view> examples = {}; // printed as they are
    std::vector<OptionRow> rows = {};            // without those that all programs have
    PositionalArguments arguments = {};
    std::vector<Subcommand> subcommands = {};

    // Returns the name without a subcommand: "rasp-dream".
    std::string_view program() const { return name.substr(0, name.find(' ')); }
};

} // namespace rasp_stitch
