#pragma once

// Packs values into few bytes, and unpacks them. The bytes depend on the values alone, so equal
// values have equal bytes.
//
//     pack_ints(values, bytes);                 // appends
//     unpack_ints(bytes.data(), count, values); // as many as were packed
//
// Whole numbers and strings take 1, 2, 4 or 8 bytes each, the least that all of them fit into. A
// boolean takes a bit, and a row of a selector a bit for each key, filled up to whole bytes. Among
// many floats or numbers with tags there are usually few different ones: these are written once, in
// the order in which they first occur, followed by a code of 1 or 2 bytes for each place.

#include "rasp/kernels/column.hpp"
#include "rasp/kernels/string_table.hpp"
#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

using Bytes = std::vector<std::uint8_t>;

// Unpacking may read this many bytes beyond what was packed.
inline constexpr std::size_t packing_slack = 8;

void pack_ints(std::span<const std::int64_t> values, Bytes& bytes);
void unpack_ints(const std::uint8_t* bytes, std::size_t count, std::int64_t* values);

void pack_strings(std::span<const rasp::StringId> values, Bytes& bytes);
void unpack_strings(const std::uint8_t* bytes, std::size_t count, rasp::StringId* values);

// Flags are 0 or 1. Unpacking writes a multiple of 8 flags.
void pack_flags(std::span<const std::uint8_t> flags, Bytes& bytes);
void unpack_flags(const std::uint8_t* bytes, std::size_t count, std::uint8_t* flags);

// These pack the rows of one input, of which a uniform selector has one. Unpacking returns the end
// of the bytes that it read.
void pack_rows(const rasp::Extent& extent, std::size_t rows, const std::uint64_t* words,
               Bytes& bytes);
const std::uint8_t* unpack_rows(const rasp::Extent& extent, std::size_t rows,
                                const std::uint8_t* bytes, std::uint64_t* words);

// Packs numbers given by their bits: whole ones if the tag is not 0, and otherwise floats. Without
// tags all are floats.
class NumberPacking {
public:
    void pack(std::span<const std::uint64_t> bits, std::span<const std::uint8_t> tags,
              Bytes& bytes);

private:
    bool find_codes(std::span<const std::uint64_t> bits, std::span<const std::uint8_t> tags);

    std::vector<std::uint16_t> codes_;
    HashIndex different_;                       // their codes
    std::vector<std::uint64_t> different_bits_; // by code
    std::vector<std::uint8_t> different_tags_;
};

void unpack_floats(const std::uint8_t* bytes, std::size_t count, double* values);

// Fills all arrays of numbers as a mixed column has them (rasp/kernels/column.hpp).
void unpack_mixed(const std::uint8_t* bytes, std::size_t count, const rasp::ColumnBuffer& out);

} // namespace rasp_stitch::enumerator
