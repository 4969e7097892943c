#include "enumerator/behaviours.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <type_traits>

namespace rasp_stitch::enumerator {

using rasp::Column;
using rasp::Extent;
using rasp::Form;
using rasp::Selector;

namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 20U;

// The first bytes of each behaviour.
enum Header : std::uint8_t { sort_byte, detail_byte, constant_byte, failing_byte, header_bytes };

// Values in the least width that all of them fit in, after a byte that tells it.
template <class Narrow, class Wide>
bool fits(std::span<const Wide> values) {
    bool all = true;
    for (const Wide value : values) {
        all &= static_cast<Wide>(static_cast<Narrow>(value)) == value;
    }
    return all;
}

template <class Narrow, class Wide>
void put_as(std::span<const Wide> values, std::vector<std::uint8_t>& bytes) {
    const std::size_t first = bytes.size();
    bytes.resize(first + 1 + values.size() * sizeof(Narrow));
    bytes[first] = sizeof(Narrow);
    std::uint8_t* const out = bytes.data() + first + 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto narrow = static_cast<Narrow>(values[i]);
        std::memcpy(out + i * sizeof(Narrow), &narrow, sizeof(Narrow));
    }
}

template <class Narrow, class Wide>
bool put_if_fits(std::span<const Wide> values, std::vector<std::uint8_t>& bytes) {
    const bool is_narrow = fits<Narrow>(values);
    if (is_narrow) {
        put_as<Narrow>(values, bytes);
    }
    return is_narrow;
}

void put(std::span<const std::uint64_t> values, std::vector<std::uint8_t>& bytes) {
    if (!put_if_fits<std::uint8_t>(values, bytes) && !put_if_fits<std::uint16_t>(values, bytes) &&
        !put_if_fits<std::uint32_t>(values, bytes)) {
        put_as<std::uint64_t>(values, bytes);
    }
}

void put_ints(std::span<const std::uint64_t> bits, std::vector<std::uint8_t>& bytes) {
    // A type may be read as its signed or unsigned twin (C++20, [basic.lval]).
    const std::span values(reinterpret_cast<const std::int64_t*>(bits.data()), bits.size());
    if (!put_if_fits<std::int8_t>(values, bytes) && !put_if_fits<std::int16_t>(values, bytes) &&
        !put_if_fits<std::int32_t>(values, bytes)) {
        put_as<std::int64_t>(values, bytes);
    }
}

// A double is kept as a float where that is exact, zero's sign included.
void put_floats(std::span<const std::uint64_t> bits, std::vector<std::uint8_t>& bytes) {
    const bool are_exact = std::ranges::all_of(bits, [](std::uint64_t value) {
        const auto number = std::bit_cast<double>(value);
        const auto rounded = static_cast<float>(number);
        return std::bit_cast<std::uint64_t>(static_cast<double>(rounded)) == value;
    });
    const std::size_t width = are_exact ? sizeof(float) : sizeof(double);
    const std::size_t first = bytes.size();
    bytes.resize(first + 1 + bits.size() * width);
    bytes[first] = static_cast<std::uint8_t>(width);
    std::uint8_t* out = bytes.data() + first + 1;
    for (const std::uint64_t value : bits) {
        const auto number = std::bit_cast<double>(value);
        const auto rounded = static_cast<float>(are_exact ? number : 0);
        std::memcpy(out, are_exact ? static_cast<const void*>(&rounded) : &number, width);
        out += width;
    }
}

template <class Narrow, class Wide>
void get_as(const std::uint8_t* in, std::size_t count, Wide* out) {
    for (std::size_t i = 0; i < count; ++i) {
        Narrow narrow{};
        std::memcpy(&narrow, in + i * sizeof(Narrow), sizeof(Narrow));
        out[i] = static_cast<Wide>(narrow);
    }
}

