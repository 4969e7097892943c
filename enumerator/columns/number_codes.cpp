#include "enumerator/columns/number_codes.hpp"

#include "support/hashing/hash.hpp"

#include <bit>
#include <cstddef>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t most_codes = NumberCodes::no_code;
constexpr unsigned slot_bits = 17;
constexpr std::size_t slots = std::size_t{1} << slot_bits;

std::size_t first_slot(std::uint64_t bits) {
    return (bits ^ bits >> 32U) * golden_multiplier >> (64 - slot_bits);
}

} // namespace

NumberCodes::NumberCodes()
    : numbers_(std::make_unique_for_overwrite<double[]>(most_codes)), // NOLINT
      slots_(std::make_unique<Slot[]>(slots)) {}                      // NOLINT

// Sets `slot` to the one that is free if the number has no code.
std::uint32_t NumberCodes::find(double number, std::size_t& slot) const {
    const auto bits = std::bit_cast<std::uint64_t>(number);
    for (slot = first_slot(bits);; slot = (slot + 1) % slots) {
        const std::uint32_t taken = slots_[slot].load(std::memory_order_acquire);
        if (taken == 0) {
            return no_code;
        }
        if (std::bit_cast<std::uint64_t>(numbers_[taken - 1]) == bits) {
            return taken - 1;
        }
    }
}

std::uint32_t NumberCodes::code_of(double number) {
    // To be known before the number is looked for, which another thread may add in the meantime.
    const bool is_full = count_.load(std::memory_order_acquire) == most_codes;
    std::size_t slot = 0;
    const std::uint32_t known = find(number, slot);
    if (known != no_code || is_full) {
        return known;
    }
    const std::scoped_lock lock(mutex_);
    if (const std::uint32_t code = find(number, slot); code != no_code) {
        return code; // from another thread
    }
    if (count_ == most_codes) {
        return no_code;
    }
    const std::uint32_t code = count_.load();
    numbers_[code] = number;
    slots_[slot].store(static_cast<std::uint16_t>(code + 1), std::memory_order_release);
    count_.store(code + 1, std::memory_order_release); // who sees that all are taken sees all
    return code;
}

} // namespace rasp_stitch::enumerator
