#include "enumerator/columns/column_store.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <stdexcept>

namespace rasp_stitch::enumerator {

namespace {

constexpr unsigned chunk_bits = 10; // columns in a chunk
constexpr std::size_t chunk_columns = std::size_t{1} << chunk_bits;
constexpr std::size_t first_slots = 1024;

constexpr ColumnId id_of(ColumnStorage storage, std::uint32_t number) {
    return static_cast<std::uint32_t>(storage) << column_number_bits | number;
}

std::uint32_t tag_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32U);
}

// Whole numbers are stored as bytes or in 16 bits if they all are small enough.
template <class Narrow>
void store_narrow(const std::uint32_t* numbers, std::size_t count, std::uint8_t* to) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto number = static_cast<Narrow>(numbers[i]);
        std::memcpy(to + i * sizeof(Narrow), &number, sizeof(Narrow));
    }
}

template <class Narrow>
std::uint32_t stored_at(const std::uint8_t* stored, std::size_t i) {
    Narrow number = 0;
    std::memcpy(&number, stored + i * sizeof(Narrow), sizeof(Narrow));
    return number;
}

template <class Narrow>
void widen_strings(const std::uint8_t* stored, std::size_t count, std::uint32_t* ids) {
    for (std::size_t i = 0; i < count; ++i) {
        ids[i] = stored_at<Narrow>(stored, i);
    }
}

template <class Narrow>
bool equal_strings(const std::uint8_t* stored, std::size_t count, const std::uint32_t* ids) {
    for (std::size_t i = 0; i < count; ++i) {
        if (ids[i] != stored_at<Narrow>(stored, i)) {
            return false;
        }
    }
    return true;
}

template <class Narrow>
void decode(const std::uint8_t* stored, std::size_t count, const double* numbers, double* reals) {
    for (std::size_t i = 0; i < count; ++i) {
        reals[i] = numbers[stored_at<Narrow>(stored, i)];
    }
}

template <class Narrow>
bool equal_reals(const std::uint8_t* stored, std::size_t count, const double* numbers,
                 const double* reals) {
    bool is_same = true;
    for (std::size_t i = 0; i < count; ++i) {
        is_same &= numbers[stored_at<Narrow>(stored, i)] == reals[i];
    }
    return is_same;
}

} // namespace

ColumnKind kind_of(ColumnStorage storage) {
    switch (storage) {
    case ColumnStorage::input:
        return ColumnKind::input;
    case ColumnStorage::predicate:
        return ColumnKind::predicate;
    case ColumnStorage::booleans:
        return ColumnKind::booleans;
    case ColumnStorage::small:
        return ColumnKind::small;
    case ColumnStorage::coded8:
    case ColumnStorage::coded16:
    case ColumnStorage::wide:
        return ColumnKind::reals;
    case ColumnStorage::selector:
        return ColumnKind::selector;
    default:
        return ColumnKind::strings;
    }
}

ColumnStore::ColumnStore(const ColumnLayout& layout, HashColumn hash, bool has_codes)
    : layout_(&layout), hash_(hash), has_codes_(has_codes), no_failures_(layout.failure_words) {
    const std::size_t count = layout.positions;
    const auto set = [&](ColumnStorage storage, std::size_t bytes) {
        Pool& pool = pools_[static_cast<std::size_t>(storage)];
        constexpr std::size_t word = sizeof(std::uint64_t);
        pool.value_bytes = bytes;
        pool.stride = bytes;
        if (layout.failure_words != 0) { // aligned
            pool.failures_at = (bytes + word - 1) / word * word;
            pool.stride = pool.failures_at + layout.failure_words * word;
        }
    };
    set(ColumnStorage::booleans, layout.words * sizeof(std::uint64_t));
    set(ColumnStorage::small, count);
    set(ColumnStorage::coded8, count);
    set(ColumnStorage::coded16, count * sizeof(std::uint16_t));
    set(ColumnStorage::wide, count * sizeof(double));
    set(ColumnStorage::strings8, count);
    set(ColumnStorage::strings16, count * sizeof(std::uint16_t));
    set(ColumnStorage::strings32, count * sizeof(std::uint32_t));
    set(ColumnStorage::selector, count * layout.row_bytes);
    for (Table& table : tables_) {
        table.slots.resize(first_slots);
    }
}

const std::uint8_t* ColumnStore::place(const Pool& pool, std::uint32_t number) {
    return pool.chunks[number >> chunk_bits].data() + (number & (chunk_columns - 1)) * pool.stride;
}

std::uint8_t* ColumnStore::new_place(Pool& pool) {
    if (pool.size == std::uint32_t{1} << column_number_bits) {
        throw std::length_error("too many behaviours of one kind");
    }
    const std::uint32_t number = pool.size++;
    if (number >> chunk_bits == pool.chunks.size()) {
        pool.chunks.emplace_back(chunk_columns * pool.stride + column_slack);
    }
    return pool.chunks[number >> chunk_bits].data() + (number & (chunk_columns - 1)) * pool.stride;
}

