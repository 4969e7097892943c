#pragma once

// The columns that a backward search computes with, and their hashes.
//
//     const BatchShape shape(batch);
//     const ColumnHash hash(shape);
//     hash.of({1, 2, 3}) - hash.of({1, 1, 1}) == hash.of({0, 1, 2}) // of whole numbers
//
// All sequences are doubles here: a number is its value, a boolean is 0 or 1, and a string is a
// code that orders strings as RASP does (string_codes.hpp). Booleans and selectors also are bits.
//
// The hash of a sequence is a sum over its positions of a fixed odd factor times the value, which
// is first rounded to multiples of 2^-20. So values that differ by rounding errors hash alike, and
// the hash of a sum or a difference of whole numbers follows from the hashes of the parts.

#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/column.hpp"
#include "rasp/kernels/number.hpp"
#include "support/hashing/hash.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

enum class PartKind : std::uint8_t { number, boolean, string, selector };
inline constexpr std::size_t part_kinds = 4;

// The positions of a batch, one input after the other. The rows of a selector are those of a
// selector that is not uniform (rasp/kernels/column.hpp).
struct BatchShape {
    explicit BatchShape(const rasp::Batch& batch)
        : extents(batch.extents().begin(), batch.extents().end()), positions(batch.positions()),
          matrix_words(batch.matrix_words()) {}

    std::size_t mask_words() const { return (positions + rasp::word_bits - 1) / rasp::word_bits; }

    std::vector<rasp::Extent> extents;
    std::size_t positions;
    std::size_t matrix_words;
};

struct ColumnValues {
    PartKind kind{};
    std::vector<double> values = {};      // of a sequence, by position
    std::vector<std::uint64_t> bits = {}; // of a boolean sequence by position, or of a selector
};

// Returns what `mod` gives, or a NaN where it fails.
inline double remainder_of(double a, double b) {
    rasp::FailureClass failure = rasp::FailureClass::none;
    const rasp::Number rest = mod_numbers(rasp::floating(a), rasp::floating(b), failure);
    return failure == rasp::FailureClass::none ? rest.d : std::nan("");
}

inline constexpr double largest_hashed_number = 1 << 30; // larger ones are hashed bit by bit

inline bool is_whole(double value) {
    return std::fabs(value) < largest_hashed_number && value == std::floor(value);
}

// Adding this to a number of a smaller size rounds it to a whole number, which the low bits hold.
inline constexpr double whole_shift = 6755399441055744.0; // 1.5 * 2^52

// Returns the whole number next to a value that differs from it by no more than rounding errors.
inline double snapped(double value) {
    constexpr double tolerance = 1e-7;
    if (!(std::fabs(value) < largest_hashed_number)) {
        return value;
    }
    const double nearest = (value + whole_shift) - whole_shift;
    return std::fabs(value - nearest) < tolerance ? nearest : value;
}

// Returns whether two values are equal but for rounding errors.
inline bool are_alike(double a, double b) {
    constexpr double tolerance = 1e-7;
    return a == b || std::fabs(a - b) <= tolerance * std::fmax(1.0, std::fabs(a));
}

class ColumnHash {
public:
    explicit ColumnHash(const BatchShape& shape) {
        for (std::size_t i = 0; i < std::max(shape.positions, shape.matrix_words); ++i) {
            factors_.push_back(mix_bits(i) | 1U);
        }
    }

    std::uint64_t of(std::span<const double> values) const {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            sum += factors_[i] * rounded(values[i]);
        }
        return sum;
    }

    std::uint64_t of_bits(std::span<const std::uint64_t> words) const {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            sum += factors_[i] * mix_bits(words[i]);
        }
        return sum;
    }

private:
    static constexpr double units = 1 << 20;

    static std::uint64_t rounded(double value) {
        if (!(std::fabs(value) < largest_hashed_number)) {
            return mix_bits(std::bit_cast<std::uint64_t>(value));
        }
        return std::bit_cast<std::uint64_t>(value * units + whole_shift) -
               std::bit_cast<std::uint64_t>(whole_shift);
    }

    std::vector<std::uint64_t> factors_;
};

// Returns the bits of a column of booleans.
inline std::vector<std::uint64_t> bits_of(std::span<const double> values) {
    std::vector<std::uint64_t> bits((values.size() + rasp::word_bits - 1) / rasp::word_bits);
    for (std::size_t i = 0; i < values.size(); ++i) {
        bits[i / rasp::word_bits] |= std::uint64_t{values[i] != 0 ? 1U : 0U}
                                     << (i % rasp::word_bits);
    }
    return bits;
}

inline bool has_bit(std::span<const std::uint64_t> bits, std::size_t i) {
    return ((bits[i / rasp::word_bits] >> (i % rasp::word_bits)) & 1U) != 0;
}

inline ColumnValues boolean_column(std::vector<double> values) {
    std::vector<std::uint64_t> bits = bits_of(values);
    return {.kind = PartKind::boolean, .values = std::move(values), .bits = std::move(bits)};
}

} // namespace rasp_stitch::enumerator::backwards
