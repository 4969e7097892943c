#pragma once

// Door of enumerator/columns.
// Not installed: enumerator/solve/solve.hpp searches for the programs of tasks.
//
// Stores what programs do on a few short inputs, each distinct behaviour once, in narrow columns
// (column_view.hpp). The kernels that compute them are in column_kernels.hpp, and whole rules of a
// grammar are applied by column_rules.hpp.
//
// ```cpp
// #include "enumerator/columns/column_kernels.hpp"
// const std::vector<rasp::Input> inputs = {{.tokens = rasp::characters("abc")}};
// const rasp::Batch batch(inputs);
// const ColumnLayout layout = layout_of(batch.extents(), false).value();
// ColumnStore store(layout);
// ColumnWriter writer(store); // one for each thread that adds columns
// const std::array<std::int8_t, 3 + column_slack> positions = {0, 1, 2};
// const ColumnView column{.kind = ColumnKind::small, .data = positions.data()};
// const ColumnId id = writer.add(column, best_column_kernels().hash(column, layout));
// CHECK(writer.add(column, best_column_kernels().hash(column, layout)) == id);
// CHECK(store.size() == 1);
// ```
//
// A column of n positions takes n bits of booleans, n bytes of small numbers, n or 2n of others (8n
// for those that have no code, enumerator/columns/number_codes.hpp), n to 4n of strings and n to 8n
// of a selector, and about 13 bytes more in the table that finds it.
//
// Several threads may add columns at once, each with a writer of its own, without waiting for each
// other. Which id a column gets depends on who comes first; that it is one id does not. The tables do
// not grow meanwhile: whoever looks after the threads lets them stop when has_room() says so, and
// calls make_room(). Nor may a kernel read a column that was added since leave_gaps().

#include "enumerator/columns/column_layout.hpp"
#include "enumerator/columns/column_pool.hpp"
#include "enumerator/columns/column_view.hpp"
#include "enumerator/columns/number_codes.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace rasp_stitch::enumerator {

// The upper four bits say how a column is stored, the lower ones which it is of those.
using ColumnId = std::uint32_t;

// How a column is stored.
enum class ColumnStorage : std::uint8_t {
    input,
    predicate,
    booleans,
    small,
    coded8,
    coded16,
    wide,
    strings8,
    strings16,
    strings32,
    selector
};

constexpr std::size_t column_storages = 11;
constexpr ColumnId no_column_id = UINT32_MAX;
constexpr unsigned column_number_bits = ColumnPool::number_bits;

constexpr ColumnStorage storage_of(ColumnId id) {
    return static_cast<ColumnStorage>(id >> column_number_bits);
}
constexpr std::uint32_t number_of(ColumnId id) {
    return id & ((std::uint32_t{1} << column_number_bits) - 1);
}

ColumnKind kind_of(ColumnStorage storage);

class ColumnStore {
public:
    // The layout must outlive this.
    explicit ColumnStore(const ColumnLayout& layout);

    // Begins to load what ColumnWriter::add() will look at.
    void prefetch(ColumnKind kind, std::uint64_t hash) const {
        const Table& table = tables_[static_cast<std::size_t>(kind)];
        __builtin_prefetch(&table.slots[table.first_of(tag_of(hash))]);
    }

    // Begins to load the column that will be compared with first, and returns its id, or no_column_id if
    // there is none. Sets the slot where the search for the column can begin, which stays so as long
    // as no table grows. To be called some time after prefetch().
    ColumnId prefetch_column(ColumnKind kind, std::uint64_t hash, std::size_t& slot) const;

    // Begins to load the column.
    void prefetch(ColumnId id) const {
        if (storage_of(id) > ColumnStorage::predicate) {
            __builtin_prefetch(
                pools_[static_cast<std::size_t>(storage_of(id))].place(number_of(id)));
        }
    }

    // Returns a view of the column, which stays valid or, if it had to be unpacked, as long as
    // `memory`, of ColumnLayout::value_bytes(), is left alone.
    ColumnView view(ColumnId id, void* memory) const;

    // The same, written to its place at once.
    void view(ColumnId id, void* memory, ColumnView& view) const;

