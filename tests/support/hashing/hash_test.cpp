#include "support/hashing/hash.hpp"

#include <catch2/catch.hpp>

#include <bit>
#include <set>

using namespace rasp_stitch;

TEST_CASE("FNV-1a gives the numbers that its authors publish") {
    CHECK(fnv1a("") == 0xcbf29ce484222325U);
    CHECK(fnv1a("a") == 0xaf63dc4c8601ec8cU);
    CHECK(fnv1a("foobar") == 0x85944171f73967e8U);
}

TEST_CASE("Mixed bits are those of SplitMix64") {
    // The first three numbers of the generator that Java calls SplittableRandom, from seed 0.
    CHECK(mix_bits(0) == 0xe220a8397b1dcdafU);
    CHECK(mix_bits(golden_multiplier) == 0x6e789e6aa1b965f4U);
    CHECK(mix_bits(2 * golden_multiplier) == 0x06c45d188009454fU);
}

TEST_CASE("One bit of a word changes about half of its mix") {
    for (unsigned bit = 0; bit < 64; ++bit) {
        const int changed = std::popcount(mix_bits(1) ^ mix_bits(1 ^ (std::uint64_t{1} << bit)));
        CHECK(changed > 12);
        CHECK(changed < 52);
    }
}

TEST_CASE("Combined hashes depend on each word and on their order") {
    std::set<std::uint64_t> hashes;
    for (std::uint64_t a = 0; a < 20; ++a) {
        for (std::uint64_t b = 0; b < 20; ++b) {
            hashes.insert(hash_combine(hash_combine(2, a), b));
        }
    }
    CHECK(hashes.size() == 400);
}

TEST_CASE("Small numbers fall into different slots") {
    std::set<std::uint64_t> slots;
    for (std::uint64_t word = 0; word < 64; ++word) {
        slots.insert(hash_word(word) % 128);
    }
    CHECK(slots.size() > 40);
}
