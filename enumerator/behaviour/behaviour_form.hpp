#pragma once

// Behaviours as bytes: two are the same if and only if their bytes are.
//
//     BehaviourForm form(batch);
//     std::span<const std::uint8_t> bytes = form.of(column, failures); // valid until the next
//     column_of(bytes.data(), batch, buffer)                           // to compute with
//
// A behaviour is the input itself, a predicate, an open term, or what a sequence or a selector is
// on the inputs of the batch, with the set of inputs that it fails on. Two are the same where they
// fail on the same inputs and on all others have the same values with the same tags, bit for bit.
// They are brought into one form: where all values are the same, or all rows of each input, one
// stands for all; numbers of one tag have no tags of their own; where an input of a sequence fails
// stands the first value that there is, and in a selector nothing is selected; what fails on all
// inputs is a whole number.
//
// The bytes are a header of 4, the values (enumerator/behaviour/value_packing.hpp), and where some inputs
// fail a bit for each input.

#include "enumerator/behaviour/value_packing.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/column.hpp"
#include "rasp/kernels/kernel_context.hpp"
#include "rasp/language/opcode.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

enum class BehaviourSort : std::uint8_t { input, predicate, sequence, selector, open };

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
    static std::size_t memory(const rasp::Batch& batch); // in bytes, of a buffer

private:
    std::vector<std::int64_t> ints_;
    std::vector<double> floats_;
    std::vector<std::uint8_t> flags_;
    std::vector<std::uint32_t> strings_;
    std::vector<std::uint64_t> words_;
};

// Not to be shared between threads.
class BehaviourForm {
public:
    // The batch must outlive this; no input may be empty.
    explicit BehaviourForm(const rasp::Batch& batch);

    // Each valid until the next call.
    std::span<const std::uint8_t> of_input();
    std::span<const std::uint8_t> of_predicate(rasp::Comparison comparison);
    std::span<const std::uint8_t> of_open(lambda::TermId term);
    std::span<const std::uint8_t> of(const rasp::Column& column, const rasp::Failures& failures);
    std::span<const std::uint8_t> of(const rasp::Selector& selector,
                                     const rasp::Failures& failures);

private:
    void begin(BehaviourSort sort, std::uint8_t detail);
    rasp::Column without_failures(const rasp::Column& column, const rasp::Failures& failures);
    void put_column(const rasp::Column& column);
    void put_mixed(const rasp::Column& column);
    bool is_uniform(const rasp::Selector& selector, const rasp::Failures& failures) const;
    void put_failures(const rasp::Failures& failures);

    const rasp::Batch* batch_;
    Bytes bytes_;
    ValueBuffer blanked_;
    std::vector<std::uint64_t> bits_;
    std::vector<std::uint64_t> no_rows_; // as many words as the longest input has, all 0
    NumberPacking numbers_;
};

// Of a behaviour's bytes.
BehaviourSort sort_of(const std::uint8_t* bytes);
rasp::Comparison comparison_of(const std::uint8_t* bytes);
lambda::TermId open_term_of(const std::uint8_t* bytes);
rasp::Column column_of(const std::uint8_t* bytes, const rasp::Batch& batch, ValueBuffer& buffer);
rasp::Selector selector_of(const std::uint8_t* bytes, const rasp::Batch& batch,
                           ValueBuffer& buffer);

// A bit for each input, from the lowest of each byte on; empty where none fails.
std::span<const std::uint8_t> failures_of(std::span<const std::uint8_t> bytes,
                                          const rasp::Batch& batch);

} // namespace rasp_stitch::enumerator
