#pragma once

// Writes behaviours as bytes, so that two are the same if and only if their bytes are.
//
//     BehaviourForm form(batch);
//     std::span<const std::uint8_t> bytes = form.of(column, failures); // valid until the next
//     column_of(bytes.data(), batch, buffer)                           // to compute with
//
// A behaviour is the input itself, a predicate, an open term, or the values of a sequence or a
// selector on the inputs of the batch, with the set of inputs that it fails on. Two sequences or
// selectors are the same if they fail on the same inputs and have the same values with the same
// tags, bit for bit, on all others. They are brought into one form:
//   - Values that are all the same, or the rows of each input if they are, are written once.
//   - Numbers that all have the same tag are written without tags.
//   - For an input that fails, a sequence has the first value of an input that does not, and a
//     selector selects nothing.
//   - What fails on all inputs is the whole number 0.
//
// The bytes are a header of 4, the values (enumerator/behaviour/value_packing.hpp) and, if some
// inputs fail, a bit for each input. In a language with if_lazy, an input may fail at some positions
// only, of which others may be chosen later: then a bit for each input that fails for good and one
// for each position come before these bits, and blanks are put at positions instead.

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

// Memory for one sequence or selector on a batch.
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
    static std::size_t memory(const rasp::Batch& batch); // of one buffer, in bytes

private:
    std::vector<std::int64_t> ints_;
    std::vector<double> floats_;
    std::vector<std::uint8_t> flags_;
    std::vector<std::uint32_t> strings_;
    std::vector<std::uint64_t> words_;
};

// For one thread at a time.
class BehaviourForm {
public:
    // The batch must outlive this, and none of its inputs may be empty.
    explicit BehaviourForm(const rasp::Batch& batch);

    // Each result is valid until the next call.
    std::span<const std::uint8_t> of_input();
    std::span<const std::uint8_t> of_predicate(rasp::Comparison comparison);
    std::span<const std::uint8_t> of_open(lambda::TermId term);
    std::span<const std::uint8_t> of(const rasp::Column& column, const rasp::Failures& failures);
    std::span<const std::uint8_t> of(const rasp::Selector& selector,
                                     const rasp::Failures& failures);

    // Returns a sequence that fails for good on some inputs, and on others at the positions that have
    // a failure, as many as the batch has.
    std::span<const std::uint8_t> of(const rasp::Column& column, const rasp::Failures& failures,
                                     const rasp::PositionFailures& positions);

private:
    void begin(BehaviourSort sort, std::uint8_t detail);
    rasp::Column without_failures(const rasp::Column& column, const rasp::Failures& failures);
    template <class Blank>
    rasp::Column blanked(const rasp::Column& column, const Blank& blank);
    void put_blank(rasp::ValueKind kind);
    void put_column(const rasp::Column& column);
    void put_mixed(const rasp::Column& column);
    bool is_uniform(const rasp::Selector& selector, const rasp::Failures& failures) const;
    void put_failures(const rasp::Failures& failures);

    const rasp::Batch* batch_;
    Bytes bytes_;
    ValueBuffer blanked_;
    std::vector<std::uint64_t> bits_;
    std::vector<std::uint64_t>
        no_rows_; // zeros, as many as the matrix of the longest input has words
    NumberPacking numbers_;
};

// These read the bytes of a behaviour. Columns and selectors are unpacked into the buffer.
BehaviourSort sort_of(const std::uint8_t* bytes);
rasp::Comparison comparison_of(const std::uint8_t* bytes);
lambda::TermId open_term_of(const std::uint8_t* bytes);
rasp::Column column_of(const std::uint8_t* bytes, const rasp::Batch& batch, ValueBuffer& buffer);
rasp::Selector selector_of(const std::uint8_t* bytes, const rasp::Batch& batch,
                           ValueBuffer& buffer);

// Returns a bit for each input, from the lowest of each byte on; empty if no input fails.
std::span<const std::uint8_t> failures_of(std::span<const std::uint8_t> bytes,
                                          const rasp::Batch& batch);

// A behaviour that fails at some positions only has a bit for each input that fails for good, and
// one for each position. Both are empty for any other behaviour, all of whose failures are for good.
struct PlacedFailures {
    std::span<const std::uint8_t> inputs;
    std::span<const std::uint8_t> positions;
};
PlacedFailures placed_failures_of(std::span<const std::uint8_t> bytes, const rasp::Batch& batch);

} // namespace rasp_stitch::enumerator
