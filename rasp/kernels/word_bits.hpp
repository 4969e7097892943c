#pragma once

// Counts and collects bits in words.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace rasp_stitch::rasp {

// Returns the number of bits that are set. It sums ever wider fields (Warren, Hacker's Delight,
// section 5-1), since without an instruction of the processor std::popcount is a call and a table.
constexpr std::size_t count_bits(std::uint64_t word) {
#ifdef __POPCNT__
    return static_cast<std::size_t>(__builtin_popcountll(word));
#else
    word -= (word >> 1U) & 0x5555555555555555U;
    word = (word & 0x3333333333333333U) + ((word >> 2U) & 0x3333333333333333U);
    word = (word + (word >> 4U)) & 0x0f0f0f0f0f0f0f0fU;
    return (word * 0x0101010101010101U) >> 56U;
#endif
}

constexpr std::size_t count_bits(const std::uint64_t* words, std::size_t count) {
    std::size_t bits = 0;
    for (std::size_t i = 0; i < count; ++i) {
        bits += count_bits(words[i]);
    }
    return bits;
}

// Returns a word whose bits are the flags, at most 64. A flag is 0 or 1; the array is read up to
// the next multiple of 8, and must be 0 there.
//
// It takes eight flags at a time: flag i is at bit 8i of a little-endian word, which is multiplied
// by a factor with bits at 7m for m = 1 .. 8. The product is the sum of the bits 8i + 7m for the
// flags i that are set. No two of these are the same, since 8(i - j) = 7(l - m) would need i - j =
// 7 and l - m = 8, so nothing is carried. Bit 56 + r comes from 8i + 7m = 56 + r alone, and by the
// same argument r = i. So the upper byte has the eight flags.
inline std::uint64_t collect_bits(const std::uint8_t* flags, std::size_t count) {
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (std::size_t i = 0; i < count; i += 8) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, flags + i, sizeof eight);
            word |= ((eight * 0x0102040810204080U) >> 56U) << i;
        }
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            word |= std::uint64_t{flags[i]} << i;
        }
    }
    return word;
}

} // namespace rasp_stitch::rasp