ColumnView ColumnStore::view(ColumnId id, void* memory) const {
    const ColumnStorage storage = storage_of(id);
    ColumnView view{.kind = kind_of(storage)};
    if (storage == ColumnStorage::input) {
        return view;
    }
    if (storage == ColumnStorage::predicate) {
        view.comparison = static_cast<rasp::Comparison>(number_of(id));
        return view;
    }
    const Pool& pool = pools_[static_cast<std::size_t>(storage)];
    const std::uint8_t* const bytes = place(pool, number_of(id));
    view.data = bytes;
    const std::size_t count = layout_->positions;
    if (layout_->failure_words != 0) {
        // They are words: chunks, `stride` and `failures_at` are aligned for them.
        view.failures = reinterpret_cast<const std::uint64_t*>(bytes + pool.failures_at);
    }
    switch (storage) {
    case ColumnStorage::coded8:
        decode<std::uint8_t>(bytes, count, codes_.numbers(), static_cast<double*>(memory));
        view.data = memory;
        break;
    case ColumnStorage::coded16:
        decode<std::uint16_t>(bytes, count, codes_.numbers(), static_cast<double*>(memory));
        view.data = memory;
        break;
    case ColumnStorage::strings8:
        widen_strings<std::uint8_t>(bytes, count, static_cast<std::uint32_t*>(memory));
        view.data = memory;
        break;
    case ColumnStorage::strings16:
        widen_strings<std::uint16_t>(bytes, count, static_cast<std::uint32_t*>(memory));
        view.data = memory;
        break;
    default:
        break;
    }
    return view;
}

bool ColumnStore::is_equal(ColumnId id, const ColumnView& column) const {
    const ColumnStorage storage = storage_of(id);
    const Pool& pool = pools_[static_cast<std::size_t>(storage)];
    const std::uint8_t* const bytes = place(pool, number_of(id));
    const std::size_t count = layout_->positions;
    if (layout_->failure_words != 0 &&
        std::memcmp(bytes + pool.failures_at,
                    column.failures == nullptr ? no_failures_.data() : column.failures,
                    layout_->failure_words * sizeof(std::uint64_t)) != 0) {
        return false;
    }
    switch (storage) {
    case ColumnStorage::coded8:
        return equal_reals<std::uint8_t>(bytes, count, codes_.numbers(), column.reals());
    case ColumnStorage::coded16:
        return equal_reals<std::uint16_t>(bytes, count, codes_.numbers(), column.reals());
    case ColumnStorage::strings8:
        return equal_strings<std::uint8_t>(bytes, count, column.strings());
    case ColumnStorage::strings16:
        return equal_strings<std::uint16_t>(bytes, count, column.strings());
    default:
        return std::memcmp(bytes, column.data, pool.value_bytes) == 0;
    }
}

// The number of slots is no power of two, so that a table can grow by less than its size.
std::size_t ColumnStore::Table::first_of(std::uint64_t hash) const {
    return (hash & UINT32_MAX) * slots.size() >> 32U;
}

void ColumnStore::prefetch(ColumnKind kind, std::uint64_t hash) const {
    const Table& table = tables_[static_cast<std::size_t>(kind)];
    __builtin_prefetch(&table.slots.data()[table.first_of(hash)]);
}

std::optional<ColumnId> ColumnStore::prefetch_column(ColumnKind kind, std::uint64_t hash) const {
    const Table& table = tables_[static_cast<std::size_t>(kind)];
    const Slot* const slots = table.slots.data();
    for (std::size_t at = table.first_of(hash); slots[at].id != no_id; at = table.after(at)) {
        if (slots[at].tag == tag_of(hash)) {
            const ColumnId id = slots[at].id;
            const Pool& pool = pools_[static_cast<std::size_t>(storage_of(id))];
            __builtin_prefetch(place(pool, number_of(id)));
            return id;
        }
    }
    return std::nullopt;
}

std::optional<ColumnId> ColumnStore::find(const ColumnView& column, std::uint64_t hash) const {
    const Table& table = tables_[static_cast<std::size_t>(column.kind)];
    const Slot* const slots = table.slots.data();
    const std::uint32_t tag = tag_of(hash);
    for (std::size_t at = table.first_of(hash); slots[at].id != no_id; at = table.after(at)) {
        if (slots[at].tag == tag && is_equal(slots[at].id, column)) {
            return slots[at].id;
        }
    }
    return std::nullopt;
}

