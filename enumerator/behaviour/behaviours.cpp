#include "enumerator/behaviour/behaviours.hpp"

#include "support/hashing/hash.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t bytes_of_a_chunk = std::size_t{1} << 20U;

} // namespace

Behaviours::Behaviours(const rasp::Batch& batch) : batch_(&batch) {}

// Computes four hashes side by side, since each step of one has to wait for the step before.
std::uint64_t Behaviours::hash_of(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t word_bytes = sizeof(std::uint64_t);
    std::array<std::uint64_t, 4> hashes = {bytes.size(), 1, 2, 3};
    std::array<std::uint64_t, 4> words{};
    std::size_t at = 0;
    for (; at + sizeof(words) <= bytes.size(); at += sizeof(words)) {
        std::memcpy(words.data(), bytes.data() + at, sizeof(words));
        for (std::size_t i = 0; i < words.size(); ++i) {
            hashes[i] = hash_combine(hashes[i], words[i]);
        }
    }
    words = {};
    std::memcpy(words.data(), bytes.data() + at, bytes.size() - at);
    std::uint64_t hash = bytes.size() / word_bytes;
    for (std::size_t i = 0; i < words.size(); ++i) {
        hash = hash_combine(hash, hash_combine(hashes[i], words[i]));
    }
    return hash;
}

BehaviourId Behaviours::add(std::span<const std::uint8_t> bytes, std::uint64_t hash) {
    const auto upper = static_cast<std::uint32_t>(hash >> 32U);
    const HashIndex::Place place = index_.find(hash, [&](BehaviourId id) {
        const Entry& entry = entries_[id];
        return entry.hash == upper && entry.size == bytes.size() &&
               std::memcmp(entry.data, bytes.data(), bytes.size()) == 0;
    });
    if (!place.is_known) {
        entries_.push_back({stored(bytes), static_cast<std::uint32_t>(bytes.size()), upper});
        index_.add(place, [&](BehaviourId id) {
            return hash_of({entries_[id].data, entries_[id].size});
        });
    }
    return place.id;
}

// A chunk never grows, so the bytes in it stay where they are.
const std::uint8_t* Behaviours::stored(std::span<const std::uint8_t> bytes) {
    if (chunks_.empty() || used_ + bytes.size() + packing_slack > chunks_.back().size()) {
        chunks_.emplace_back(std::max(bytes_of_a_chunk, bytes.size() + packing_slack));
        chunk_bytes_ += chunks_.back().size();
        used_ = 0;
    }
    std::uint8_t* const data = chunks_.back().data() + used_;
    std::ranges::copy(bytes, data);
    used_ += bytes.size();
    return data;
}

std::size_t Behaviours::memory() const {
    return chunk_bytes_ + entries_.capacity() * sizeof(Entry) + index_.memory();
}

} // namespace rasp_stitch::enumerator
