#include "enumerator/grammar/chart.hpp"

#include <algorithm>
#include <span>

namespace rasp_stitch::enumerator {

namespace {

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
    return (std::uint64_t{a} << 32U) | b;
}

} // namespace

StopReason Chart::deduce(lambda::TypeId request, const BudgetWatch& watch) {
    constexpr std::uint64_t look_every = 256;
    const HoleTypes::Opening opening = holes_.open(*types_, request);
    root_lambdas_ = opening.lambdas;
    state_of(GrammarView::root_table, opening.hole, 0);
    for (std::uint64_t steps = 1; !queue_.empty(); ++steps) {
        if (steps % look_every == 0) {
            if (const StopReason reason = watch.reason(memory()); reason != StopReason::none) {
                return reason;
            }
        }
        const std::uint32_t item = queue_.top().second;
        queue_.pop();
        if (!items_[item].is_closed) { // else this is a more expensive way to a known item
            close(item);
            if (holes_.has_large_types()) {
                return StopReason::types;
            }
        }
    }
    return StopReason::none;
}

const Chart::Item* Chart::find(std::uint32_t entry, CallId call) const {
    const auto found = item_ids_.find(pair_key(entry, std::uint32_t(call)));
    return found == item_ids_.end() || !items_[found->second].is_closed ? nullptr
                                                                        : &items_[found->second];
}

// Items are closed in the order of their costs from the root on, so a state is first requested
// where its outside is cheapest.
std::uint32_t Chart::state_of(std::uint32_t table, HoleId hole, DescriptionLength outside) {
    const auto [found, is_new] = state_ids_.try_emplace(pair_key(table, std::uint32_t(hole)),
                                                        static_cast<std::uint32_t>(states_.size()));
    const std::uint32_t id = found->second;
    if (!is_new) {
        return id;
    }
    const auto first = static_cast<std::uint32_t>(entries_.size());
    const std::span<const Choice> choices = choices_.at(table, hole);
    const auto possible = std::ranges::count_if(
        choices, [](const Choice& choice) { return choice.log_probability != impossible; });
    // One of several choices has a probability below 1, even if that is rounded to 1, and must not
    // cost 0. A cycle of choices that cost 0 then has no way out of it and is in no program.
    const DescriptionLength least = possible > 1 ? 1 : 0;
    for (const Choice& choice : choices) {
        if (choice.log_probability != impossible) {
            entries_.push_back({choice.head, choice.call,
                                std::max(description_length(choice.log_probability), least), id});
        }
    }
    const auto count = static_cast<std::uint32_t>(entries_.size()) - first;
    states_.push_back({.table = table,
                       .outside = outside,
                       .first_entry = first,
                       .entry_count = count,
                       .outcomes = {},
                       .waiting = {}});
    for (std::uint32_t entry = first; entry < first + count; ++entry) {
        relax(entry, entries_[entry].call, 0, entries_[entry].cost);
    }
    return id;
}

void Chart::relax(std::uint32_t entry, CallId call, std::uint32_t filled, DescriptionLength least) {
    const DescriptionLength from_root = states_[entries_[entry].state].outside + least;
    if (from_root >= upper_) {
        return;
    }
    const auto [found, is_new] = item_ids_.try_emplace(pair_key(entry, std::uint32_t(call)),
                                                       static_cast<std::uint32_t>(items_.size()));
    if (is_new) {
        items_.push_back({.entry = entry, .call = call, .filled = filled, .least = least});
    } else {
        Item& known = items_[found->second];
        if (known.is_closed || known.least <= least) {
            return;
        }
        known.least = least;
    }
    queue_.emplace(from_root, found->second);
}

void Chart::advance(std::uint32_t id, const Outcome& outcome) {
    const Item item = items_[id];
    relax(item.entry, holes_.filled(item.call, outcome.hole), item.filled + 1,
          item.least + outcome.least);
}

void Chart::close(std::uint32_t id) {
    items_[id].is_closed = true;
    const Item item = items_[id];
    const Entry entry = entries_[item.entry];
    if (holes_.pending(item.call) > 0) {
        const HoleTypes::Opening next = holes_.next(item.call);
        const std::uint32_t table = entry.head.is_variable
                                        ? view_->variable_table()
                                        : view_->argument_table(entry.head.number, item.filled);
        const std::uint32_t wanted =
            state_of(table, next.hole, states_[entry.state].outside + item.least);
        items_[id].next_state = wanted;
        states_[wanted].waiting.push_back(id);
        for (std::size_t i = 0; i < states_[wanted].outcomes.size(); ++i) {
            advance(id, Outcome(states_[wanted].outcomes[i]));
        }
        return;
    }
    const Outcome outcome{
        .hole = holes_.outcome(item.call), .least = item.least, .symbol = symbol_count_};
    State& state = states_[entry.state];
    const bool is_known = std::ranges::any_of(
        state.outcomes, [&](const Outcome& other) { return other.hole == outcome.hole; });
    if (is_known) {
        return;
    }
    ++symbol_count_;
    state.outcomes.push_back(outcome);
    // No item starts to wait meanwhile, since items are only added when another one is closed.
    for (std::size_t i = 0; i < states_[entry.state].waiting.size(); ++i) {
        advance(states_[entry.state].waiting[i], outcome);
    }
}

std::size_t Chart::memory() const {
    constexpr std::size_t entry_bytes = 48; // an entry of a hash table
    return holes_.memory() + states_.size() * (sizeof(State) + entry_bytes + 64) +
           entries_.size() * sizeof(Entry) +
           items_.size() * (sizeof(Item) + entry_bytes + sizeof(std::uint32_t)) +
           queue_.size() * sizeof(Due);
}

} // namespace rasp_stitch::enumerator
