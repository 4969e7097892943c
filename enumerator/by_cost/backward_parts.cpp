#include "enumerator/by_cost/backward_parts.hpp"

#include "rasp/kernels/column_access.hpp"

#include <algorithm>

namespace rasp_stitch::enumerator {

using backwards::PartKind;

// Marks the symbols that stand right below the lambdas of the request, which depends on the symbol
// alone.
BackwardParts::BackwardParts(const ProgramTable& table, const rasp::Batch& batch)
    : batch_(&batch), is_closed_(table.symbols.size()), buffer_(batch) {
    std::vector<SymbolId> rest;
    const auto reach = [&](const Child& child) {
        if (!is_closed_[child.symbol]) {
            is_closed_[child.symbol] = true;
            rest.push_back(child.symbol);
        }
    };
    for (const Rule& rule : table.rules_of(table.start)) {
        reach(table.children_of(rule)[0]);
    }
    while (!rest.empty()) {
        const SymbolId symbol = rest.back();
        rest.pop_back();
        for (const Rule& rule : table.rules_of(symbol)) {
            for (const Child& child : table.children_of(rule)) {
                if (child.lambdas == 0) {
                    reach(child);
                }
            }
        }
    }
}

backwards::PartValues BackwardParts::values_of(const rasp::Column& column) {
    const std::size_t count = batch_->positions();
    switch (column.kind()) {
    case rasp::ValueKind::boolean:
        bits_.assign((count + rasp::word_bits - 1) / rasp::word_bits, 0);
        for (std::size_t i = 0; i < count; ++i) {
            bits_[i / rasp::word_bits] |= std::uint64_t{column.flags[column.at(i)]}
                                          << (i % rasp::word_bits);
        }
        return {.kind = PartKind::boolean, .bits = bits_};
    case rasp::ValueKind::string:
        strings_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            strings_[i] = column.strings[column.at(i)];
        }
        return {.kind = PartKind::string, .strings = strings_};
    case rasp::ValueKind::number:
        break;
    }
    numbers_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        numbers_[i] = rasp::number_at(column, column.at(i)).d;
    }
    return {.kind = PartKind::number, .numbers = numbers_};
}

backwards::PartValues BackwardParts::values_of(const rasp::Selector& selector) {
    bits_.assign(batch_->matrix_words(), 0);
    for (const rasp::Extent& extent : batch_->extents()) {
        for (std::size_t query = 0; query < extent.length; ++query) {
            std::copy_n(selector.words + extent.row_of(selector.uniform, query), extent.row_words,
                        bits_.begin() + static_cast<std::ptrdiff_t>(extent.row_of(false, query)));
        }
    }
    return {.kind = PartKind::selector, .bits = bits_};
}

void BackwardParts::kept(BackwardHook& hook, SymbolId symbol, std::uint32_t number,
                         DescriptionLength cost, const Behaviours& behaviours,
                         BehaviourId behaviour) {
    if (!is_closed_[symbol] || (behaviour < seen_.size() && seen_[behaviour])) {
        return;
    }
    if (behaviour >= seen_.size()) {
        seen_.resize(std::max<std::size_t>(behaviour + 1, seen_.size() * 2));
    }
    seen_[behaviour] = true;
    const BehaviourSort sort = behaviours.sort(behaviour);
    const bool is_selector = sort == BehaviourSort::selector;
    if ((!is_selector && sort != BehaviourSort::sequence) ||
        !behaviours.failures(behaviour).empty() ||
        (is_selector && !hook.wants(PartKind::selector))) {
        return;
    }
    const auto handle = static_cast<backwards::PartHandle>(places_.size());
    const backwards::PartValues values = is_selector
                                             ? values_of(behaviours.selector(behaviour, buffer_))
                                             : values_of(behaviours.column(behaviour, buffer_));
    if (hook.wants(values.kind)) {
        places_.push_back({.symbol = symbol, .number = number});
        hook.kept(handle, cost, values);
    }
}

} // namespace rasp_stitch::enumerator
