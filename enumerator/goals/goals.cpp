#include "enumerator/goals/goals.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

namespace {

std::uint64_t hash_of(const ColumnHash& hash, const ColumnValues& column) {
    return column.kind == PartKind::selector ? hash.of_bits(column.bits) : hash.of(column.values);
}

} // namespace

Goals::Goals(const BatchShape& shape, const Bank& bank, const Vocabulary& heads,
             ColumnValues wanted, const GoalLimits& limits)
    : shape_(&shape), bank_(&bank), heads_(&heads), limits_(limits), hash_(shape) {
    const std::uint64_t hash = hash_of(hash_, wanted);
    add(std::move(wanted), hash, {.column = {}, .context = hole()});
}

void Goals::add(ColumnValues column, std::uint64_t hash, Goal goal) {
    const auto kind = static_cast<std::size_t>(column.kind);
    std::vector<const Goal*>& same_kind = by_kind_[kind];
    const auto place =
        index_[kind].find(mix_bits(hash), [&](auto id) { return same_kind[id]->hash == hash; });
    if (place.is_known) {
        return;
    }
    goal.is_whole = std::ranges::all_of(column.values, is_whole);
    goal.column = std::move(column);
    goal.hash = hash;
    goal.number = same_kind.size();
    memory_ += sizeof(Goal) + goal.column.values.size() * sizeof(double) +
               goal.column.bits.size() * sizeof(std::uint64_t) +
               goal.context.size() * sizeof(ExpressionNode);
    goals_.push_back(std::make_unique<Goal>(std::move(goal)));
    same_kind.push_back(goals_.back().get());
    index_[kind].add(place, [&](auto id) { return mix_bits(same_kind[id]->hash); });
}

void Goals::meet(const Goal& goal, const Expression& filler, DescriptionLength cost) {
    if (!is_worth(cost)) {
        return;
    }
    Expression whole = filled(goal.context, filler);
    for (const Goal* outer = goal.outer; outer != nullptr; outer = outer->outer) {
        whole = filled(outer->context, whole);
    }
    candidates_.push_back({.expression = std::move(whole), .cost = cost});
}

void Goals::meet_by_part(PartKind kind, const Part& part) {
    const std::vector<const Goal*>& same_kind = by_kind_[static_cast<std::size_t>(kind)];
    const auto place = index_[static_cast<std::size_t>(kind)].find(
        mix_bits(part.hash), [&](auto id) { return same_kind[id]->hash == part.hash; });
    if (place.is_known && same_kind[place.id]->outer != nullptr) {
        const Goal& goal = *same_kind[place.id];
        meet(goal, backwards::part(part.handle), goal.cost + part.cost);
    }
}

bool Goals::may_open(const Goal& outer, GoalOrigin origin, DescriptionLength cost) const {
    return outer.depth < limits_.depth && is_worth(cost) &&
           opened_[static_cast<std::size_t>(origin)] < limits_.goals;
}

void Goals::open(const Goal& outer, GoalOrigin origin, ColumnValues column,
                 const Expression& context, DescriptionLength cost) {
    const std::uint64_t hash = hash_of(hash_, column);
    const PartKind kind = column.kind;
    if (const std::optional<std::uint32_t> known = bank_->find(kind, hash)) {
        const Part& part = bank_->part(kind, *known);
        meet(outer, filled(context, backwards::part(part.handle)), cost + part.cost);
    }
    const std::size_t before = goals_.size();
    add(std::move(column), hash,
        {.column = {},
         .cost = cost,
         .outer = &outer,
         .context = context,
         .depth = outer.depth + 1});
    opened_[static_cast<std::size_t>(origin)] += goals_.size() - before;
}

std::vector<Candidate> Goals::take_candidates() {
    return std::exchange(candidates_, {});
}

} // namespace rasp_stitch::enumerator::backwards
