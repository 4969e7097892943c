#include "enumerator/columns/column_store.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t first_slots = 1024;

constexpr ColumnId id_of(ColumnStorage storage, std::uint32_t number) {
    return static_cast<std::uint32_t>(storage) << column_number_bits | number;
}

// By storage.
constexpr std::array<ColumnKind, column_storages> kinds = {
    ColumnKind::input,   ColumnKind::predicate, ColumnKind::booleans, ColumnKind::small,
    ColumnKind::reals,   ColumnKind::reals,     ColumnKind::reals,    ColumnKind::strings,
    ColumnKind::strings, ColumnKind::strings,   ColumnKind::selector};

// Whole numbers are stored as bytes or in 16 bits if they all are small enough.
template <class Narrow>
void store_narrow(const std::uint32_t* numbers, std::size_t count, std::uint8_t* to) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto number = static_cast<Narrow>(numbers[i]);
        std::memcpy(to + i * sizeof(Narrow), &number, sizeof(Narrow));
    }
}

// Nothing beyond the bytes is read: another thread may be writing the next column.
bool equal_bytes(const std::uint8_t* a, const std::uint8_t* b, std::size_t count) {
    std::uint64_t x = 0;
    std::uint64_t y = 0;
    const auto is_same_word = [&](std::size_t at) {
        std::memcpy(&x, a + at, sizeof(x));
        std::memcpy(&y, b + at, sizeof(y));
        return x == y;
    };
    if (count < sizeof(x)) {
        return std::equal(a, a + count, b);
    }
    for (std::size_t at = 0; at + sizeof(x) < count; at += sizeof(x)) {
        if (!is_same_word(at)) {
            return false;
        }
    }
    return is_same_word(count - sizeof(x));
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
    return kinds[static_cast<std::size_t>(storage)];
}

ColumnStore::ColumnStore(const ColumnLayout& layout)
    : layout_(&layout), no_failures_(layout.failure_words) {
    const std::size_t count = layout.positions;
    const auto set = [&](ColumnStorage storage, std::size_t bytes) {
        pools_[static_cast<std::size_t>(storage)].set(bytes, layout.failure_words);
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
        resize(table, first_slots);
    }
}

ColumnView ColumnStore::view(ColumnId id, void* memory) const {
    ColumnView made;
    view(id, memory, made);
    return made;
}

