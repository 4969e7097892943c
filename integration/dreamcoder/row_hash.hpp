#pragma once

// Hashes rows of values, for maps and sets of them.

#include "integration/dreamcoder/value_rows.hpp"
#include "support/hashing/hash.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::dreamcoder {

struct RowHash {
    std::size_t operator()(const ValueRow& row) const {
        std::uint64_t hash = row.size();
        for (const ValueId value : row) {
            hash = hash_combine(hash, value);
        }
        return hash;
    }
};

} // namespace rasp_stitch::dreamcoder
