#pragma once

// Numbers strings, equal ones the same, and knows their order.
//
//     StringTable strings;
//     const StringId a = strings.intern("a");
//     strings.text(a) == "a";
//     strings.ranks()[a] < strings.ranks()[b] // where text(a) < text(b), byte by byte
//
// The bytewise order of UTF-8 is the order by code point.

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
    std::size_t bytes() const { return bytes_; } // total size of the strings

    // Returns by id the rank of each string among all of them. Valid until the next string is
    // interned. Sorts the strings if there are new ones since the last call.
    std::span<const std::uint32_t> ranks();

    // Removes all strings but the first `size`, and keeps the memory of the others for new ones.
    void truncate(std::size_t size);

private:
    std::vector<std::string> texts_; // those beyond size_ are unused
    std::vector<std::size_t> hashes_;
    HashIndex index_{64};
    std::vector<std::uint32_t> ranks_;
    std::vector<StringId> order_;
    std::size_t size_ = 0;
    std::size_t bytes_ = 0;
};

} // namespace rasp_stitch::rasp
