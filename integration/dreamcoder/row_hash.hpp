#pragma once

// Hashes rows of values, for maps and sets of them.

#include "integration/dreamcoder/value_rows.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::dreamcoder {

struct RowHash {
    std::size_t operator()(const ValueRow& row) const {
        std::uint64_t hash = row.size();
        for (const ValueId value : row) {
            hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
            hash ^= hash >> 32U;
        }
        return hash;
    }
};

} // namespace rasp_stitch::dreamcoder
