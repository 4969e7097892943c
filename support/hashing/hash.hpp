#pragma once

// Door of support/hashing.
//
// Hash functions. They return the same numbers on every machine.
//
// ```cpp
// CHECK(fnv1a("a") == 0xaf63dc4c8601ec8cU);
// CHECK(hash_combine(hash_combine(1, 2), 3) != hash_combine(hash_combine(1, 3), 2));
// CHECK(mix_bits(0) == 0xe220a8397b1dcdafU);
// CHECK(hash_word(1) % 1024 != hash_word(2) % 1024);
// ```
//
// None of them is safe against an attacker who looks for collisions.

#include <cstdint>
#include <string_view>

namespace rasp_stitch {

// 2^64 divided by the golden ratio, the multiplier of Fibonacci hashing (Knuth, The Art of Computer
// Programming, volume 3, section 6.4).
inline constexpr std::uint64_t golden_multiplier = 0x9E3779B97F4A7C15U;

// Returns a bijective mix of the word in which every bit depends on every bit: one step of
// SplitMix64 (Steele, Lea and Flood 2014), which ends in David Stafford's variant 13 of the
// finaliser of MurmurHash3.
constexpr std::uint64_t mix_bits(std::uint64_t word) {
    word += golden_multiplier;
    word = (word ^ (word >> 30U)) * 0xBF58476D1CE4E5B9U;
    word = (word ^ (word >> 27U)) * 0x94D049BB133111EBU;
    return word ^ (word >> 31U);
}

// Returns a hash of 32 bits by Fibonacci hashing. It is the cheapest one here, one multiplication,
// and good enough for tables of numbers such as ids.
constexpr std::uint64_t hash_word(std::uint64_t word) {
    return (word * golden_multiplier) >> 32U;
}

// Returns a hash of all words that `hash` stands for and one more, whose order counts. To hash a
// row of words, begin with the length of the row.
constexpr std::uint64_t hash_combine(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * golden_multiplier;
    return (hash ^ (hash >> 32U)) + 0x632BE59BD9B4E019U; // 0 is then no fixed point
}

// Returns the 64-bit FNV-1a hash of the bytes (Fowler, Noll and Vo 1991).
constexpr std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char byte : text) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    }
    return hash;
}

} // namespace rasp_stitch