    // Returns whether this many columns more can be added before the tables have to grow.
    bool has_room(std::size_t columns) const;

    // Lets the tables grow until there is room for as many. No other thread may use the store.
    void make_room(std::size_t columns);

    // Kernels read columns up to column_slack bytes beyond their end, and what is there does not
    // matter to them. But while one thread reads it, no other thread may write it. So this leaves a
    // gap between the columns that there are and those that are added from now on: threads may read
    // the former and add columns at once until the next gap. No other thread may use the store.
    void leave_gaps();

    // Returns whether there may soon be too many columns of a kind.
    bool is_nearly_full() const;

    std::size_t size() const;
    std::uint32_t size_of(ColumnStorage storage) const {
        return pools_[static_cast<std::size_t>(storage)].size();
    }
    std::size_t memory() const; // in bytes

private:
    friend class ColumnWriter;

    // Open addressing with linear probing. A slot has a tag, the lower half of the hash, above the id
    // and one; or it is 0. Since the tag says where the search for a column begins, no hash is
    // computed again when a table grows.
    using Slot = std::atomic<std::uint64_t>;
    struct Table {
        std::size_t size = 0;
        std::unique_ptr<Slot[]> slots; // NOLINT(modernize-avoid-c-arrays): atomics do not move
        alignas(64) std::atomic<std::size_t> used = 0; // written often: not beside what is read

        // The number of slots is no power of two, so that a table can grow by less than its size.
        std::size_t first_of(std::uint32_t tag) const { return tag * size >> 32U; }
        std::size_t after(std::size_t at) const { return at + 1 == size ? 0 : at + 1; }
        bool has_room(std::size_t columns) const {
            return (used.load(std::memory_order_relaxed) + columns) * 4 <= size * 3;
        }
    };
    static constexpr std::size_t tables = 7; // by kind

    static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }
    static std::uint64_t slot_of(std::uint32_t tag, ColumnId id) {
        return std::uint64_t{tag} << 32U | (id + 1);
    }
    static ColumnId id_of(std::uint64_t slot) { return static_cast<ColumnId>(slot) - 1; }
    static std::uint32_t tag_in(std::uint64_t slot) {
        return static_cast<std::uint32_t>(slot >> 32U);
    }

    bool is_equal(ColumnId id, const ColumnView& column) const;
    static void resize(Table& table, std::size_t size);

    const ColumnLayout* layout_;
    NumberCodes codes_;
    std::array<ColumnPool, column_storages> pools_;
    std::array<Table, tables> tables_;
    std::vector<std::uint64_t> no_failures_;
};

// Adds columns to a store, for one thread.
class ColumnWriter {
public:
    // The store must outlive this. A writer that is alone, because no other thread adds columns or
    // looks for any, need not lock anything.
    explicit ColumnWriter(ColumnStore& store, bool is_alone = true);

    // Returns the id of a column, which is new if it was not there before. The hash is that of the
    // kernels. Throws std::length_error at 2^28 columns of a kind. There must be room.
    ColumnId add(const ColumnView& column, std::uint64_t hash) {
        const auto kind = static_cast<std::size_t>(column.kind);
        return add(column, hash, store_->tables_[kind].first_of(ColumnStore::tag_of(hash)));
    }

    // The same, from the slot that ColumnStore::prefetch_column() has found.
    ColumnId add(const ColumnView& column, std::uint64_t hash, std::size_t slot);

private:
    // Numbers that were taken and have no column yet.
    struct Numbers {
        std::uint32_t next = 0;
        std::uint32_t end = 0;
    };

    ColumnStorage storage_for(const ColumnView& column);
    ColumnId write(const ColumnView& column);
    bool take(ColumnStore::Table& table, ColumnStore::Slot& slot, std::uint64_t& value,
              std::uint64_t wanted) const;

    static constexpr std::uint32_t numbers_at_once = 16;

    ColumnStore* store_;
    bool is_alone_;
    std::array<Numbers, column_storages> numbers_;
    std::vector<std::uint32_t> codes_; // of the numbers of a column
};

} // namespace rasp_stitch::enumerator
