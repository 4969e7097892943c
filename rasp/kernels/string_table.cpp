#include "rasp/kernels/string_table.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace rasp_stitch::rasp {

StringId StringTable::intern(std::string_view text) {
    const std::size_t hash = std::hash<std::string_view>{}(text);
    const HashIndex::Place place =
        index_.find(hash, [&](StringId id) { return hashes_[id] == hash && texts_[id] == text; });
    if (place.is_known) {
        return place.id;
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
    ++size_;
    index_.add(place, [&](StringId id) { return hashes_[id]; });
    return place.id;
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
    index_.truncate(size_, [&](StringId id) { return hashes_[id]; });
}

} // namespace rasp_stitch::rasp
