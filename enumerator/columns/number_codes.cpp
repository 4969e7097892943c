#include "enumerator/columns/number_codes.hpp"

#include "support/hashing/hash.hpp"

#include <bit>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t most_codes = UINT16_MAX;

std::uint64_t hash_of(double number) {
    return mix_bits(std::bit_cast<std::uint64_t>(number));
}

} // namespace

std::optional<std::uint16_t> NumberCodes::code_of(double number) {
    const HashIndex::Place place = index_.find(hash_of(number), [&](HashIndex::Id id) {
        return std::bit_cast<std::uint64_t>(numbers_[id]) == std::bit_cast<std::uint64_t>(number);
    });
    if (!place.is_known) {
        if (numbers_.size() == most_codes) {
            return std::nullopt;
        }
        numbers_.push_back(number);
        index_.add(place, [&](HashIndex::Id id) { return hash_of(numbers_[id]); });
    }
    return static_cast<std::uint16_t>(place.id);
}

} // namespace rasp_stitch::enumerator
