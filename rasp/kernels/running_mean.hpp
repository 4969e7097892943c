#pragma once

// The mean of the numbers that a row selects, as Python computes sum(selected) / len(selected): it
// adds from left to right, exactly while the numbers are whole, and in doubles from the first float
// on.
//
// A row often extends the row before it: it has the same keys, and perhaps some to the right of
// them (as with `prevs`, or equal rows). Then only the new keys are added to that row's sum. These
// are the same additions in the same order, so the result is the same to the last bit, and all rows
// together take linear time.

#include "rasp/kernels/column.hpp"
#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/word_bits.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace rasp_stitch::rasp {

template <Form form>
class RunningMean {
public:
    // Constructs the means of one input, whose values begin at the position `offset` of the column.
    RunningMean(const Column& values, std::size_t offset, std::size_t row_words)
        : values_(values), offset_(offset), row_words_(row_words) {}

    // Returns the mean over a row that selects at least one key. The row must stay unchanged until
    // the next call.
    double of(const std::uint64_t* row) {
        const bool is_extension = row_ != nullptr && extends_last(row);
        if (!is_extension) {
            row_ = nullptr;
            last_word_ = 0;
            whole_sum_ = 0;
            sum_ = 0;
            has_float_ = false;
            count_ = 0;
        }
        add_new(row);
        row_ = row;
        return total() / static_cast<double>(count_);
    }

    // Returns whether all numbers of the last row are finite.
    bool are_finite() const {
        for (std::size_t word = 0; word < row_words_; ++word) {
            for (std::uint64_t bits = row_[word]; bits != 0; bits &= bits - 1) {
                const std::size_t at = values_.at(offset_ + word * word_bits +
                                                  static_cast<std::size_t>(std::countr_zero(bits)));
                if (!std::isfinite(number_at(values_, at).d)) {
                    return false;
                }
            }
        }
        return true;
    }

private:
    __extension__ using Wide = __int128; // too wide for a sum of 64-bit numbers to overflow

    // Returns a mask of the bits up to the highest one of the last row, in the word that has it.
    std::uint64_t last_mask() const {
        return ~std::uint64_t{0} >> static_cast<unsigned>(std::countl_zero(row_[last_word_]));
    }

    bool extends_last(const std::uint64_t* row) const {
        for (std::size_t word = 0; word < last_word_; ++word) {
            if (row[word] != row_[word]) {
                return false;
            }
        }
        return (row[last_word_] & last_mask()) == row_[last_word_];
    }

    void add_new(const std::uint64_t* row) {
        const std::size_t first = last_word_;
        std::uint64_t fresh = row_ == nullptr ? row[first] : row[first] & ~last_mask();
        for (std::size_t word = first; word < row_words_; ++word) {
            if (word > first) {
                fresh = row[word];
            }
            if (fresh != 0) {
                last_word_ = word;
                count_ += count_bits(fresh);
                add_word(offset_ + word * word_bits, fresh);
            }
        }
    }

    void add_word(std::size_t position, std::uint64_t bits) {
        for (; bits != 0; bits &= bits - 1) {
            add(values_.at(position + static_cast<std::size_t>(std::countr_zero(bits))));
        }
    }

    void add(std::size_t at) {
        if constexpr (form == Form::ints) {
            whole_sum_ += values_.ints[at];
        } else if constexpr (form == Form::floats) {
            sum_ += values_.floats[at];
        } else if (!has_float_ && values_.flags[at] != 0) {
            whole_sum_ += values_.ints[at];
        } else {
            if (!has_float_) {
                sum_ = static_cast<double>(whole_sum_);
                has_float_ = true;
            }
            sum_ += values_.floats[at];
        }
    }

    double total() const {
        if (form == Form::floats || has_float_) {
            return sum_;
        }
        const auto narrow = static_cast<std::int64_t>(whole_sum_);
        return narrow == whole_sum_ ? static_cast<double>(narrow) : static_cast<double>(whole_sum_);
    }

    Column values_;
    std::size_t offset_;
    std::size_t row_words_;
    const std::uint64_t* row_ = nullptr; // the last one
    std::size_t last_word_ = 0;          // the word with the last row's highest bit
    Wide whole_sum_ = 0;
    double sum_ = 0;
    bool has_float_ = false;
    std::size_t count_ = 0;
};

} // namespace rasp_stitch::rasp
