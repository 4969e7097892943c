#pragma once

// The options that several programs have, each with one name, letter and value for all of them.
//
//     .rows = {
//         threads_row("Search", options.threads, "the result does not depend on it"),
//         time_limit_row("Search", seconds(options.time_limit), "", "stop after this time"),
//         quiet_row("Output", options.quiet),
//     }

#include "support/options/option_row.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace rasp_stitch {

// Returns the row of --threads, which defaults to all cores. `effect` says what the number affects.
OptionRow threads_row(std::string_view group, std::size_t& threads, const std::string& effect);

// Return the rows of limits. An empty default text means that there is no limit.
OptionRow time_limit_row(std::string_view group, OptionValue seconds, std::string default_text,
                         std::string help);
OptionRow memory_limit_row(std::string_view group, OptionValue megabytes, std::string default_text,
                           std::string help);

OptionRow max_arity_row(std::string_view group, OptionValue value, std::string default_text);
OptionRow max_programs_row(std::string_view group, OptionValue value, std::string help);
OptionRow seed_row(std::string_view group, OptionValue value, std::string default_text,
                   std::string help);

OptionRow out_row(std::string_view group, OptionValue path, std::string default_text,
                  std::string help); // "; - for standard output" is added
OptionRow report_row(std::string_view group, OptionValue path, const std::string& what);
// Returns the row of --json, which prints on standard output what `what` says and no other text.
OptionRow json_row(std::string_view group, bool& as_json,
                   std::string what = "the result as JSON in place of the summary");
OptionRow quiet_row(std::string_view group, bool& quiet,
                    std::string help = "print only warnings and errors");

OptionRow help_row(bool& help);
OptionRow version_row(bool& version);
OptionRow manual_row(bool& manual);
OptionRow completion_row(OptionValue shell);

} // namespace rasp_stitch
