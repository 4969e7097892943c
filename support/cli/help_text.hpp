#pragma once

// A program's help page, from the same table that parses its options.
//
//     std::fputs(help_text({.program = "rasp-compress",
//                           .summary = "Finds the abstractions that shrink a corpus most.",
//                           .usage = usage_lines,
//                           .examples = example_lines},
//                          rows).c_str(), stdout);
//
// Options stand under their groups, in the order of the table, names left and help right, wrapped
// at 80 columns; defaults and repeatability are told.

#include "support/cli/option_table.hpp"

#include <span>
#include <string>
#include <string_view>

namespace rasp_stitch {

struct HelpPage {
    std::string_view program = {};
    std::string_view summary = {};                   // wrapped; a newline begins another line
    std::span<const std::string_view> usage = {};    // each without the program's name
    std::span<const std::string_view> examples = {}; // printed as they are
};

std::string help_text(const HelpPage& page, std::span<const OptionRow> table);

} // namespace rasp_stitch
