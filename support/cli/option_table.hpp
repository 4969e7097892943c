#pragma once

// The rows of a program's table of options, which feeds both its parsing (support/cli/options.hpp)
// and its help (support/cli/help_text.hpp).
//
//     constexpr OptionRow rows[] = {
//         {"Search", "max-arity", 'a', "N", "2", "most arguments of an abstraction"},
//         {"Output", "quiet", 'q', "", "", "no progress"},
//     };

#include <cstddef>
#include <string_view>

namespace rasp_stitch {

struct OptionRow {
    std::string_view group = {};
    std::string_view name = {};
    char letter = 0;                  // 0: none
    std::string_view value_name = {}; // empty: a flag
    std::string_view default_value = {};
    std::string_view help = {};
    bool repeatable = false;

    constexpr bool is_flag() const { return value_name.empty(); }
};

// What a program takes besides options.
struct PositionalArguments {
    std::string_view name = {}; // as in the usage line: "CORPUS"
    std::size_t least = 0;
    std::size_t most = 0;
};

} // namespace rasp_stitch