// What put wrote.
template <class Wide>
void get(const std::uint8_t* in, std::size_t count, Wide* out) {
    constexpr bool is_signed = std::is_signed_v<Wide>;
    switch (*in) {
    case 1:
        return get_as<std::conditional_t<is_signed, std::int8_t, std::uint8_t>>(in + 1, count, out);
    case 2:
        return get_as<std::conditional_t<is_signed, std::int16_t, std::uint16_t>>(in + 1, count,
                                                                                  out);
    case 4:
        return get_as<std::conditional_t<is_signed, std::int32_t, std::uint32_t>>(in + 1, count,
                                                                                  out);
    default:
        return get_as<std::conditional_t<is_signed, std::int64_t, std::uint64_t>>(in + 1, count,
                                                                                  out);
    }
}

void get_floats(const std::uint8_t* in, std::size_t count, double* out) {
    if (*in == sizeof(float)) {
        get_as<float>(in + 1, count, out);
    } else {
        get_as<double>(in + 1, count, out);
    }
}

std::uint64_t hash_of(std::span<const std::uint8_t> bytes) {
    std::uint64_t hash = bytes.size();
    const auto mix = [&](std::uint64_t word) {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
        hash ^= hash >> 32U;
        hash += 0x632BE59BD9B4E019U;
    };
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof(word));
        mix(word);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
    mix(rest);
    return hash;
}

} // namespace

ValueBuffer::ValueBuffer(const rasp::Batch& batch)
    : ints_(batch.positions() + 1), floats_(batch.positions() + 1), flags_(batch.positions() + 1),
      strings_(batch.positions() + 1), words_(batch.matrix_words() + 1) {}

Behaviours::Behaviours(const rasp::Batch& batch)
    : batch_(&batch), failure_bytes_((batch.extents().size() + 7) / 8), slots_(1024) {}

void Behaviours::begin(Sort sort, std::uint8_t detail, const rasp::Failures& failures) {
    failed_.clear();
    if (failures.has_any()) {
        for (std::uint32_t input = 0; input < batch_->extents().size(); ++input) {
            if (failures.has(input)) {
                failed_.push_back(input);
            }
        }
    }
    bytes_.assign(header_bytes, 0);
    bytes_[sort_byte] = std::uint8_t(sort);
    bytes_[detail_byte] = detail;
}

// In values_, one for each position.
void Behaviours::blank_failed() {
    for (const std::uint32_t input : failed_) {
        const Extent& extent = batch_->extents()[input];
        std::fill_n(values_.begin() + std::ptrdiff_t(extent.offset), extent.length, 0);
        if (!tags_.empty()) {
            std::fill_n(tags_.begin() + std::ptrdiff_t(extent.offset), extent.length, 0);
        }
    }
}

// Whether values_ has only one value, not counting inputs that fail.
bool Behaviours::all_same() const {
    std::size_t next_failed = 0;
    std::optional<std::uint64_t> first;
    for (std::size_t input = 0; input < batch_->extents().size(); ++input) {
        if (next_failed < failed_.size() && failed_[next_failed] == input) {
            ++next_failed;
            continue;
        }
        const Extent& extent = batch_->extents()[input];
        for (std::size_t i = extent.offset; i < extent.offset + extent.length; ++i) {
            if (values_[i] != first.value_or(values_[i])) {
                return false;
            }
            first = values_[i];
        }
    }
    return true;
}

void Behaviours::add_failures() {
    if (failed_.empty()) {
        return;
    }
    bytes_[failing_byte] = 1;
    const std::size_t first = bytes_.size();
    bytes_.resize(first + failure_bytes_);
    for (const std::uint32_t input : failed_) {
        bytes_[first + input / 8] |= static_cast<std::uint8_t>(1U << (input % 8));
    }
}

BehaviourId Behaviours::add_input() {
    begin(Sort::input, 0, {});
    return intern();
}

BehaviourId Behaviours::add_predicate(rasp::Comparison comparison) {
    begin(Sort::predicate, std::uint8_t(comparison), {});
    return intern();
}

BehaviourId Behaviours::add_open(lambda::TermId term) {
    begin(Sort::open, 0, {});
    bytes_.resize(header_bytes + sizeof(term));
    std::memcpy(bytes_.data() + header_bytes, &term, sizeof(term));
    return intern();
}

