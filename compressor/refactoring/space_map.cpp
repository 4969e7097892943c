#include "compressor/refactoring/space_map.hpp"

#include "support/hashing/hash.hpp"

namespace rasp_stitch::refactoring {

std::optional<SpaceId> SpaceMap::find(std::uint64_t key) const {
    const HashIndex::Place place =
        index_.find(mix_bits(key), [&](std::uint32_t id) { return entries_[id].key == key; });
    return place.is_known ? std::optional(entries_[place.id].space) : std::nullopt;
}

void SpaceMap::put(std::uint64_t key, SpaceId space) {
    const HashIndex::Place place =
        index_.find(mix_bits(key), [&](std::uint32_t id) { return entries_[id].key == key; });
    if (!place.is_known) {
        entries_.push_back({.key = key, .space = space});
        index_.add(place, [&](std::uint32_t id) { return mix_bits(entries_[id].key); });
    }
}

} // namespace rasp_stitch::refactoring
