#pragma once

// What the user calls the settings that a report mentions. The libraries know no command line, so
// the names default to those of the settings in code; a program passes its options' names instead:
//
//     follow_text(compression, units, {.max_arity = "--max-arity"})

#include <string_view>

namespace rasp_stitch::compressor {

struct SettingNames {
    std::string_view max_arity = "max_arity";
    std::string_view allow_single_task = "allow_single_task";
    std::string_view allow_constant_arguments = "allow_constant_arguments";
    std::string_view forms = "eta_long, no_curried_metavariables, no_curried_bodies";
    std::string_view full_result = "the JSON"; // where a shortened list is complete
};

} // namespace rasp_stitch::compressor
