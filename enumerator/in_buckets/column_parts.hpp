#pragma once

// Tells a backward search (enumerator/task_search/backward_hook.hpp) of the programs that a search
// on narrow columns keeps: each behaviour once, with the values that it has.
//
//     ColumnParts parts(layout, batch);
//     parts.kept(symbol, number, cost, behaviour); // of each program of a bucket
//     parts.tell(hook, store);                     // of all of them, the cheapest first
//     parts.at(handle)                             // the symbol and the number
//
// Left out is what fails on some input and what has no values, such as a predicate.

#include "enumerator/columns/column_layout.hpp"
#include "enumerator/columns/column_store.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/task_search/backward_hook.hpp"
#include "rasp/kernels/batch.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace rasp_stitch::enumerator {

class ColumnParts {
public:
    // Both must outlive this object.
    ColumnParts(const ColumnLayout& layout, const rasp::Batch& batch);

    void kept(SymbolId symbol, std::uint32_t number, DescriptionLength cost, ColumnId behaviour);
    void tell(BackwardHook& hook, const ColumnStore& store);

    struct Place {
        SymbolId symbol = 0;
        std::uint32_t number = 0;
    };
    const Place& at(backwards::PartHandle handle) const { return places_[handle]; }

    std::size_t memory() const { return places_.capacity() * sizeof(Place); } // in bytes

private:
    struct Kept {
        Place place;
        DescriptionLength cost = 0;
        ColumnId behaviour = 0;
    };

    std::optional<backwards::PartValues> values_of(const ColumnView& column);

    const ColumnLayout* layout_;
    const rasp::Batch* batch_;
    std::array<std::vector<bool>, column_storages> seen_;
    std::vector<Kept> kept_; // in this bucket
    std::vector<Place> places_;
    std::vector<double> numbers_;
    std::vector<std::uint64_t> bits_;
    std::vector<std::uint64_t> memory_;
};

} // namespace rasp_stitch::enumerator
