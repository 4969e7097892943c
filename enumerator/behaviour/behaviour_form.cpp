#include "enumerator/behaviour/behaviour_form.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rasp_stitch::enumerator {

using rasp::Column;
using rasp::Extent;
using rasp::Form;
using rasp::Selector;

namespace {

// The first bytes of each behaviour.
enum Header : std::uint8_t { sort_byte, detail_byte, constant_byte, failing_byte, header_bytes };

// What the byte of failures says.
enum Failing : std::uint8_t { none_fails, inputs_fail, positions_fail };

std::size_t failure_bytes(const rasp::Batch& batch) {
    return (batch.extents().size() + 7) / 8;
}

std::size_t position_bytes(const rasp::Batch& batch) {
    return (batch.positions() + 7) / 8;
}

void set_bit(std::uint8_t* bits, std::size_t i) {
    bits[i / 8] |= static_cast<std::uint8_t>(1U << (i % 8));
}

template <class T>
bool are_same(std::span<const T> values) {
    return std::ranges::all_of(values, [&](T value) { return value == values.front(); });
}

// Returns the bits of the floats, so that they are compared exactly.
std::span<const std::uint64_t> bits_of(const double* floats, std::size_t count,
                                       std::vector<std::uint64_t>& bits) {
    bits.resize(count);
    std::memcpy(bits.data(), floats, count * sizeof(double));
    return bits;
}

} // namespace

// Flags are unpacked eight at a time, so there is room for a few more.
ValueBuffer::ValueBuffer(const rasp::Batch& batch)
    : ints_(batch.positions() + 1), floats_(batch.positions() + 1), flags_(batch.positions() + 8),
      strings_(batch.positions() + 1), words_(batch.matrix_words() + 1) {}

std::size_t ValueBuffer::memory(const rasp::Batch& batch) {
    constexpr std::size_t position =
        sizeof(std::int64_t) + sizeof(double) + sizeof(std::uint8_t) + sizeof(rasp::StringId);
    return batch.positions() * position + batch.matrix_words() * sizeof(std::uint64_t);
}

BehaviourForm::BehaviourForm(const rasp::Batch& batch) : batch_(&batch), blanked_(batch) {
    for (const Extent& extent : batch.extents()) {
        no_rows_.resize(std::max(no_rows_.size(), extent.length * extent.row_words));
    }
}

void BehaviourForm::begin(BehaviourSort sort, std::uint8_t detail) {
    bytes_.assign(header_bytes, 0);
    bytes_[sort_byte] = static_cast<std::uint8_t>(sort);
    bytes_[detail_byte] = detail;
}

std::span<const std::uint8_t> BehaviourForm::of_input() {
    begin(BehaviourSort::input, 0);
    return bytes_;
}

std::span<const std::uint8_t> BehaviourForm::of_predicate(rasp::Comparison comparison) {
    begin(BehaviourSort::predicate, static_cast<std::uint8_t>(comparison));
    return bytes_;
}

std::span<const std::uint8_t> BehaviourForm::of_open(lambda::TermId term) {
    begin(BehaviourSort::open, 0);
    bytes_.resize(header_bytes + sizeof(term));
    std::memcpy(bytes_.data() + header_bytes, &term, sizeof(term));
    return bytes_;
}

// Returns a copy of which the function writes each array of values.
template <class Blank>
Column BehaviourForm::blanked(const Column& column, const Blank& blank) {
    const rasp::ColumnBuffer out = blanked_.column();
    const bool is_number = column.kind() == rasp::ValueKind::number;
    if (column.form == Form::ints || column.form == Form::mixed) {
        blank(column.ints, out.ints);
    }
    if (column.form == Form::floats || column.form == Form::mixed) {
        blank(column.floats, out.floats);
    }
    if (column.form == Form::booleans || column.form == Form::mixed) {
        blank(column.flags, out.flags);
    }
    if (!is_number && column.form == Form::strings) {
        blank(column.strings, out.strings);
    }
    return {.form = column.form,
            .constant = false,
            .ints = out.ints,
            .floats = out.floats,
            .flags = out.flags,
            .strings = out.strings};
}

std::span<const std::uint8_t> BehaviourForm::of(const Column& column,
                                                const rasp::Failures& failures) {
    begin(BehaviourSort::sequence, 0);
    if (failures.has_all()) {
        const std::int64_t zero = 0;
        put_column({.form = Form::ints, .constant = true, .ints = &zero});
    } else {
        const bool is_blank = failures.has_any() && !column.constant;
        put_column(is_blank ? without_failures(column, failures) : column);
    }
    put_failures(failures);
    return bytes_;
}

