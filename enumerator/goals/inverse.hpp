#pragma once

// Undoes an aggregation: finds the values from the selector and the result.
//
//     const std::optional<Inverse> inverse = inverse_of(shape, rows);
//     inverse->find_values(shape, result, values);
//
// There are two kinds of selectors for which this is possible at every position:
//   - a permutation: in each input, each row selects one key, and no two rows the same. The value
//     at a key is the result at the row that selects it.
//   - a chain: in each input, the rows select 1, 2, ..., n keys, each row one more than the row
//     before it in this order. Selectors of the keys up to the query are chains. The result is a
//     mean, so the value at the new key of a row is the difference of two sums.
// Sums lose some precision, so what comes out of a chain may differ from what went in by rounding.

#include "enumerator/goals/column_values.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

struct Inverse {
    bool is_chain = false;
    // By step, in all inputs, one input after the other: the position of the row and of the key
    // that it selects, or that it selects besides those of the step before it.
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> keys;

    // Sets the values whose aggregation by the selector is the result.
    void find_values(const BatchShape& shape, std::span<const double> result,
                     std::vector<double>& values) const;
};

std::optional<Inverse> inverse_of(const BatchShape& shape, std::span<const std::uint64_t> rows);

} // namespace rasp_stitch::enumerator::backwards
