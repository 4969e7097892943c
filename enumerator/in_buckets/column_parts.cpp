#include "enumerator/in_buckets/column_parts.hpp"

#include <algorithm>
#include <span>

namespace rasp_stitch::enumerator {

using backwards::PartKind;

ColumnParts::ColumnParts(const ColumnLayout& layout, const rasp::Batch& batch)
    : layout_(&layout), batch_(&batch), memory_(layout.value_bytes() / 8 + 1) {}

void ColumnParts::kept(SymbolId symbol, std::uint32_t number, DescriptionLength cost,
                       ColumnId behaviour) {
    std::vector<bool>& seen = seen_[static_cast<std::size_t>(storage_of(behaviour))];
    const std::uint32_t place = number_of(behaviour);
    if (place >= seen.size()) {
        seen.resize(std::max<std::size_t>(place + 1, seen.size() * 2));
    }
    // A behaviour that another symbol has had in an earlier bucket is known already. Within a bucket
    // the cheapest one counts.
    if (!seen[place]) {
        kept_.push_back(
            {.place = {.symbol = symbol, .number = number}, .cost = cost, .behaviour = behaviour});
    }
}

void ColumnParts::tell(BackwardHook& hook, const ColumnStore& store) {
    std::ranges::stable_sort(kept_, {}, &Kept::cost);
    for (const Kept& kept : kept_) {
        std::vector<bool>& seen = seen_[static_cast<std::size_t>(storage_of(kept.behaviour))];
        const std::uint32_t number = number_of(kept.behaviour);
        if (seen[number]) {
            continue;
        }
        seen[number] = true;
        if (storage_of(kept.behaviour) == ColumnStorage::selector &&
            !hook.wants(PartKind::selector)) {
            continue;
        }
        const auto values = values_of(store.view(kept.behaviour, memory_.data()));
        if (values && hook.wants(values->kind)) {
            const auto handle = static_cast<backwards::PartHandle>(places_.size());
            places_.push_back(kept.place);
            hook.kept(handle, kept.cost, *values);
        }
    }
    kept_.clear();
}

std::optional<backwards::PartValues> ColumnParts::values_of(const ColumnView& column) {
    for (std::size_t i = 0; i < layout_->failure_words; ++i) {
        if (column.failures != nullptr && column.failures[i] != 0) {
            return std::nullopt;
        }
    }
    const std::size_t count = layout_->positions;
    switch (column.kind) {
    case ColumnKind::booleans:
        return backwards::PartValues{.kind = PartKind::boolean,
                                     .bits = std::span(column.words(), layout_->words)};
    case ColumnKind::small:
        numbers_.assign(column.small(), column.small() + count);
        return backwards::PartValues{.kind = PartKind::number, .numbers = numbers_};
    case ColumnKind::reals:
        return backwards::PartValues{.kind = PartKind::number,
                                     .numbers = std::span(column.reals(), count)};
    case ColumnKind::strings:
        return backwards::PartValues{.kind = PartKind::string,
                                     .strings = std::span(column.strings(), count)};
    case ColumnKind::selector: {
        bits_.assign(batch_->matrix_words(), 0);
        const auto* from = static_cast<const std::uint8_t*>(column.data);
        for (const rasp::Extent& extent : batch_->extents()) {
            for (std::size_t query = 0; query < extent.length; ++query) {
                std::uint64_t& row = bits_[extent.row_of(false, query)];
                for (std::size_t byte = 0; byte < layout_->row_bytes; ++byte) {
                    row |= std::uint64_t{*from++} << (byte * 8);
                }
            }
        }
        return backwards::PartValues{.kind = PartKind::selector, .bits = bits_};
    }
    default:
        return std::nullopt;
    }
}

} // namespace rasp_stitch::enumerator