std::span<const std::uint8_t> BehaviourForm::of(const Column& column,
                                                const rasp::Failures& failures,
                                                const rasp::PositionFailures& positions) {
    const auto fails_there = [&](std::size_t i) {
        return static_cast<bool>(positions[i]) && !failures.has(batch_->input_at(i));
    };
    const auto fails = [&](std::size_t i) {
        return failures.has(batch_->input_at(i)) || static_cast<bool>(positions[i]);
    };
    std::size_t kept = positions.size();
    bool is_placed = false;
    for (std::size_t i = positions.size(); i-- > 0;) {
        kept = fails(i) ? kept : i;
        is_placed |= fails_there(i);
    }
    if (!is_placed) {
        return of(column, failures);
    }
    begin(BehaviourSort::sequence, 0);
    if (kept == positions.size()) {
        put_blank(column.kind());
    } else {
        put_column(column.constant ? column : blanked(column, [&](const auto* from, auto* to) {
            for (std::size_t i = 0; i < positions.size(); ++i) {
                to[i] = from[fails(i) ? kept : i];
            }
        }));
    }
    const std::size_t inputs = failure_bytes(*batch_);
    const std::size_t first = bytes_.size();
    bytes_[failing_byte] = positions_fail;
    bytes_.resize(first + 2 * inputs + position_bytes(*batch_));
    std::uint8_t* const for_good = bytes_.data() + first;
    std::uint8_t* const at_positions = for_good + inputs;
    std::uint8_t* const at_all = at_positions + position_bytes(*batch_);
    for (std::size_t input = 0; input < batch_->extents().size(); ++input) {
        if (failures.has(input)) {
            set_bit(for_good, input);
            set_bit(at_all, input);
        }
    }
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (fails_there(i)) {
            set_bit(at_positions, i);
            set_bit(at_all, batch_->input_at(i));
        }
    }
    return bytes_;
}

// Returns a copy in which inputs that fail have the first value of the first one that does not.
Column BehaviourForm::without_failures(const Column& column, const rasp::Failures& failures) {
    const std::span<const Extent> extents = batch_->extents();
    std::size_t kept = 0;
    while (failures.has(kept)) {
        ++kept;
    }
    return blanked(column, [&](const auto* from, auto* to) {
        std::copy_n(from, batch_->positions(), to);
        for (std::size_t input = 0; input < extents.size(); ++input) {
            if (failures.has(input)) {
                std::fill_n(to + extents[input].offset, extents[input].length,
                            from[extents[kept].offset]);
            }
        }
    });
}

// The kind is kept: where it is not chosen, what fails may stand beside values of its kind.
void BehaviourForm::put_blank(rasp::ValueKind kind) {
    const std::int64_t zero = 0;
    const std::uint8_t no = 0;
    const rasp::StringId first = 0; // which there is, as there is a column of strings
    put_column({.form = kind == rasp::ValueKind::number    ? Form::ints
                        : kind == rasp::ValueKind::boolean ? Form::booleans
                                                           : Form::strings,
                .constant = true,
                .ints = &zero,
                .flags = &no,
                .strings = &first});
}

void BehaviourForm::put_column(const Column& column) {
    const std::size_t count = column.constant ? 1 : batch_->positions();
    bytes_[detail_byte] = static_cast<std::uint8_t>(column.form);
    const auto put = [&](auto values, const auto& pack) {
        const bool is_constant = are_same(values);
        bytes_[constant_byte] = is_constant ? 1 : 0;
        pack(is_constant ? values.first(1) : values);
    };
    switch (column.form) {
    case Form::ints:
        return put(std::span(column.ints, count), [&](auto v) { pack_ints(v, bytes_); });
    case Form::floats:
        return put(bits_of(column.floats, count, bits_),
                   [&](auto v) { numbers_.pack(v, {}, bytes_); });
    case Form::booleans:
        return put(std::span(column.flags, count), [&](auto v) { pack_flags(v, bytes_); });
    case Form::strings:
        return put(std::span(column.strings, count), [&](auto v) { pack_strings(v, bytes_); });
    case Form::mixed:
        return put_mixed(column);
    }
}

// Numbers that all have the same tag are written as a column of that form.
void BehaviourForm::put_mixed(const Column& column) {
    const std::size_t count = column.constant ? 1 : batch_->positions();
    const std::span tags(column.flags, count);
    if (are_same(tags)) {
        Column one_tag = column;
        one_tag.form = tags.front() != 0 ? Form::ints : Form::floats;
        put_column(one_tag);
        return;
    }
    bits_of(column.floats, count, bits_);
    for (std::size_t i = 0; i < count; ++i) {
        bits_[i] = tags[i] != 0 ? static_cast<std::uint64_t>(column.ints[i]) : bits_[i];
    }
    numbers_.pack(bits_, tags, bytes_);
}