lambda::TermId Behaviours::open_term(BehaviourId id) const {
    lambda::TermId term{};
    std::memcpy(&term, entries_[id].data + header_bytes, sizeof(term));
    return term;
}

BehaviourId Behaviours::add(const Column& column, const rasp::Failures& failures) {
    begin(Sort::sequence, 0, failures);
    const std::size_t count = column.constant ? 1 : batch_->positions();
    values_.resize(count);
    tags_.clear();
    Form form = column.form;
    switch (form) {
    case Form::ints:
        std::memcpy(values_.data(), column.ints, count * sizeof(std::uint64_t));
        break;
    case Form::floats:
        std::memcpy(values_.data(), column.floats, count * sizeof(std::uint64_t));
        break;
    case Form::booleans:
        std::copy_n(column.flags, count, values_.begin());
        break;
    case Form::strings:
        std::copy_n(column.strings, count, values_.begin());
        break;
    case Form::mixed:
        tags_.assign(column.flags, column.flags + count);
        for (std::size_t i = 0; i < count; ++i) {
            values_[i] = tags_[i] != 0 ? static_cast<std::uint64_t>(column.ints[i])
                                       : std::bit_cast<std::uint64_t>(column.floats[i]);
        }
        break;
    }
    bool is_constant = column.constant;
    if (form == Form::mixed) {
        // What tags there are where an input fails does not make a mixture.
        std::size_t ints = 0;
        std::size_t floats = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const bool counts =
                is_constant || failed_.empty() || !failures.has(batch_->input_at(i));
            (tags_[i] != 0 ? ints : floats) += counts ? 1U : 0U;
        }
        form = floats == 0 ? Form::ints : ints == 0 ? Form::floats : Form::mixed;
    }
    if (!is_constant) {
        blank_failed();
    }
    if (!is_constant && form != Form::mixed && all_same()) {
        is_constant = true;
        std::size_t kept = 0; // the first input that does not fail
        while (kept < failed_.size() && failed_[kept] == kept) {
            ++kept;
        }
        values_[0] = kept < batch_->extents().size() ? values_[batch_->extents()[kept].offset] : 0;
        values_.resize(1);
    }
    bytes_[detail_byte] = std::uint8_t(form);
    bytes_[constant_byte] = is_constant ? 1 : 0;
    if (form == Form::ints) {
        put_ints(values_, bytes_);
    } else if (form == Form::floats) {
        put_floats(values_, bytes_);
    } else {
        put(values_, bytes_);
    }
    if (form == Form::mixed) {
        bytes_.insert(bytes_.end(), tags_.begin(), tags_.end());
    }
    add_failures();
    return intern();
}

BehaviourId Behaviours::add(const Selector& selector, const rasp::Failures& failures) {
    begin(Sort::selector, 0, failures);
    bool is_uniform = true;
    values_.resize(batch_->row_words());
    for (std::size_t input = 0; input < batch_->extents().size() && is_uniform; ++input) {
        const Extent& extent = batch_->extents()[input];
        const std::uint64_t* const row = selector.words + extent.row_of(selector.uniform, 0);
        std::copy_n(row, extent.row_words, values_.begin() + std::ptrdiff_t(extent.row));
        for (std::size_t query = 1; query < extent.length && is_uniform && !selector.uniform;
             ++query) {
            is_uniform = failures.has(input) ||
                         std::equal(row, row + extent.row_words, row + query * extent.row_words);
        }
    }
    if (!is_uniform) {
        values_.assign(selector.words, selector.words + batch_->matrix_words());
    }
    for (const std::uint32_t input : failed_) {
        const Extent& extent = batch_->extents()[input];
        const std::size_t rows = is_uniform ? 1 : extent.length;
        std::fill_n(values_.begin() + std::ptrdiff_t(extent.row_of(is_uniform, 0)),
                    rows * extent.row_words, 0);
    }
    bytes_[constant_byte] = is_uniform ? 1 : 0;
    put(values_, bytes_);
    add_failures();
    return intern();
}

