#pragma once

// The options --print and --names of every program that prints programs, and what they ask for.
//
//     PrintOptions options;
//     .rows = {print_row("Output", options), names_row("Output", options)}
//     std::fputs(print_programs(store, types, contents, options).text.c_str(), stdout);

#include "rasp/source/print_source.hpp"
#include "support/options/option_row.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

enum class PrintForm : std::uint8_t {
    rasp,
    tracr,  // Python for Tracr
    lambda, // `let NAME = TERM` for each abstraction, then the programs, each on a line
};

struct PrintOptions {
    std::optional<PrintForm> form;
    std::optional<std::string> names; // a path
    NameChanges changes;              // what the file says
};

// `help` says what is printed.
OptionRow print_row(std::string_view group, PrintOptions& options, std::string help);
// The file is read with the options, so that a mistake in it ends no long search.
OptionRow names_row(std::string_view group, PrintOptions& options);

// Prints in the form of the options; throws InputError as print_source does.
PrintedSource print_programs(lambda::TermStore& store, lambda::TypeStore& types,
                             const SourceContents& contents, PrintForm form);

// Returns a warning, with a newline, about changes of names that the text does not have; "" if
// there are none.
std::string warning_text(const PrintedSource& printed);

} // namespace rasp_stitch::rasp
