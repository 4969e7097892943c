#pragma once

// A map from numbers to version spaces that only grows, without an allocation for each element.
//
//     SpaceMap known;
//     known.put(key, space);
//     known.find(key) // space, or nullopt

#include "compressor/refactoring/space_id.hpp"
#include "support/hashing/hash_index.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace rasp_stitch::refactoring {

class SpaceMap {
public:
    std::optional<SpaceId> find(std::uint64_t key) const;

    // Does nothing if the key is there.
    void put(std::uint64_t key, SpaceId space);

private:
    struct Entry {
        std::uint64_t key;
        SpaceId space;
    };

    std::vector<Entry> entries_;
    HashIndex index_{HashIndex::default_slots, HashIndex::Load::half};
};

} // namespace rasp_stitch::refactoring
