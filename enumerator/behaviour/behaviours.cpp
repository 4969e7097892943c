#include "enumerator/behaviour/behaviours.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t bytes_of_a_chunk = std::size_t{1} << 20U;
constexpr std::size_t first_slots = 1024; // a power of two, as the probing needs

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
    return (hash ^ (hash >> 32U)) + 0x632BE59BD9B4E019U;
}

} // namespace

Behaviours::Behaviours(const rasp::Batch& batch) : batch_(&batch), slots_(first_slots) {}

// Computes four hashes side by side, since each step of one has to wait for the step before.
std::uint64_t Behaviours::hash_of(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t word_bytes = sizeof(std::uint64_t);
    std::array<std::uint64_t, 4> hashes = {bytes.size(), 1, 2, 3};
    std::array<std::uint64_t, 4> words{};
    std::size_t at = 0;
    for (; at + sizeof(words) <= bytes.size(); at += sizeof(words)) {
        std::memcpy(words.data(), bytes.data() + at, sizeof(words));
        for (std::size_t i = 0; i < words.size(); ++i) {
            hashes[i] = mixed(hashes[i], words[i]);
        }
    }
    words = {};
    std::memcpy(words.data(), bytes.data() + at, bytes.size() - at);
    std::uint64_t hash = bytes.size() / word_bytes;
    for (std::size_t i = 0; i < words.size(); ++i) {
        hash = mixed(hash, mixed(hashes[i], words[i]));
    }
    return hash;
}

BehaviourId Behaviours::add(std::span<const std::uint8_t> bytes, std::uint64_t hash) {
    const auto upper = static_cast<std::uint32_t>(hash >> 32U);
    std::size_t slot = hash & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
        const Entry& entry = entries_[slots_[slot] - 1];
        if (entry.hash == upper && entry.size == bytes.size() &&
            std::memcmp(entry.data, bytes.data(), bytes.size()) == 0) {
            return slots_[slot] - 1;
        }
    }
    entries_.push_back({stored(bytes), static_cast<std::uint32_t>(bytes.size()), upper});
    slots_[slot] = static_cast<std::uint32_t>(entries_.size());
    if (entries_.size() * 2 > slots_.size()) {
        grow();
    }
    return static_cast<BehaviourId>(entries_.size() - 1);
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

void Behaviours::grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::size_t id = 0; id < entries_.size(); ++id) {
        std::size_t slot = hash_of({entries_[id].data, entries_[id].size}) & (slots_.size() - 1);
        while (slots_[slot] != 0) {
            slot = (slot + 1) & (slots_.size() - 1);
        }
        slots_[slot] = static_cast<std::uint32_t>(id + 1);
    }
}

std::size_t Behaviours::memory() const {
    return chunk_bytes_ + entries_.capacity() * sizeof(Entry) + slots_.size() * sizeof(slots_[0]);
}

} // namespace rasp_stitch::enumerator
