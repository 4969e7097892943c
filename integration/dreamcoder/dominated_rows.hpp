#pragma once

// Finds the programs that behave like another one wherever they do not fail.
//
//     dominated_rows({{7, failed}, {7, 8}}) // {true, false}

#include "integration/dreamcoder/value_rows.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::dreamcoder {

// Returns, for each row, whether another row has the same values wherever this one has any, and
// values in more places. The rows must be distinct and of equal length. Takes time proportional to
// the number of rows times the number of distinct sets of inputs on which rows fail.
std::vector<bool> dominated_rows(std::span<const ValueRow> rows);

} // namespace rasp_stitch::dreamcoder
