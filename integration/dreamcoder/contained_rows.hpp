#pragma once

// Which programs do the same as another wherever they do not fail.
//
//     contained_rows({{7, failed}, {7, 8}}) // {true, false}

#include "integration/dreamcoder/value_rows.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::dreamcoder {

// By row, whether there is another with the same values wherever it has any, and values where it
// has none. The rows are distinct and of one length. Time is that of the rows times the number of
// sets of inputs on which rows fail.
std::vector<bool> contained_rows(std::span<const ValueRow> rows);

} // namespace rasp_stitch::dreamcoder
