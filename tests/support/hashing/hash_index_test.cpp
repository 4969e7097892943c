#include "support/hashing/hash_index.hpp"

#include "support/hashing/hash.hpp"
#include "support/random/random.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

using namespace rasp_stitch;

namespace {

// Words by id, hashed by `mask` bits of them at most.
class Words {
public:
    explicit Words(HashIndex index, std::uint64_t mask = UINT64_MAX)
        : index_(std::move(index)), mask_(mask) {}

    HashIndex::Id intern(std::uint64_t word) {
        const HashIndex::Place place =
            index_.find(hash(word), [&](HashIndex::Id id) { return words_[id] == word; });
        if (!place.is_known) {
            words_.push_back(word);
            index_.add(place, [&](HashIndex::Id id) { return hash(words_[id]); });
        }
        return place.id;
    }

    bool has(std::uint64_t word) const {
        return index_.find(hash(word), [&](HashIndex::Id id) { return words_[id] == word; })
            .is_known;
    }

    void truncate(std::size_t size) {
        words_.resize(size);
        index_.truncate(size, [&](HashIndex::Id id) { return hash(words_[id]); });
    }

    void clear(std::size_t expected) {
        words_.clear();
        index_.clear(expected);
    }

    std::size_t size() const { return index_.size(); }
    std::size_t memory() const { return index_.memory(); }

private:
    std::uint64_t hash(std::uint64_t word) const { return hash_word(word) & mask_; }

    std::vector<std::uint64_t> words_;
    HashIndex index_;
    std::uint64_t mask_;
};

} // namespace

TEST_CASE("Equal elements have one id, and ids are given in order") {
    for (const HashIndex::Load load : {HashIndex::Load::half, HashIndex::Load::three_quarters}) {
        for (const std::uint64_t mask : {std::uint64_t{UINT64_MAX}, std::uint64_t{7}}) {
            Words words(HashIndex(1, load), mask);
            std::unordered_map<std::uint64_t, HashIndex::Id> ids;
            Random random(1);
            for (int i = 0; i < 3000; ++i) {
                const std::uint64_t word = below(random, 1000U);
                const auto next = static_cast<HashIndex::Id>(ids.size());
                CHECK(words.has(word) == ids.contains(word));
                CHECK(words.intern(word) == ids.try_emplace(word, next).first->second);
                CHECK(words.size() == ids.size());
            }
        }
    }
}

TEST_CASE("An index doubles when more of it is taken than its load") {
    Words half(HashIndex(16, HashIndex::Load::half));
    Words three_quarters(HashIndex(16, HashIndex::Load::three_quarters));
    for (std::uint64_t word = 0; word < 8; ++word) {
        half.intern(word);
    }
    for (std::uint64_t word = 0; word < 12; ++word) {
        three_quarters.intern(word);
    }
    CHECK(half.memory() == 16 * sizeof(HashIndex::Id));
    CHECK(three_quarters.memory() == 16 * sizeof(HashIndex::Id));
    half.intern(8);
    three_quarters.intern(12);
    CHECK(half.memory() == 32 * sizeof(HashIndex::Id));
    CHECK(three_quarters.memory() == 32 * sizeof(HashIndex::Id));
}

TEST_CASE("A truncated index knows the first elements only, and goes on from there") {
    Words words{HashIndex(4)};
    for (std::uint64_t word = 100; word < 200; ++word) {
        words.intern(word);
    }
    words.truncate(30);
    CHECK(words.size() == 30);
    for (std::uint64_t word = 100; word < 200; ++word) {
        CHECK(words.has(word) == (word < 130));
    }
    CHECK(words.intern(500) == 30);
    CHECK(words.intern(129) == 29);
}

TEST_CASE("A cleared index is empty, and grows like a new one beyond what was expected") {
    Words words{HashIndex()};
    Random random(5);
    for (std::size_t round = 0; round < 200; ++round) {
        const auto expected = below(random, std::size_t{20});
        words.clear(expected);
        CHECK(words.size() == 0);
        for (std::size_t i = 0; i < 2 * expected + 5; ++i) {
            const std::uint64_t word = round + i; // many of them were in the last round, too
            CHECK_FALSE(words.has(word));
            CHECK(words.intern(word) == i);
        }
        for (std::size_t i = 0; i < 2 * expected + 5; ++i) {
            CHECK(words.intern(round + i) == i);
        }
    }
}

TEST_CASE("Clearing allocates nothing while the expected elements fit") {
    Words words{HashIndex(1024)};
    const std::size_t memory = words.memory();
    for (const std::size_t expected : {512U, 1U, 0U, 300U}) {
        words.clear(expected);
        for (std::uint64_t word = 0; word < expected; ++word) {
            words.intern(word);
        }
        CHECK(words.memory() == memory);
    }
    words.clear(513);
    CHECK(words.memory() == 2 * memory);
}
