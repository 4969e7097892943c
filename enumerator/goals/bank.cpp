#include "enumerator/goals/bank.hpp"

#include <algorithm>

namespace rasp_stitch::enumerator::backwards {

Bank::Bank(const BatchShape& shape, StringCodes& strings, const BankLimits& limits)
    : shape_(&shape), strings_(&strings), limits_(limits), hash_(shape) {
    for (const rasp::Extent& extent : shape.extents) {
        for (std::size_t i = 0; i < extent.length; ++i) {
            indices_column_.push_back(static_cast<double>(i));
        }
    }
}

bool Bank::is_full(PartKind kind) const {
    const Parts& parts = of(kind);
    const std::size_t bytes =
        (kind == PartKind::selector ? 0 : shape_->positions * sizeof(double)) +
        words_of(kind) * sizeof(std::uint64_t);
    return parts.parts.size() >= limits_.parts || parts.parts.size() * bytes >= limits_.bytes;
}

// Sets converted_ to the values of a sequence as doubles.
void Bank::convert(const PartValues& values) {
    converted_.resize(shape_->positions);
    for (std::size_t i = 0; i < converted_.size(); ++i) {
        converted_[i] = values.kind == PartKind::number    ? values.numbers[i] + 0.0 // no -0
                        : values.kind == PartKind::boolean ? (has_bit(values.bits, i) ? 1.0 : 0.0)
                                                           : strings_->code(values.strings[i]);
    }
}

std::optional<std::uint32_t> Bank::add(PartHandle handle, DescriptionLength cost,
                                       const PartValues& values) {
    if (is_full(values.kind)) {
        return std::nullopt;
    }
    const bool is_sequence = values.kind != PartKind::selector;
    Part made{.handle = handle, .cost = cost};
    if (is_sequence) {
        convert(values);
        made.hash = hash_.of(converted_);
        made.is_whole = std::ranges::all_of(converted_, is_whole);
        made.is_constant = std::ranges::all_of(
            converted_, [&](double value) { return value == converted_.front(); });
        made.is_ordered =
            values.kind != PartKind::string || std::ranges::all_of(converted_, [&](double code) {
                return strings_->is_ordered(code);
            });
    } else {
        made.hash = hash_.of_bits(values.bits);
    }
    Parts& parts = kinds_[static_cast<std::size_t>(values.kind)];
    const auto place = parts.index.find(mix_bits(made.hash),
                                        [&](auto id) { return parts.parts[id].hash == made.hash; });
    if (place.is_known) {
        return std::nullopt;
    }
    parts.parts.push_back(made);
    parts.index.add(place, [&](auto id) { return mix_bits(parts.parts[id].hash); });
    if (is_sequence) {
        parts.values.insert(parts.values.end(), converted_.begin(), converted_.end());
    }
    parts.bits.insert(parts.bits.end(), values.bits.begin(), values.bits.end());
    if (!is_sequence) {
        if (std::optional<Inverse> inverse = inverse_of(*shape_, values.bits)) {
            invertible_.push_back({.selector = place.id, .inverse = std::move(*inverse)});
        }
    }
    if (values.kind == PartKind::number) {
        if (converted_ == indices_column_) {
            indices_ = place.id;
        }
        if (made.is_constant && converted_.front() == 0) {
            zero_ = place.id;
        }
        if (made.is_constant && converted_.front() == 1) {
            one_ = place.id;
        }
    }
    return place.id;
}

std::optional<std::uint32_t> Bank::find(PartKind kind, std::uint64_t hash) const {
    const Parts& parts = of(kind);
    const auto place =
        parts.index.find(mix_bits(hash), [&](auto id) { return parts.parts[id].hash == hash; });
    return place.is_known ? std::optional(place.id) : std::nullopt;
}

std::size_t Bank::memory() const {
    std::size_t bytes = 0;
    for (const Parts& parts : kinds_) {
        bytes += parts.parts.capacity() * sizeof(Part) + parts.values.capacity() * sizeof(double) +
                 parts.bits.capacity() * sizeof(std::uint64_t) + parts.index.memory();
    }
    return bytes +
           invertible_.size() * (sizeof(Invertible) + shape_->positions * sizeof(std::uint32_t));
}

} // namespace rasp_stitch::enumerator::backwards
