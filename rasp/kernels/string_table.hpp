#pragma once

// Strings as numbers: the same string, the same id; and what order they stand in.
//
//     StringTable strings;
//     const StringId a = strings.intern("a");
//     strings.text(a) == "a";
//     strings.ranks()[a] < strings.ranks()[b] // where text(a) < text(b), byte by byte
//
// Bytewise order of UTF-8 is the order by code point.

#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

using StringId = std::uint32_t;

class StringTable {
public:
    StringId intern(std::string_view text);
    const std::string& text(StringId id) const { return texts_[id]; }

    std::size_t size() const { return size_; }
    std::size_t bytes() const { return bytes_; } // of all strings

    // By id, the place in the order of all strings. Valid until the next string is interned. Sorts
    // when strings have come since the last call.
    std::span<const std::uint32_t> ranks();

    // Forgets all strings but the first `size`. Keeps the memory of the others for new ones.
    void truncate(std::size_t size);

private:
    std::vector<std::string> texts_; // those beyond size_ are free
    std::vector<std::size_t> hashes_;
    HashIndex index_{64};
    std::vector<std::uint32_t> ranks_;
    std::vector<StringId> order_;
    std::size_t size_ = 0;
    std::size_t bytes_ = 0;
};

} // namespace rasp_stitch::rasp
