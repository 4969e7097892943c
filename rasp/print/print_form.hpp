#pragma once

// The options --print and --names of every program that prints programs, and what they ask for.
//
//     PrintOptions options;
//     .rows = {print_row("Output", options), names_row("Output", options)}
//     show_printed("rasp-eval", print_programs(store, types, contents, *options.form));

#include "rasp/print/print_source.hpp"
#include "support/options/option_row.hpp"

#include <cstdint>
#include <functional>
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
OptionRow names_row(std::string_view group, PrintOptions& options);

// The option --names of whoever reads such files in another way: the file is read with the options,
// so that a mistake in it ends no long search, and the function gets its text.
OptionRow names_row(std::string_view group, std::optional<std::string>& path, std::string help,
                    std::function<void(const std::string& text)> take);

// Throws InputError if --names changes nothing: it needs --print, or RASP that is written to a file.
void check_names(const PrintOptions& options, bool writes_source = false);

// Prints in a form; throws InputError as print_source does.
PrintedSource print_programs(lambda::TermStore& store, lambda::TypeStore& types,
                             const SourceContents& contents, PrintForm form);

// Shows the text on standard output, and on standard error, after the program's name, a warning about
// changes of names that the text does not have.
void show_printed(std::string_view program, const PrintedSource& printed);

} // namespace rasp_stitch::rasp
