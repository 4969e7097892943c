#pragma once

// What programs do on one batch of inputs, each distinct behaviour stored once.
//
//     Behaviours behaviours(batch);
//     const BehaviourId sum = behaviours.add(column, failures);
//     behaviours.add(other, failures) == sum  // if `other` does the same
//     behaviours.column(sum, buffer)          // to compute with
//
// A behaviour is the input itself, a predicate, or what a sequence or a selector is on the inputs
// of the batch, with the set of inputs that it fails on. Two are the same if and only if they fail
// on the same inputs and on all others have the same values with the same tags, bit for bit:
// they are brought into one form first. Where all values are the same one stands for all; numbers
// of one tag have no tags of their own; where an input fails stand zeros.
//
// Storage: the form, 4 bytes; each value in the least of 1, 2, 4 or 8 bytes that all of them fit
// in; a bit for each input if some fail; and some 24 bytes for finding it.

#include "lambda/term_store.hpp"
#include "rasp/batch.hpp"
#include "rasp/column.hpp"
#include "rasp/kernel_context.hpp"
#include "rasp/opcode.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

using BehaviourId = std::uint32_t;

// Memory for a sequence or a selector of a batch.
class ValueBuffer {
public:
    explicit ValueBuffer(const rasp::Batch& batch);

    rasp::ColumnBuffer column() {
        return {.ints = ints_.data(),
                .floats = floats_.data(),
                .flags = flags_.data(),
                .strings = strings_.data()};
    }
    std::uint64_t* words() { return words_.data(); }

private:
    std::vector<std::int64_t> ints_;
    std::vector<double> floats_;
    std::vector<std::uint8_t> flags_;
    std::vector<std::uint32_t> strings_;
    std::vector<std::uint64_t> words_;
};

class Behaviours {
public:
    // The batch must outlive this; no input may be empty.
    explicit Behaviours(const rasp::Batch& batch);

    // `open` is a program that has variables of its own lambdas: its behaviour is the term itself
    // (enumerator/rule_application.hpp).
    enum class Sort : std::uint8_t { input, predicate, sequence, selector, open };

    BehaviourId add_input();
    BehaviourId add_predicate(rasp::Comparison comparison);
    BehaviourId add_open(lambda::TermId term);
    BehaviourId add(const rasp::Column& column, const rasp::Failures& failures);
    BehaviourId add(const rasp::Selector& selector, const rasp::Failures& failures);

    Sort sort(BehaviourId id) const { return Sort(entries_[id].data[0]); }
    rasp::Comparison comparison(BehaviourId id) const {
        return rasp::Comparison(entries_[id].data[1]);
    }
    lambda::TermId open_term(BehaviourId id) const;

    // Views of the buffer.
    rasp::Column column(BehaviourId id, ValueBuffer& buffer) const;
    rasp::Selector selector(BehaviourId id, ValueBuffer& buffer) const;

    // A bit for each input, from the lowest of each byte on; empty where none fails.
    std::span<const std::uint8_t> failures(BehaviourId id) const;

    std::size_t size() const { return entries_.size(); }
    std::size_t memory() const; // in bytes

private:
    struct Entry {
        const std::uint8_t* data;
        std::uint32_t size;
        std::uint32_t hash;
    };

    void begin(Sort sort, std::uint8_t detail, const rasp::Failures& failures);
    void blank_failed();
    bool all_same() const;
    void add_failures();
    BehaviourId intern();
    void grow();

    const rasp::Batch* batch_;
    std::size_t failure_bytes_;

    // What is being added: bytes, the inputs that fail, and values as bits.
    std::vector<std::uint8_t> bytes_;
    std::vector<std::uint32_t> failed_;
    std::vector<std::uint64_t> values_;
    std::vector<std::uint8_t> tags_;

    std::deque<std::vector<std::uint8_t>> chunks_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_; // open addressing: id + 1, or 0 for a free slot
};

} // namespace rasp_stitch::enumerator
