#include "enumerator/columns/column_pool.hpp"

#include "enumerator/columns/column_layout.hpp"

#include <stdexcept>

namespace rasp_stitch::enumerator {

void ColumnPool::set(std::size_t value_bytes, std::size_t failure_words) {
    constexpr std::size_t word = sizeof(std::uint64_t);
    value_bytes_ = value_bytes;
    stride_ = value_bytes;
    if (failure_words != 0) { // aligned
        failures_at_ = (value_bytes + word - 1) / word * word;
        stride_ = failures_at_ + failure_words * word;
    }
}

std::uint32_t ColumnPool::take(std::uint32_t count) {
    const std::uint32_t first = size_.fetch_add(count, std::memory_order_relaxed);
    const std::uint32_t last = first + count - 1;
    if (last >= std::uint32_t{1} << number_bits) {
        size_.fetch_sub(count, std::memory_order_relaxed);
        throw std::length_error("too many behaviours of one kind");
    }
    for (unsigned chunk = chunk_of(first); chunk <= chunk_of(last); ++chunk) {
        if (starts_[chunk].load(std::memory_order_acquire) != nullptr) {
            continue;
        }
        const std::scoped_lock lock(mutex_);
        if (!chunks_[chunk]) {
            const std::size_t bytes =
                (std::size_t{first_columns} << chunk) * stride_ + column_slack;
            chunks_[chunk] = Memory(new std::uint8_t[bytes]); // not cleared, so not touched yet
            starts_[chunk].store(chunks_[chunk].get(), std::memory_order_release);
        }
    }
    return first;
}

// If nothing was taken since the last gap, that is the gap.
void ColumnPool::leave_gap() {
    if (size() != first_after_gap_) {
        take(static_cast<std::uint32_t>((column_slack + stride_ - 1) / stride_));
        first_after_gap_ = size();
    }
}

std::size_t ColumnPool::memory() const {
    return size() == 0 ? 0 : size() * stride_ + column_slack;
}

} // namespace rasp_stitch::enumerator
