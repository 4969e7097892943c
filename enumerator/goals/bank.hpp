#pragma once

// The parts that a backward search can use: kept programs with their values, each column once, in
// the order in which they were told, which is that of their costs.
//
//     Bank bank(shape, strings, {.parts = 200'000});
//     bank.add(handle, cost, values)          // its place, or nullopt if it is of no use
//     bank.find(PartKind::number, hash)       // the place of the part with this column
//
// Selectors that can be inverted (inverse.hpp) are listed once more.

#include "enumerator/goals/column_values.hpp"
#include "enumerator/goals/expression.hpp"
#include "enumerator/goals/inverse.hpp"
#include "enumerator/goals/string_codes.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "support/hashing/hash_index.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

// What a part gives on the positions of the batch. It does not fail anywhere.
struct PartValues {
    PartKind kind{};
    std::span<const double> numbers = {};        // of a number, by position
    std::span<const std::uint64_t> bits = {};    // of a boolean: bit i is position i; of a
                                                 // selector: its rows, not uniform
    std::span<const std::uint32_t> strings = {}; // of a string, by position: ids in the batch
};

struct Part {
    PartHandle handle = 0;
    DescriptionLength cost = 0;
    std::uint64_t hash = 0;
    bool is_whole = false;    // all its values are whole numbers
    bool is_constant = false; // all its values are the same
    bool is_ordered = true;   // its values are less than others where the strings are
};

struct BankLimits {
    std::size_t parts = 500'000; // of each kind
    std::size_t bytes = std::size_t{1} << 27U;
};

class Bank {
public:
    Bank(const BatchShape& shape, StringCodes& strings, const BankLimits& limits);

    // Returns nullopt if there is a part with these values, or if there are enough of the kind.
    std::optional<std::uint32_t> add(PartHandle handle, DescriptionLength cost,
                                     const PartValues& values);
    bool is_full(PartKind kind) const;

    std::uint32_t count(PartKind kind) const {
        return static_cast<std::uint32_t>(of(kind).parts.size());
    }
    const Part& part(PartKind kind, std::uint32_t place) const { return of(kind).parts[place]; }

    // Returns the values of a sequence.
    std::span<const double> values(PartKind kind, std::uint32_t place) const {
        return std::span(of(kind).values).subspan(place * shape_->positions, shape_->positions);
    }
    // Returns the bits of a boolean or a selector.
    std::span<const std::uint64_t> bits(PartKind kind, std::uint32_t place) const {
        const std::size_t words = words_of(kind);
        return std::span(of(kind).bits).subspan(place * words, words);
    }
    std::optional<std::uint32_t> find(PartKind kind, std::uint64_t hash) const;

    // The selectors that can be inverted.
    struct Invertible {
        std::uint32_t selector = 0; // its place
        Inverse inverse;
    };
    std::span<const Invertible> invertible() const { return invertible_; }

    // Returns the column of positions within their inputs, if it has been told.
    std::optional<std::uint32_t> indices() const { return indices_; }
    // Return the numbers 0 and 1, likewise.
    std::optional<std::uint32_t> zero() const { return zero_; }
    std::optional<std::uint32_t> one() const { return one_; }

    std::size_t memory() const; // in bytes, approximately

private:
    struct Parts {
        std::vector<Part> parts;
        std::vector<double> values;
        std::vector<std::uint64_t> bits;
        HashIndex index;
    };

    const Parts& of(PartKind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }
    std::size_t words_of(PartKind kind) const {
        return kind == PartKind::selector  ? shape_->matrix_words
               : kind == PartKind::boolean ? shape_->mask_words()
                                           : 0;
    }
    void convert(const PartValues& values);

    const BatchShape* shape_;
    StringCodes* strings_;
    BankLimits limits_;
    ColumnHash hash_;
    std::array<Parts, part_kinds> kinds_;
    std::vector<Invertible> invertible_;
    std::vector<double> indices_column_;
    std::optional<std::uint32_t> indices_;
    std::optional<std::uint32_t> zero_;
    std::optional<std::uint32_t> one_;
    std::vector<double> converted_;
};

} // namespace rasp_stitch::enumerator::backwards
