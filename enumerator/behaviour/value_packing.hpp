#pragma once

// Values in few bytes, and back. What is packed alone decides about the bytes, so equal values have
// equal bytes.
//
//     pack_ints(values, bytes);                 // appends
//     unpack_ints(bytes.data(), count, values); // as many as were packed
//
// Whole numbers and strings take the least of 1, 2, 4 or 8 bytes that all of them fit in, booleans
// a bit, rows of selectors a bit for each key and what is missing to a byte. Of floats and of
// numbers with tags there are mostly few different ones among many: these come once, in the order
// in which they first occur, and then 1 or 2 bytes for each place.

#include "rasp/kernels/column.hpp"
#include "rasp/kernels/string_table.hpp"
#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

using Bytes = std::vector<std::uint8_t>;

// Unpacking reads up to so many bytes beyond what was packed.
inline constexpr std::size_t packing_slack = 8;

void pack_ints(std::span<const std::int64_t> values, Bytes& bytes);
void unpack_ints(const std::uint8_t* bytes, std::size_t count, std::int64_t* values);

void pack_strings(std::span<const rasp::StringId> values, Bytes& bytes);
void unpack_strings(const std::uint8_t* bytes, std::size_t count, rasp::StringId* values);

// Flags are 0 or 1. Room for unpacking is a multiple of 8.
void pack_flags(std::span<const std::uint8_t> flags, Bytes& bytes);
void unpack_flags(const std::uint8_t* bytes, std::size_t count, std::uint8_t* flags);

// The rows of one input; those of a uniform selector are one.
void pack_rows(const rasp::Extent& extent, std::size_t rows, const std::uint64_t* words,
               Bytes& bytes);
const std::uint8_t* unpack_rows(const rasp::Extent& extent, std::size_t rows,
                                const std::uint8_t* bytes, std::uint64_t* words);

// Numbers as bits, those with a tag other than 0 whole ones; without tags all are floats.
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

// Fills in all arrays of numbers as a mixed column has them (rasp/kernels/column.hpp).
void unpack_mixed(const std::uint8_t* bytes, std::size_t count, const rasp::ColumnBuffer& out);

} // namespace rasp_stitch::enumerator
