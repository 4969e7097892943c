#pragma once

// What help pages and manual pages say of an option in the same words.
//
//     explanation_of(row) // "the most arguments an abstraction may have (default: 2; 0 to 64)"

#include "support/options/option_row.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch {

// Returns the help of the option, then its default, its limits, and whether it may be repeated.
std::string explanation_of(const OptionRow& row);

// Returns the headings of the rows, each once, in their order, without the empty one.
std::vector<std::string_view> groups_of(std::span<const OptionRow> rows);

} // namespace rasp_stitch