bool BehaviourForm::is_uniform(const Selector& selector, const rasp::Failures& failures) const {
    if (selector.uniform) {
        return true;
    }
    for (std::size_t input = 0; input < batch_->extents().size(); ++input) {
        const Extent& extent = batch_->extents()[input];
        const std::uint64_t* const first = selector.words + extent.matrix;
        const std::size_t rest = (extent.length - 1) * extent.row_words;
        // All rows are the same if each is the one before it.
        if (!failures.has(input) && !std::equal(first, first + rest, first + extent.row_words)) {
            return false;
        }
    }
    return true;
}

std::span<const std::uint8_t> BehaviourForm::of(const Selector& selector,
                                                const rasp::Failures& failures) {
    begin(BehaviourSort::selector, 0);
    const bool uniform = is_uniform(selector, failures);
    bytes_[constant_byte] = uniform ? 1 : 0;
    for (std::size_t input = 0; input < batch_->extents().size(); ++input) {
        const Extent& extent = batch_->extents()[input];
        const bool fails = failures.has(input);
        pack_rows(extent, uniform ? 1 : extent.length,
                  fails ? no_rows_.data() : selector.words + extent.row_of(selector.uniform, 0),
                  bytes_);
    }
    put_failures(failures);
    return bytes_;
}

void BehaviourForm::put_failures(const rasp::Failures& failures) {
    if (!failures.has_any()) {
        return;
    }
    bytes_[failing_byte] = inputs_fail;
    const std::size_t first = bytes_.size();
    bytes_.resize(first + failure_bytes(*batch_));
    for (std::size_t input = 0; input < batch_->extents().size(); ++input) {
        if (failures.has(input)) {
            set_bit(bytes_.data() + first, input);
        }
    }
}

BehaviourSort sort_of(const std::uint8_t* bytes) {
    return static_cast<BehaviourSort>(bytes[sort_byte]);
}

rasp::Comparison comparison_of(const std::uint8_t* bytes) {
    return static_cast<rasp::Comparison>(bytes[detail_byte]);
}

lambda::TermId open_term_of(const std::uint8_t* bytes) {
    lambda::TermId term{};
    std::memcpy(&term, bytes + header_bytes, sizeof(term));
    return term;
}

Column column_of(const std::uint8_t* bytes, const rasp::Batch& batch, ValueBuffer& buffer) {
    const rasp::ColumnBuffer out = buffer.column();
    const Column column{.form = static_cast<Form>(bytes[detail_byte]),
                        .constant = bytes[constant_byte] != 0,
                        .ints = out.ints,
                        .floats = out.floats,
                        .flags = out.flags,
                        .strings = out.strings};
    const std::size_t count = column.constant ? 1 : batch.positions();
    const std::uint8_t* const values = bytes + header_bytes;
    switch (column.form) {
    case Form::ints:
        unpack_ints(values, count, out.ints);
        break;
    case Form::floats:
        unpack_floats(values, count, out.floats);
        break;
    case Form::booleans:
        unpack_flags(values, count, out.flags);
        break;
    case Form::strings:
        unpack_strings(values, count, out.strings);
        break;
    case Form::mixed:
        unpack_mixed(values, count, out);
        break;
    }
    return column;
}

Selector selector_of(const std::uint8_t* bytes, const rasp::Batch& batch, ValueBuffer& buffer) {
    const bool uniform = bytes[constant_byte] != 0;
    const std::uint8_t* rows = bytes + header_bytes;
    for (const Extent& extent : batch.extents()) {
        rows = unpack_rows(extent, uniform ? 1 : extent.length, rows,
                           buffer.words() + extent.row_of(uniform, 0));
    }
    return {.words = buffer.words(), .uniform = uniform};
}

std::span<const std::uint8_t> failures_of(std::span<const std::uint8_t> bytes,
                                          const rasp::Batch& batch) {
    return bytes.last(bytes[failing_byte] != none_fails ? failure_bytes(batch) : 0);
}

PlacedFailures placed_failures_of(std::span<const std::uint8_t> bytes, const rasp::Batch& batch) {
    if (bytes[failing_byte] != positions_fail) {
        return {};
    }
    const std::size_t inputs = failure_bytes(batch);
    const std::span<const std::uint8_t> all = bytes.last(2 * inputs + position_bytes(batch));
    return {.inputs = all.first(inputs), .positions = all.subspan(inputs, position_bytes(batch))};
}

} // namespace rasp_stitch::enumerator
