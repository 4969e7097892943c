#pragma once

// What programs do on one batch of inputs, each distinct behaviour stored once.
//
//     Behaviours behaviours(batch);
//     const BehaviourId sum = behaviours.add(form.of(column, failures));
//     behaviours.add(form.of(other, failures)) == sum // if `other` does the same
//     behaviours.column(sum, buffer)                  // to compute with
//
// They are kept as the bytes of enumerator/behaviour/behaviour_form.hpp, and 24 more each for finding them.

#include "enumerator/behaviour/behaviour_form.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/column.hpp"
#include "rasp/language/opcode.hpp"
#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

using BehaviourId = std::uint32_t;

// Whether an input is among those that fail (Behaviours::failures).
inline bool fails_on(std::span<const std::uint8_t> failures, std::size_t input) {
    return !failures.empty() && ((failures[input / 8] >> (input % 8)) & 1U) != 0;
}

class Behaviours {
public:
    using Sort = BehaviourSort;

    // The batch must outlive this.
    explicit Behaviours(const rasp::Batch& batch);

    BehaviourId add(std::span<const std::uint8_t> bytes) { return add(bytes, hash_of(bytes)); }

    // With the hash of the bytes, which may be computed elsewhere.
    BehaviourId add(std::span<const std::uint8_t> bytes, std::uint64_t hash);
    static std::uint64_t hash_of(std::span<const std::uint8_t> bytes);

    BehaviourSort sort(BehaviourId id) const { return sort_of(entries_[id].data); }
    rasp::Comparison comparison(BehaviourId id) const { return comparison_of(entries_[id].data); }
    lambda::TermId open_term(BehaviourId id) const { return open_term_of(entries_[id].data); }

    // Views of the buffer.
    rasp::Column column(BehaviourId id, ValueBuffer& buffer) const {
        return column_of(entries_[id].data, *batch_, buffer);
    }
    rasp::Selector selector(BehaviourId id, ValueBuffer& buffer) const {
        return selector_of(entries_[id].data, *batch_, buffer);
    }

    // A bit for each input, from the lowest of each byte on; empty where none fails.
    std::span<const std::uint8_t> failures(BehaviourId id) const {
        return failures_of({entries_[id].data, entries_[id].size}, *batch_);
    }

    std::size_t size() const { return entries_.size(); }
    std::size_t memory() const; // in bytes

private:
    struct Entry {
        const std::uint8_t* data;
        std::uint32_t size;
        std::uint32_t hash; // the upper half
    };

    const std::uint8_t* stored(std::span<const std::uint8_t> bytes);

    const rasp::Batch* batch_;
    std::vector<std::vector<std::uint8_t>> chunks_;
    std::size_t chunk_bytes_ = 0; // of all chunks
    std::size_t used_ = 0;        // of the last one
    std::vector<Entry> entries_;
    HashIndex index_;
};

} // namespace rasp_stitch::enumerator
