#include "enumerator/by_cost/cost_order.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace rasp_stitch::enumerator {

CostOrder::CostOrder(const ProgramTable& table, DescriptionLength upper)
    : table_(&table), upper_(upper), costs_(table, upper), ranks_(table.symbols.size()),
      levels_(table.symbols.size()), waiting_(table.symbols.size()) {
    find_ranks();
    for (std::uint32_t rule = 0; rule < table.rules.size(); ++rule) {
        if (costs_.owner[rule] != table.start) {
            push({.cost = 0,
                  .rank = ranks_[costs_.owner[rule]],
                  .rule = rule,
                  .place = room_for_levels(table.rules[rule].child_count)});
        }
    }
}

// Ranks a symbol above all those that it can have below itself without cost. There is no cycle
// (enumerator/grammar/chart.cpp): its rules would have probability 1, so no program would end.
void CostOrder::find_ranks() {
    bool has_changed = true;
    for (std::size_t round = 0; has_changed && round < ranks_.size(); ++round) {
        has_changed = false;
        for (std::uint32_t rule = 0; rule < costs_.owner.size(); ++rule) {
            const std::span<const Child> children = table_->children_of(table_->rules[rule]);
            DescriptionLength rest = costs_.choice[rule];
            for (const Child child : children) {
                rest += table_->symbols[child.symbol].least;
            }
            for (const Child child : children) {
                std::uint32_t& rank = ranks_[costs_.owner[rule]];
                if (rest == table_->symbols[child.symbol].least && rank <= ranks_[child.symbol]) {
                    rank = ranks_[child.symbol] + 1;
                    has_changed = true;
                }
            }
        }
    }
}

// Returns the place of `count` levels, all 0.
std::uint32_t CostOrder::room_for_levels(std::size_t count) {
    if (count >= free_places_.size()) {
        free_places_.resize(count + 1);
    }
    if (free_places_[count].empty()) {
        const std::size_t place = all_levels_.size();
        all_levels_.resize(place + count);
        return static_cast<std::uint32_t>(place);
    }
    const std::uint32_t place = free_places_[count].back();
    free_places_[count].pop_back();
    std::fill_n(all_levels_.begin() + std::ptrdiff_t{place}, count, 0);
    return place;
}

void CostOrder::drop(const Combination& combination) {
    free_places_[table_->rules[combination.rule].child_count].push_back(combination.place);
}

void CostOrder::push(Combination combination) {
    const std::span<const Child> children = table_->children_of(table_->rules[combination.rule]);
    const std::uint32_t* const levels = levels_of(combination);
    combination.cost = costs_.choice[combination.rule];
    for (std::size_t i = 0; i < children.size(); ++i) {
        const SymbolId symbol = children[i].symbol;
        if (levels[i] >= levels_[symbol].size()) {
            waiting_[symbol].push_back(combination);
            ++waiting_count_;
            return;
        }
        combination.cost += levels_[symbol][levels[i]];
    }
    // Its successors cost more.
    if (combination.cost + costs_.outside[costs_.owner[combination.rule]] < upper_) {
        queue_.push(combination);
    } else {
        drop(combination);
    }
}

void CostOrder::add_successor(const Combination& combination, std::size_t child) {
    Combination successor = combination;
    successor.place = room_for_levels(last_levels_.size());
    std::ranges::copy(last_levels_, levels_of(successor));
    ++levels_of(successor)[child];
    push(successor);
}

std::optional<Combination> CostOrder::next() {
    if (queue_.empty()) {
        return std::nullopt;
    }
    const Combination first = queue_.top();
    queue_.pop();
    const std::size_t count = table_->rules[first.rule].child_count;
    last_levels_.assign(levels_of(first), levels_of(first) + count);
    drop(first);
    std::size_t place = count;
    while (place > 0 && (place == count || last_levels_[place] == 0)) {
        --place;
    }
    // The successors differ from it from the last place that is not 0 on.
    for (std::size_t i = place; i < count; ++i) {
        add_successor(first, i);
    }
    return first;
}

void CostOrder::add_level(SymbolId symbol, DescriptionLength cost) {
    levels_[symbol].push_back(cost);
    std::vector<Combination> waiting = std::exchange(waiting_[symbol], {});
    waiting_count_ -= waiting.size();
    for (const Combination& combination : waiting) {
        push(combination);
    }
}

std::size_t CostOrder::memory() const {
    return (queue_.size() + waiting_count_) * 2 * sizeof(Combination) +
           all_levels_.capacity() * sizeof(std::uint32_t);
}

} // namespace rasp_stitch::enumerator