Column Behaviours::column(BehaviourId id, ValueBuffer& buffer) const {
    const std::uint8_t* const data = entries_[id].data;
    const rasp::ColumnBuffer out = buffer.column();
    Column column{.form = Form(data[detail_byte]),
                  .constant = data[constant_byte] != 0,
                  .ints = out.ints,
                  .floats = out.floats,
                  .flags = out.flags,
                  .strings = out.strings};
    const std::size_t count = column.constant ? 1 : batch_->positions();
    const std::uint8_t* const values = data + header_bytes;
    switch (column.form) {
    case Form::ints:
        get(values, count, out.ints);
        break;
    case Form::floats:
        get_floats(values, count, out.floats);
        break;
    case Form::booleans:
        get(values, count, out.flags);
        break;
    case Form::strings:
        get(values, count, out.strings);
        break;
    case Form::mixed: {
        // Ints and floats alike as bits, in the room of the ints: their unsigned twin.
        get(values, count, reinterpret_cast<std::uint64_t*>(out.ints));
        std::copy_n(values + 1 + count * *values, count, out.flags);
        for (std::size_t i = 0; i < count; ++i) {
            const std::int64_t bits = out.ints[i];
            out.floats[i] =
                out.flags[i] != 0 ? static_cast<double>(bits) : std::bit_cast<double>(bits);
        }
        break;
    }
    }
    return column;
}

Selector Behaviours::selector(BehaviourId id, ValueBuffer& buffer) const {
    const std::uint8_t* const data = entries_[id].data;
    const bool is_uniform = data[constant_byte] != 0;
    get(data + header_bytes, is_uniform ? batch_->row_words() : batch_->matrix_words(),
        buffer.words());
    return {.words = buffer.words(), .uniform = is_uniform};
}

std::span<const std::uint8_t> Behaviours::failures(BehaviourId id) const {
    const Entry& entry = entries_[id];
    const std::size_t count = entry.data[failing_byte] != 0 ? failure_bytes_ : 0;
    return {entry.data + entry.size - count, count};
}

std::size_t Behaviours::memory() const {
    std::size_t bytes = entries_.capacity() * sizeof(Entry) + slots_.size() * sizeof(slots_[0]);
    for (const std::vector<std::uint8_t>& chunk : chunks_) {
        bytes += chunk.capacity();
    }
    return bytes;
}

BehaviourId Behaviours::intern() {
    const std::uint64_t hash = hash_of(bytes_);
    const auto short_hash = static_cast<std::uint32_t>(hash >> 32U);
    std::size_t slot = hash & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
        const Entry& entry = entries_[slots_[slot] - 1];
        if (entry.hash == short_hash && entry.size == bytes_.size() &&
            std::memcmp(entry.data, bytes_.data(), bytes_.size()) == 0) {
            return slots_[slot] - 1;
        }
    }
    if (chunks_.empty() || chunks_.back().size() + bytes_.size() > chunks_.back().capacity()) {
        chunks_.emplace_back().reserve(std::max(chunk_bytes, bytes_.size()));
    }
    // The chunk has room: what is in it stays where it is.
    std::vector<std::uint8_t>& chunk = chunks_.back();
    const std::size_t first = chunk.size();
    chunk.insert(chunk.end(), bytes_.begin(), bytes_.end());
    entries_.push_back(
        {chunk.data() + first, static_cast<std::uint32_t>(bytes_.size()), short_hash});
    slots_[slot] = static_cast<std::uint32_t>(entries_.size());
    if (entries_.size() * 2 > slots_.size()) {
        grow();
    }
    return static_cast<BehaviourId>(entries_.size() - 1);
}

void Behaviours::grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::size_t id = 0; id < entries_.size(); ++id) {
        const std::uint64_t hash = hash_of({entries_[id].data, entries_[id].size});
        std::size_t slot = hash & (slots_.size() - 1);
        while (slots_[slot] != 0) {
            slot = (slot + 1) & (slots_.size() - 1);
        }
        slots_[slot] = static_cast<std::uint32_t>(id + 1);
    }
}

} // namespace rasp_stitch::enumerator
