#include "enumerator/behaviour/derivation_behaviour.hpp"

#include <utility>

namespace rasp_stitch::enumerator {

namespace {

constexpr BehaviourId unknown = UINT32_MAX;
constexpr BehaviourId useless = UINT32_MAX - 1;

} // namespace

DerivationBehaviours::DerivationBehaviours(const ProgramTable& table,
                                           std::span<const Production> productions,
                                           rasp::Batch batch)
    : table_(&table), apply_(table, productions, std::move(batch)),
      next_node_(static_cast<std::uint32_t>(table.rules.size())),
      leaves_(table.rules.size(), unknown) {}

std::size_t DerivationBehaviours::memory() const {
    constexpr std::size_t entry = 4 * sizeof(std::uint64_t); // bytes, with its part of the buckets
    return apply_.memory() + steps_.size() * entry;
}

BehaviourId DerivationBehaviours::applied(const Rule& rule, std::span<const BehaviourId> children,
                                          const IsUseless& is_useless) {
    const auto number = static_cast<std::uint32_t>(&rule - table_->rules.data());
    BehaviourId* result = &leaves_[number];
    std::uint32_t node = number;
    for (std::size_t i = 0; i < children.size(); ++i) {
        const std::uint64_t step = std::uint64_t{node} << 32U | children[i];
        const bool is_last = i + 1 == children.size();
        result = &steps_.try_emplace(step, is_last ? unknown : next_node_).first->second;
        next_node_ += !is_last && *result == next_node_ ? 1U : 0U;
        node = *result;
    }
    if (*result == unknown) {
        *result = apply_(rule, children, is_useless).value_or(useless);
    }
    return *result;
}

std::optional<BehaviourId> DerivationBehaviours::of(const Derivation& program,
                                                    const IsUseless& is_useless) {
    std::size_t next = 0;
    frames_.assign(1, {program.rules[next++], 0});
    values_.clear();
    while (true) {
        const Frame frame = frames_.back();
        const std::size_t given = values_.size() - frame.first_value;
        if (given < frame.rule->child_count) {
            const SymbolId symbol = table_->children_of(*frame.rule)[given].symbol;
            const Rule* const rule = table_->symbols[symbol].is_forced
                                         ? table_->rules_of(symbol).data()
                                         : program.rules[next++];
            frames_.push_back({rule, values_.size()});
            continue;
        }
        frames_.pop_back();
        if (frames_.empty()) { // this was the start's rule, whose child is the program
            return values_.front();
        }
        const std::span children = std::span(values_).subspan(frame.first_value);
        const BehaviourId value = applied(*frame.rule, children, is_useless);
        if (value == useless) {
            return std::nullopt;
        }
        values_.resize(frame.first_value);
        values_.push_back(value);
    }
}

} // namespace rasp_stitch::enumerator
