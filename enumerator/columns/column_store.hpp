#pragma once

// Door of enumerator/columns.
// Not installed: enumerator/solve/solve.hpp searches for the programs of tasks.
//
// Stores what programs do on a few short inputs, each distinct behaviour once, in narrow columns
// (column_view.hpp). The kernels that compute them are in column_kernels.hpp, and whole rules of a
// grammar are applied by column_rules.hpp.
//
// ```cpp
// const std::vector<rasp::Input> inputs = {{.tokens = rasp::characters("abc")}};
// const rasp::Batch batch(inputs);
// const ColumnLayout layout = layout_of(batch.extents(), false).value();
// ColumnStore store(layout, best_column_kernels().hash);
// const std::array<std::int8_t, 3 + column_slack> positions = {0, 1, 2};
// const ColumnView column{.kind = ColumnKind::small, .data = positions.data()};
// const ColumnId id = store.add(column, best_column_kernels().hash(column, layout));
// CHECK(store.add(column, best_column_kernels().hash(column, layout)) == id);
// CHECK(store.size() == 1);
// ```
//
// A column of n positions takes n bits of booleans, n bytes of small numbers, n or 2n of others (8n
// for those that have no code, enumerator/columns/number_codes.hpp), n to 4n of strings and n to 8n
// of a selector, and about 13 bytes more in the table that finds it.

#include "enumerator/columns/column_kernels.hpp"
#include "enumerator/columns/column_layout.hpp"
#include "enumerator/columns/column_view.hpp"
#include "enumerator/columns/number_codes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
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
constexpr unsigned column_number_bits = 28;

constexpr ColumnStorage storage_of(ColumnId id) {
    return static_cast<ColumnStorage>(id >> column_number_bits);
}
constexpr std::uint32_t number_of(ColumnId id) {
    return id & ((std::uint32_t{1} << column_number_bits) - 1);
}

ColumnKind kind_of(ColumnStorage storage);

class ColumnStore {
public:
    // The layout must outlive this. Without codes, numbers take more memory and less time.
    ColumnStore(const ColumnLayout& layout, HashColumn hash, bool has_codes = true);

    // Returns the id of a column, which is new if it was not there before. The hash is that of the
    // kernels. Throws std::length_error at 2^28 columns of a kind.
    ColumnId add(const ColumnView& column, std::uint64_t hash);

    // Returns nullopt if the column is not there. Several threads may call this at once while none
    // adds any.
    std::optional<ColumnId> find(const ColumnView& column, std::uint64_t hash) const;

    // Begins to load what find() will look at.
    void prefetch(ColumnKind kind, std::uint64_t hash) const;

    // Begins to load the column that find() will compare with first, if there is one, and returns
    // its id. To be called some time after prefetch().
    std::optional<ColumnId> prefetch_column(ColumnKind kind, std::uint64_t hash) const;

    // Returns a view of the column, which stays valid or, if it had to be unpacked, as long as
    // `memory`, of ColumnLayout::value_bytes(), is left alone.
    ColumnView view(ColumnId id, void* memory) const;

    // Returns whether there may soon be too many columns of a kind.
    bool is_nearly_full() const;

    std::size_t size() const;
    std::uint32_t size_of(ColumnStorage storage) const {
        return pools_[static_cast<std::size_t>(storage)].size;
    }
    std::size_t memory() const; // in bytes
    void clear();

private:
    // All columns that are stored alike, in chunks that never move.
    struct Pool {
        std::size_t value_bytes = 0; // of one column
        std::size_t failures_at = 0;
        std::size_t stride = 0; // with its failures
        std::uint32_t size = 0;
        std::vector<std::vector<std::uint8_t>> chunks = {};
    };
    // Open addressing with linear probing. A slot has the upper half of the hash and the id.
    struct Slot {
        std::uint32_t tag = 0;
        ColumnId id = no_id;
    };
    struct Table {
        std::vector<Slot> slots = {};
        std::size_t used = 0;

        std::size_t first_of(std::uint64_t hash) const; // where the search for a column begins
        std::size_t after(std::size_t at) const { return at + 1 == slots.size() ? 0 : at + 1; }
    };
    static constexpr ColumnId no_id = UINT32_MAX;
    static constexpr std::size_t tables = 7; // by kind

    static const std::uint8_t* place(const Pool& pool, std::uint32_t number);
    static std::uint8_t* new_place(Pool& pool);
    bool is_equal(ColumnId id, const ColumnView& column) const;
    ColumnId store(const ColumnView& column);
    void grow(Table& table);

    const ColumnLayout* layout_;
    HashColumn hash_;
    bool has_codes_;
    NumberCodes codes_;
    std::array<Pool, column_storages> pools_;
    std::array<Table, tables> tables_;
    std::vector<std::uint64_t> no_failures_;
    std::vector<std::uint32_t> new_codes_;
    std::vector<double> unpacked_; // while a table grows
};

} // namespace rasp_stitch::enumerator
