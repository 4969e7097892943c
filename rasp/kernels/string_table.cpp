#include "rasp/kernels/string_table.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t first_slot_count = 64; // a power of two, as the probing needs

} // namespace

StringTable::StringTable() : slots_(first_slot_count, 0) {}

std::size_t StringTable::slot_of(std::string_view text, std::size_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    while (slots_[slot] != 0) {
        const std::size_t id = slots_[slot] - 1;
        if (hashes_[id] == hash && texts_[id] == text) {
            break;
        }
        slot = (slot + 1) & mask;
    }
    return slot;
}

void StringTable::rebuild_slots(std::size_t count) {
    slots_.assign(count, 0);
    for (std::size_t id = 0; id < size_; ++id) {
        std::size_t slot = hashes_[id] & (count - 1);
        while (slots_[slot] != 0) {
            slot = (slot + 1) & (count - 1);
        }
        slots_[slot] = static_cast<std::uint32_t>(id + 1);
    }
}

StringId StringTable::intern(std::string_view text) {
    const std::size_t hash = std::hash<std::string_view>{}(text);
    const std::size_t slot = slot_of(text, hash);
    if (slots_[slot] != 0) {
        return slots_[slot] - 1;
    }
    if (size_ == texts_.size()) {
        texts_.emplace_back(text);
        hashes_.push_back(hash);
    } else {
        texts_[size_].assign(text);
        hashes_[size_] = hash;
    }
    bytes_ += text.size();
    ranks_.clear();
    slots_[slot] = static_cast<std::uint32_t>(++size_);
    if (size_ * 2 > slots_.size()) {
        rebuild_slots(slots_.size() * 2);
    }
    return static_cast<StringId>(size_ - 1);
}

std::span<const std::uint32_t> StringTable::ranks() {
    if (ranks_.size() < size_) {
        order_.resize(size_);
        std::iota(order_.begin(), order_.end(), StringId{0});
        std::ranges::sort(order_, [&](StringId a, StringId b) { return texts_[a] < texts_[b]; });
        ranks_.resize(size_);
        for (std::size_t place = 0; place < size_; ++place) {
            ranks_[order_[place]] = static_cast<std::uint32_t>(place);
        }
    }
    return ranks_;
}

void StringTable::truncate(std::size_t size) {
    if (size >= size_) {
        return;
    }
    while (size_ > size) {
        bytes_ -= texts_[--size_].size();
    }
    ranks_.clear();
    rebuild_slots(slots_.size());
}

} // namespace rasp_stitch::rasp
