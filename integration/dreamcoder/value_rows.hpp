#pragma once

// Represents behaviours as rows of numbers, one for each input: equal numbers stand for equal
// values.
//
//     ValueRows rows(batch);
//     const ValueRow row = rows.row(behaviours, batch, id);
//     row[2] == ValueRows::failed // the program fails on the third input
//
// Values are compared as in tasks, but exactly: 3 equals 3.0, and 0 equals -0.0.

#include "enumerator/behaviour/behaviours.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/column.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::dreamcoder {

// The value of a program on one input.
using ValueId = std::uint32_t;
using ValueRow = std::vector<ValueId>;

class ValueRows {
public:
    // The behaviours must be on batches of the same inputs as this one.
    explicit ValueRows(const rasp::Batch& batch) : buffer_(batch) {}

    static constexpr ValueId failed = 0;

    // Returns the row of a sequence or of a selector.
    ValueRow row(const enumerator::Behaviours& behaviours, const rasp::Batch& batch,
                 enumerator::BehaviourId id);

    std::size_t memory() const { return memory_; } // in bytes, approximately

private:
    using Words = std::basic_string<char32_t>;

    void write_cells(const rasp::Selector& selector, const rasp::Extent& extent);
    void write_values(const rasp::Column& column, const rasp::Batch& batch,
                      const rasp::Extent& extent);
    void write(std::uint64_t word);
    void write(std::string_view text);

    enumerator::ValueBuffer buffer_;
    Words words_; // of the value that is being looked up
    std::unordered_map<Words, ValueId> ids_;
    std::size_t memory_ = 0;
};

} // namespace rasp_stitch::dreamcoder