void ColumnStore::view(ColumnId id, void* memory, ColumnView& view) const {
    const ColumnStorage storage = storage_of(id);
    view.kind = kinds[static_cast<std::size_t>(storage)];
    view.comparison = {};
    view.data = nullptr;
    view.failures = nullptr;
    if (storage == ColumnStorage::input) {
        return;
    }
    if (storage == ColumnStorage::predicate) {
        view.comparison = static_cast<rasp::Comparison>(number_of(id));
        return;
    }
    const ColumnPool& pool = pools_[static_cast<std::size_t>(storage)];
    const std::uint8_t* const bytes = pool.place(number_of(id));
    view.data = bytes;
    const std::size_t count = layout_->positions;
    if (layout_->failure_words != 0) {
        // They are words, and aligned for them.
        view.failures = reinterpret_cast<const std::uint64_t*>(bytes + pool.failures_at());
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
}

bool ColumnStore::is_equal(ColumnId id, const ColumnView& column) const {
    const ColumnStorage storage = storage_of(id);
    const ColumnPool& pool = pools_[static_cast<std::size_t>(storage)];
    const std::uint8_t* const bytes = pool.place(number_of(id));
    const std::size_t count = layout_->positions;
    if (layout_->failure_words != 0 &&
        std::memcmp(bytes + pool.failures_at(),
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
        return equal_bytes(bytes, static_cast<const std::uint8_t*>(column.data),
                           pool.value_bytes());
    }
}

ColumnId ColumnStore::prefetch_column(ColumnKind kind, std::uint64_t hash,
                                      std::size_t& slot) const {
    const Table& table = tables_[static_cast<std::size_t>(kind)];
    const std::uint32_t tag = tag_of(hash);
    for (slot = table.first_of(tag);; slot = table.after(slot)) {
        const std::uint64_t taken = table.slots[slot].load(std::memory_order_acquire);
        if (taken == 0) {
            return no_column_id;
        }
        if (tag_in(taken) == tag) {
            const ColumnId id = id_of(taken);
            prefetch(id);
            return id;
        }
    }
}

// A table that has no free slot left would be searched for ever.
void ColumnStore::resize(Table& table, std::size_t size) {
    const std::size_t old_size = std::exchange(table.size, size);
    const auto old = std::move(table.slots);
    table.slots = std::make_unique<Slot[]>(size); // NOLINT(modernize-avoid-c-arrays): as declared
    for (std::size_t i = 0; i < old_size; ++i) {
        const std::uint64_t slot = old[i].load(std::memory_order_relaxed);
        if (slot == 0) {
            continue;
        }
        std::size_t at = table.first_of(tag_in(slot));
        while (table.slots[at].load(std::memory_order_relaxed) != 0) {
            at = table.after(at);
        }
        table.slots[at].store(slot, std::memory_order_relaxed);
    }
}

bool ColumnStore::has_room(std::size_t columns) const {
    return std::ranges::all_of(tables_,
                               [&](const Table& table) { return table.has_room(columns); });
}

void ColumnStore::make_room(std::size_t columns) {
    for (Table& table : tables_) {
        std::size_t size = table.size;
        while ((table.used + columns) * 4 > size * 3) {
            size += size / 2;
        }
        if (size > table.size) {
            resize(table, size);
        }
    }
}

void ColumnStore::leave_gaps() {
    for (ColumnPool& pool : pools_) {
        pool.leave_gap();
    }
}

bool ColumnStore::is_nearly_full() const {
    constexpr std::uint32_t many = std::uint32_t{3} << (column_number_bits - 2);
    return std::ranges::any_of(pools_, [](const ColumnPool& pool) { return pool.size() > many; });
}

std::size_t ColumnStore::size() const {
    std::size_t size = 0;
    for (const Table& table : tables_) {
        size += table.used;
    }
    return size;
}

std::size_t ColumnStore::memory() const {
    std::size_t bytes = 0;
    for (const ColumnPool& pool : pools_) {
        bytes += pool.memory();
    }
    for (const Table& table : tables_) {
        bytes += table.size * sizeof(Slot);
    }
    return bytes;
}

ColumnWriter::ColumnWriter(ColumnStore& store, bool is_alone)
    : store_(&store), is_alone_(is_alone), codes_(store.layout_->positions) {}

// Sets the codes of the numbers of a column that is stored as codes.
ColumnStorage ColumnWriter::storage_for(const ColumnView& column) {
    switch (column.kind) {
    case ColumnKind::booleans:
        return ColumnStorage::booleans;
    case ColumnKind::small:
        return ColumnStorage::small;
    case ColumnKind::selector:
        return ColumnStorage::selector;
    case ColumnKind::strings: {
        const std::uint32_t most =
            *std::max_element(column.strings(), column.strings() + codes_.size());
        return most <= UINT8_MAX    ? ColumnStorage::strings8
               : most <= UINT16_MAX ? ColumnStorage::strings16
                                    : ColumnStorage::strings32;
    }
    default: {
        std::uint32_t most = 0;
        for (std::size_t i = 0; i < codes_.size(); ++i) {
            const std::uint32_t code = store_->codes_.code_of(column.reals()[i]);
            if (code == NumberCodes::no_code) {
                return ColumnStorage::wide;
            }
            codes_[i] = code;
            most = std::max(most, code);
        }
        return most <= UINT8_MAX ? ColumnStorage::coded8 : ColumnStorage::coded16;
    }
    }
}

// Writes the column under the next number of its storage, which stays the next one.
ColumnId ColumnWriter::write(const ColumnView& column) {
    const ColumnStorage storage = storage_for(column);
    ColumnPool& pool = store_->pools_[static_cast<std::size_t>(storage)];
    Numbers& numbers = numbers_[static_cast<std::size_t>(storage)];
    if (numbers.next == numbers.end || numbers.next < pool.first_after_gap()) {
        numbers.next = pool.take(numbers_at_once);
        numbers.end = numbers.next + numbers_at_once;
    }
    std::uint8_t* const bytes = pool.place(numbers.next);
    switch (storage) {
    case ColumnStorage::coded8:
        store_narrow<std::uint8_t>(codes_.data(), codes_.size(), bytes);
        break;
    case ColumnStorage::coded16:
        store_narrow<std::uint16_t>(codes_.data(), codes_.size(), bytes);
        break;
    case ColumnStorage::strings8:
        store_narrow<std::uint8_t>(column.strings(), codes_.size(), bytes);
        break;
    case ColumnStorage::strings16:
        store_narrow<std::uint16_t>(column.strings(), codes_.size(), bytes);
        break;
    default:
        std::memcpy(bytes, column.data, pool.value_bytes());
        break;
    }
    if (const std::size_t words = store_->layout_->failure_words; words != 0) {
        std::memcpy(bytes + pool.failures_at(),
                    column.failures == nullptr ? store_->no_failures_.data() : column.failures,
                    words * sizeof(std::uint64_t));
    }
    return id_of(storage, numbers.next);
}

// Takes a free slot. If another thread has taken it, returns false and sets the value that it has.
bool ColumnWriter::take(ColumnStore::Table& table, ColumnStore::Slot& slot, std::uint64_t& value,
                        std::uint64_t wanted) const {
    if (is_alone_) {
        slot.store(wanted, std::memory_order_relaxed);
        table.used.store(table.used.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        return true;
    }
    if (slot.compare_exchange_strong(value, wanted, std::memory_order_acq_rel)) {
        table.used.fetch_add(1, std::memory_order_relaxed);
        return true;
    }
    return false;
}

// The column is written before its slot is taken. If another thread takes the slot in the meantime,
// its column may be the same one; then what was written is written over by the next column.
ColumnId ColumnWriter::add(const ColumnView& column, std::uint64_t hash, std::size_t slot) {
    if (column.kind == ColumnKind::input) {
        return id_of(ColumnStorage::input, 0);
    }
    if (column.kind == ColumnKind::predicate) {
        return id_of(ColumnStorage::predicate, static_cast<std::uint32_t>(column.comparison));
    }
    ColumnStore::Table& table = store_->tables_[static_cast<std::size_t>(column.kind)];
    const std::uint32_t tag = ColumnStore::tag_of(hash);
    ColumnId written = no_column_id;
    for (;; slot = table.after(slot)) {
        std::uint64_t taken = table.slots[slot].load(std::memory_order_acquire);
        if (taken == 0) {
            if (written == no_column_id) {
                written = write(column);
            }
            if (take(table, table.slots[slot], taken, ColumnStore::slot_of(tag, written))) {
                ++numbers_[static_cast<std::size_t>(storage_of(written))].next;
                return written;
            }
        }
        if (ColumnStore::tag_in(taken) == tag &&
            store_->is_equal(ColumnStore::id_of(taken), column)) {
            return ColumnStore::id_of(taken);
        }
    }
}

} // namespace rasp_stitch::enumerator