ColumnId ColumnStore::store(const ColumnView& column) {
    const std::size_t count = layout_->positions;
    ColumnStorage storage{};
    switch (column.kind) {
    case ColumnKind::input:
        return id_of(ColumnStorage::input, 0);
    case ColumnKind::predicate:
        return id_of(ColumnStorage::predicate, static_cast<std::uint32_t>(column.comparison));
    case ColumnKind::booleans:
        storage = ColumnStorage::booleans;
        break;
    case ColumnKind::small:
        storage = ColumnStorage::small;
        break;
    case ColumnKind::selector:
        storage = ColumnStorage::selector;
        break;
    case ColumnKind::strings: {
        const std::uint32_t most = *std::max_element(column.strings(), column.strings() + count);
        storage = most <= UINT8_MAX    ? ColumnStorage::strings8
                  : most <= UINT16_MAX ? ColumnStorage::strings16
                                       : ColumnStorage::strings32;
        break;
    }
    case ColumnKind::reals: {
        storage = has_codes_ ? ColumnStorage::coded8 : ColumnStorage::wide;
        new_codes_.clear();
        for (std::size_t i = 0; i < count && storage != ColumnStorage::wide; ++i) {
            const std::optional<std::uint16_t> code = codes_.code_of(column.reals()[i]);
            if (!code) {
                storage = ColumnStorage::wide;
            } else if (*code > UINT8_MAX) {
                storage = ColumnStorage::coded16;
            }
            new_codes_.push_back(code.value_or(0));
        }
        break;
    }
    }
    Pool& pool = pools_[static_cast<std::size_t>(storage)];
    const std::uint32_t number = pool.size;
    std::uint8_t* const bytes = new_place(pool);
    switch (storage) {
    case ColumnStorage::coded8:
        store_narrow<std::uint8_t>(new_codes_.data(), count, bytes);
        break;
    case ColumnStorage::coded16:
        store_narrow<std::uint16_t>(new_codes_.data(), count, bytes);
        break;
    case ColumnStorage::strings8:
        store_narrow<std::uint8_t>(column.strings(), count, bytes);
        break;
    case ColumnStorage::strings16:
        store_narrow<std::uint16_t>(column.strings(), count, bytes);
        break;
    default:
        std::memcpy(bytes, column.data, pool.value_bytes);
        break;
    }
    if (layout_->failure_words != 0) {
        std::memcpy(bytes + pool.failures_at,
                    column.failures == nullptr ? no_failures_.data() : column.failures,
                    layout_->failure_words * sizeof(std::uint64_t));
    }
    return id_of(storage, number);
}

ColumnId ColumnStore::add(const ColumnView& column, std::uint64_t hash) {
    Table& table = tables_[static_cast<std::size_t>(column.kind)];
    if (column.kind == ColumnKind::input || column.kind == ColumnKind::predicate) {
        return store(column);
    }
    if (const std::optional<ColumnId> known = find(column, hash)) {
        return *known;
    }
    if ((table.used + 1) * 4 > table.slots.size() * 3) {
        grow(table);
    }
    const ColumnId id = store(column);
    std::size_t at = table.first_of(hash);
    while (table.slots[at].id != no_id) {
        at = table.after(at);
    }
    table.slots[at] = {.tag = tag_of(hash), .id = id};
    ++table.used;
    return id;
}

// The lower half of a hash is computed anew: there is no room for it.
void ColumnStore::grow(Table& table) {
    unpacked_.resize(layout_->value_bytes() / sizeof(double) + 1);
    std::vector<Slot> old(table.slots.size() + table.slots.size() / 2);
    old.swap(table.slots);
    for (const Slot& slot : old) {
        if (slot.id == no_id) {
            continue;
        }
        std::size_t at = table.first_of(hash_(view(slot.id, unpacked_.data()), *layout_));
        while (table.slots[at].id != no_id) {
            at = table.after(at);
        }
        table.slots[at] = slot;
    }
}

bool ColumnStore::is_nearly_full() const {
    constexpr std::uint32_t many = std::uint32_t{3} << (column_number_bits - 2);
    return std::ranges::any_of(pools_, [](const Pool& pool) { return pool.size > many; });
}

std::size_t ColumnStore::size() const {
    std::size_t size = 0;
    for (const Pool& pool : pools_) {
        size += pool.size;
    }
    return size;
}

std::size_t ColumnStore::memory() const {
    std::size_t bytes = 0;
    for (const Pool& pool : pools_) {
        bytes += pool.chunks.size() * (chunk_columns * pool.stride + column_slack);
    }
    for (const Table& table : tables_) {
        bytes += table.slots.size() * sizeof(Slot);
    }
    return bytes;
}

void ColumnStore::clear() {
    for (Pool& pool : pools_) {
        pool.size = 0;
    }
    for (Table& table : tables_) {
        if (table.used > 0) {
            std::ranges::fill(table.slots, Slot{});
            table.used = 0;
        }
    }
}

} // namespace rasp_stitch::enumerator
