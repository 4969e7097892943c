#pragma once

// Door of support/options.
//
// One row for each option of a program. The row says everything there is to say about the option:
// its names, the variable it sets, the values it accepts, its default and its help. Command lines
// (support/cli/options.hpp), files of settings, help pages and shell completion are all made from
// the rows.
//
// ```cpp
// #include "support/options/option_values.hpp"
// std::uint32_t max_arity = 0;
// const OptionRow row = {"Search", "max-arity", 'a', "N", whole(max_arity, 0, 64), "2",
//                        "the most arguments an abstraction may have"};
// row.value.store(row.name, "3");
// CHECK(max_arity == 3);
// CHECK(row.value.limits == "0 to 64");
// CHECK_THROWS_WITH(row.value.store(row.name, "65"),
//                   "--max-arity takes a whole number from 0 to 64, found \"65\"");
// ```

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rasp_stitch {

// What a variable holds, for writing settings to a file. std::monostate stands for an optional
// value that is not set.
using OptionScalar = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

// What a shell offers to complete besides `OptionValue::words`.
enum class OptionCompletion : std::uint8_t { nothing, files, folders };

// A variable that an option sets, and the texts that it accepts. Made by the functions of
// support/options/option_values.hpp.
struct OptionValue {
    // Sets the variable from the text given for the option of that name; a repeatable option calls
    // it once for each text, a flag once with any text. Throws InputError if the text is not
    // acceptable.
    std::function<void(std::string_view name, const std::string& text)> store;
    std::function<OptionScalar()> load = {}; // for a flag, whether it is as if it were given

    std::string limits = {};             // "0 to 64"; empty if there are none worth showing
    std::vector<std::string> words = {}; // all acceptable texts, if there are only a few
    OptionCompletion completion = OptionCompletion::nothing;
    bool is_flag = false;
    bool is_repeatable = false;
};

struct OptionRow {
    std::string_view group = {};      // its heading in the help; a row without a group is not shown
    std::string_view name = {};       // without its dashes
    char letter = 0;                  // 0: none
    std::string_view value_name = {}; // empty for a flag
    OptionValue value = {};
    std::string default_text = {}; // empty: the variable keeps the value that it has
    std::string help = {};
    std::vector<std::string_view> old_names = {}; // accepted everywhere, shown nowhere
    std::string default_note = {}; // what the help shows as the default instead of `default_text`

    bool is_called(std::string_view text) const;
};

// Returns the row with a note that the help shows as its default, for a default that depends on
// other options: "300, or no limit with --programs-per-task".
OptionRow with_default_note(OptionRow row, std::string note);

} // namespace rasp_stitch
