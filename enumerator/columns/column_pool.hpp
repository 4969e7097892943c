#pragma once

// Memory for columns that are all stored alike, which never move.
//
//     ColumnPool pool;
//     pool.set(value_bytes, failure_words);
//     const std::uint32_t first = pool.take(16); // 16 numbers for new columns
//     pool.place(first)                          // where the first of them is written
//
// Columns are in chunks, each with twice as many as the one before. The system gives memory to what
// is written, so that half of the last chunk costs nothing.
//
// Several threads may call all functions but set() and leave_gap() at once. A column that one of
// them has written may be read by another that has its number from it.

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>

namespace rasp_stitch::enumerator {

class ColumnPool {
public:
    // Sets the bytes of the values of a column, and the words of its failures.
    void set(std::size_t value_bytes, std::size_t failure_words);

    std::size_t value_bytes() const { return value_bytes_; }
    std::size_t failures_at() const { return failures_at_; } // within a column

    // Returns the first of this many numbers that nobody has had. Throws std::length_error if there
    // are no more.
    std::uint32_t take(std::uint32_t count);

    // Leaves a gap of column_slack bytes after all columns that were written, so that whoever reads
    // beyond the end of one of them reads no column that is written from now on. Numbers that were
    // taken before are not to be written any more. No other thread may use the pool.
    void leave_gap();

    // Returns the first number that may be written since the last gap.
    std::uint32_t first_after_gap() const { return first_after_gap_; }

    // Returns the numbers taken, and those of gaps.
    std::uint32_t size() const { return size_.load(std::memory_order_relaxed); }

    const std::uint8_t* place(std::uint32_t number) const { return start(number); }
    std::uint8_t* place(std::uint32_t number) { return start(number); }

    std::size_t memory() const; // in bytes, of what was taken

    static constexpr unsigned number_bits = 28;

private:
    static constexpr unsigned first_bits = 10; // of the number of columns in the first chunk
    static constexpr std::uint32_t first_columns = std::uint32_t{1} << first_bits;
    static constexpr std::size_t chunk_count = number_bits - first_bits + 1;
    // NOLINTNEXTLINE(modernize-avoid-c-arrays): bytes that nobody sets to zero
    using Memory = std::unique_ptr<std::uint8_t[]>;

    // Chunk k has the numbers from (2^k - 1) * 2^10 on.
    static unsigned chunk_of(std::uint32_t number) {
        return static_cast<unsigned>(std::bit_width(number + first_columns)) - first_bits - 1;
    }
    std::uint8_t* start(std::uint32_t number) const {
        const unsigned chunk = chunk_of(number);
        const std::size_t within = number + first_columns - (first_columns << chunk);
        return starts_[chunk].load(std::memory_order_acquire) + within * stride_;
    }

    std::size_t value_bytes_ = 0;
    std::size_t failures_at_ = 0;
    std::size_t stride_ = 0; // the bytes from one column to the next
    std::uint32_t first_after_gap_ = 0;
    std::atomic<std::uint32_t> size_ = 0;
    std::array<std::atomic<std::uint8_t*>, chunk_count> starts_ = {};
    std::array<Memory, chunk_count> chunks_;
    std::mutex mutex_; // who adds a chunk
};

} // namespace rasp_stitch::enumerator
