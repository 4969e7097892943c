#pragma once

// Door of support/hashing.
//
// Finds elements of an append-only array by their content, so that equal elements can be stored
// once and named by their place in the array (interning, hash-consing).
//
// ```cpp
// #include "support/hashing/hash.hpp"
// #include <vector>
// std::vector<std::uint64_t> words;
// HashIndex index;
// const auto intern = [&](std::uint64_t word) {
//     const auto place = index.find(hash_word(word), [&](auto id) { return words[id] == word; });
//     if (!place.is_known) {
//         words.push_back(word);
//         index.add(place, [&](auto id) { return hash_word(words[id]); });
//     }
//     return place.id;
// };
// CHECK(intern(70) == 0);
// CHECK(intern(80) == 1);
// CHECK(intern(70) == 0);
// ```
//
// The index holds ids only; the array, equality and hashes belong to the caller. An element that
// keeps its hash, or a part of it, compares that first and need not compute it again when the index
// grows; one that does not keep its hash is smaller.
//
// Open addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, section
// 6.4, algorithm L). The number of slots is a power of two, and the low bits of the hash choose the
// first slot to look at. A slot is 4 bytes.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

namespace rasp_stitch {

class HashIndex {
public:
    using Id = std::uint32_t;

    // How many of the slots are taken before the index doubles. Longer searches for less memory.
    enum class Load : std::uint8_t { half = 2, three_quarters = 3 };

    static constexpr std::size_t default_slots = 1024;

    explicit HashIndex(std::size_t least_slots = default_slots, Load load = Load::half)
        : load_(load), slots_(std::bit_ceil(least_slots), 0) {
        use(slots_.size());
    }

    // The result of a search.
    struct Place {
        std::size_t slot = 0;
        Id id = 0; // of the element found, or the one that a new element gets
        bool is_known = false;
    };

    // Looks for the element of this hash for which `is_equal(id)` holds; is_equal is asked about
    // elements of other hashes, too.
    template <class IsEqual>
    Place find(std::uint64_t hash, IsEqual&& is_equal) const {
        const Id* const slots = slots_.data(); // never indexed beyond mask_, so never checked
        std::size_t slot = hash & mask_;
        for (; slots[slot] > base_; slot = (slot + 1) & mask_) {
            const Id id = slots[slot] - base_ - 1;
            if (is_equal(id)) {
                return {.slot = slot, .id = id, .is_known = true};
            }
        }
        return {.slot = slot, .id = size_, .is_known = false};
    }

    // Adds the element that find() did not find and that is now in the array, under `place.id`.
    // Nothing may have been added in between. `hash_of(id)` gives the hash of any element; it is
    // called when the index grows. Throws std::length_error at 2^32 - 2 elements.
    template <class HashOf>
    void add(Place place, HashOf&& hash_of) {
        slots_.data()[place.slot] = base_ + ++size_;
        if (size_ > limit_) {
            rebuild((mask_ + 1) * 2, hash_of);
        }
    }

    std::size_t size() const { return size_; }

    // Forgets all elements from id `size` on. Linear in the number of slots.
    template <class HashOf>
    void truncate(std::size_t size, HashOf&& hash_of) {
        size_ = static_cast<Id>(std::min<std::size_t>(size, size_));
        rebuild(mask_ + 1, hash_of);
    }

    // Forgets all elements and prepares for `expected` new ones, which will be added without
    // growth. Takes constant time, save when more memory is needed than ever before.
    void clear(std::size_t expected) {
        base_ += size_; // what is in the slots is now too small for taken ones
        size_ = 0;
        const std::size_t count = std::bit_ceil(std::max<std::size_t>(2 * expected, 1));
        if (count > slots_.size() || base_ > most / 2) {
            slots_.assign(std::max(count, slots_.size()), 0);
            base_ = 0;
        }
        use(count);
    }

    // Returns the bytes that the index has allocated.
    std::size_t memory() const { return slots_.size() * sizeof(slots_[0]); }

private:
    static constexpr Id most = UINT32_MAX - 1;

    void use(std::size_t count) {
        mask_ = count - 1;
        limit_ = static_cast<Id>(
            std::min<std::size_t>(count * static_cast<std::size_t>(load_) / 4, most - base_));
    }

    template <class HashOf>
    void rebuild(std::size_t count, HashOf&& hash_of) {
        if (size_ >= most) {
            throw std::length_error("a hash index is full");
        }
        slots_.assign(std::max(count, slots_.size()), 0);
        base_ = 0;
        use(count);
        for (Id id = 0; id < size_; ++id) {
            std::size_t slot = hash_of(id) & mask_;
            while (slots_[slot] != 0) {
                slot = (slot + 1) & mask_;
            }
            slots_[slot] = id + 1;
        }
    }

    Load load_;
    Id base_ = 0;  // a slot is taken if its number is larger: base_ + id + 1
    Id size_ = 0;  // of the array
    Id limit_ = 0; // the index grows beyond it
    std::size_t mask_ = 0;
    std::vector<Id> slots_; // the first mask_ + 1 are in use
};

} // namespace rasp_stitch
