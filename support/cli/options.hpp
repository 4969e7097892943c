#pragma once

// Door of support/cli.
//
// The command line of a program. The program describes itself in a `Command`, whose rows
// (support/options/option_row.hpp) name its options and the variables that they set; parse_options
// sets these variables from the words that the user typed, or answers --help, --version, --manual
// and --completion itself. run_program (support/cli/program.hpp) is the frame of main around it.
//
// ```cpp
// #include "support/options/shared_rows.hpp"
// #include "support/options/option_values.hpp"
// std::uint32_t max_arity = 0;
// std::optional<std::string> out;
// const Command command = {.name = "rasp-compress",
//                          .rows = {max_arity_row("Search", whole(max_arity, 0, 64), "2"),
//                                   out_row("Output", file(out), "", "write the result")},
//                          .arguments = {.name = "CORPUS.json", .least = 1, .most = 1}};
// const std::vector<std::string> words = {"--out=result.json", "-a3", "corpus.json"};
// const std::optional<GivenOptions> given = parse_options(command, words);
// CHECK(max_arity == 3);
// CHECK(out == "result.json");
// CHECK(given->arguments().front() == "corpus.json");
// ```
//
// The syntax is `--name value`, `--name=value`, `-a value`, `-avalue`, flags run together (`-qv`),
// `--` before arguments that begin with a dash, and a lone `-` as an argument. Names are never
// completed from their beginning. A value may begin with a dash, unless it is an option of the
// table. Boost.Program_options splits the words.

#include "support/cli/command.hpp"
#include "support/options/option_row.hpp"

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch {

// What the user typed, besides the variables that the rows have set.
class GivenOptions {
public:
    GivenOptions(const Command& command, const std::vector<std::string>& words);

    // Returns whether the option was given, by this name or an old one. Like texts(), throws
    // std::logic_error if the table has no such option.
    bool has(std::string_view name) const { return !texts(name).empty(); }

    // Returns the texts that were given for an option. A flag that was given has one empty text.
    const std::vector<std::string>& texts(std::string_view name) const;

    const std::vector<std::string>& arguments() const { return arguments_; }

    // Throws InputError if the option was given with one of the others, which it replaces: `why` says
    // after "one of them: " for what reason.
    void check_replaced(std::string_view option, std::initializer_list<std::string_view> others,
                        std::string_view why) const;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> texts_; // by name
    std::vector<std::string> arguments_;
};

// Sets the variables of the rows: to what was given, else to the default if there is one. Returns
// nullopt if the user asked for the help page, the manual page, the version or shell completion,
// which is then on standard output. Throws InputError with a complete message if the user made a mistake.
std::optional<GivenOptions> parse_options(const Command& command,
                                          const std::vector<std::string>& words);

// Does the same with the words that main receives, except the first.
std::optional<GivenOptions> parse_options(const Command& command, int argc,
                                          const char* const* argv);

} // namespace rasp_stitch
