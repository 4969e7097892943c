#include "enumerator/bottom_up/bucket_programs.hpp"

#include "support/text/input_error.hpp"

#include <algorithm>
#include <string>

namespace rasp_stitch::enumerator {

namespace {

// Grows by a half: a vector that doubles leaves more room unused.
template <class T>
void append(std::vector<T>& to, const T& element) {
    if (to.size() == to.capacity()) {
        to.reserve(to.size() + to.size() / 2 + 16);
    }
    to.push_back(element);
}

} // namespace

BucketPrograms::BucketPrograms(const ProgramTable& table)
    : table_(&table), symbols_(table.symbols.size()) {
    for (SymbolId symbol = 0; symbol < table.symbols.size(); ++symbol) {
        if (table.symbols[symbol].rule_count > UINT16_MAX) {
            throw InputError({.found = std::to_string(table.symbols[symbol].rule_count) +
                                       " productions for one type",
                              .expected = "at most " + std::to_string(UINT16_MAX)});
        }
        for (const Rule& rule : table.rules_of(symbol)) {
            symbols_[symbol].stride =
                std::max<std::size_t>(symbols_[symbol].stride, rule.child_count);
        }
    }
}

std::size_t BucketPrograms::Symbol::memory() const {
    return costs.capacity() * sizeof(costs[0]) + behaviours.capacity() * sizeof(behaviours[0]) +
           rules.capacity() * sizeof(rules[0]) + children.capacity() * sizeof(children[0]);
}

void BucketPrograms::add(SymbolId symbol, DescriptionLength cost, ColumnId behaviour,
                         std::uint32_t rule, std::span<const std::uint32_t> children) {
    Symbol& kept = symbols_[symbol];
    memory_ -= kept.memory();
    append(kept.costs, cost);
    append(kept.behaviours, behaviour);
    append(kept.rules, static_cast<std::uint16_t>(rule - table_->symbols[symbol].first_rule));
    for (std::size_t i = 0; i < kept.stride; ++i) {
        append(kept.children, i < children.size() ? children[i] : 0);
    }
    memory_ += kept.memory();
}

KeptCall BucketPrograms::call(SymbolId symbol, std::uint32_t number) const {
    const Symbol& kept = symbols_[symbol];
    return {.rule = &table_->rules_of(symbol)[kept.rules[number]],
            .children = std::span(kept.children).subspan(number * kept.stride)};
}

} // namespace rasp_stitch::enumerator
