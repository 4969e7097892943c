#include "enumerator/top_down/table_walk.hpp"

namespace rasp_stitch::enumerator {

bool TableWalk::take(const Rule& rule, std::uint32_t& rest, SymbolId& next) {
    if (rule.open_count == 0) {
        if (rest == none) {
            return false;
        }
        next = open_[rest].symbol;
        rest = open_[rest].next;
        return true;
    }
    const SymbolId* child = table_->open_children.data() + rule.first_open;
    const SymbolId* const first = child + rule.open_count - 1; // the first one stands last
    for (; child != first; ++child) {
        open_.push_back({*child, rest});
        rest = static_cast<std::uint32_t>(open_.size() - 1);
    }
    next = *first;
    return true;
}

// Returns the list of what is open after the prefix, with its first symbol, and sets the least
// cost.
std::uint32_t TableWalk::replay(const Prefix& prefix, DescriptionLength& cost) {
    open_.clear();
    open_.push_back({table_->start, none});
    cost = table_->symbols[table_->start].least;
    std::uint32_t rest = 0;
    for (const Rule* rule : prefix) {
        cost += rule->extra;
        rest = open_[rest].next;
        SymbolId next = 0;
        if (take(*rule, rest, next)) {
            open_.push_back({next, rest});
            rest = static_cast<std::uint32_t>(open_.size() - 1);
        }
    }
    return rest;
}

std::vector<Prefix> TableWalk::expand(const Prefix& prefix) {
    std::vector<Prefix> longer;
    DescriptionLength cost = 0;
    const std::uint32_t open = replay(prefix, cost);
    if (open == none) {
        return longer;
    }
    for (const Rule& rule : table_->rules_of(open_[open].symbol)) {
        if (cost + rule.extra >= window_.upper) {
            break;
        }
        longer.push_back(prefix);
        longer.back().push_back(&rule);
    }
    return longer;
}

void TableWalk::push(SymbolId symbol, DescriptionLength cost, std::uint32_t rest) {
    const ProgramTable::Symbol& entry = table_->symbols[symbol];
    const Rule* const first = table_->rules.data() + entry.first_rule;
    levels_.push_back(
        {first, first + entry.rule_count, cost, rest, static_cast<std::uint32_t>(open_.size())});
}

void TableWalk::report(DescriptionLength cost) {
    if (budget_->counts_programs &&
        budget_->programs.fetch_add(1) >= budget_->watch.budget().programs) {
        budget_->end(StopReason::programs);
        return;
    }
    ++programs_;
    if (*on_program_) {
        rules_ = prefix_;
        for (const Level& level : levels_) {
            rules_.push_back(level.next - 1);
        }
        (*on_program_)({.rules = rules_, .cost = cost});
    }
}

bool TableWalk::may_go_on() {
    const StopReason reason =
        budget_->watch.reason(levels_.capacity() * sizeof(Level) + open_.capacity() * sizeof(Open));
    if (reason != StopReason::none) {
        budget_->end(reason);
    }
    return !budget_->is_over();
}

void TableWalk::run(const Prefix& prefix) {
    constexpr std::uint32_t look_every = 4096;
    std::uint32_t until_look = 1;
    DescriptionLength begun = 0;
    prefix_ = prefix;
    levels_.clear();
    const std::uint32_t open = replay(prefix, begun);
    if (open == none) {
        if (begun >= window_.lower && begun < window_.upper) {
            report(begun);
        }
        return;
    }
    push(open_[open].symbol, begun, open_[open].next);
    while (!levels_.empty()) {
        if (--until_look == 0) {
            if (!may_go_on()) {
                return;
            }
            until_look = look_every;
        }
        Level& level = levels_.back();
        if (level.next == level.end || level.cost + level.next->extra >= window_.upper) {
            levels_.pop_back();
            continue;
        }
        const Rule& rule = *level.next++;
        const DescriptionLength cost = level.cost + rule.extra;
        open_.resize(level.open_size);
        std::uint32_t rest = level.rest;
        SymbolId next = 0;
        if (take(rule, rest, next)) {
            push(next, cost, rest);
        } else if (cost >= window_.lower) {
            report(cost);
            if (budget_->counts_programs && budget_->is_over()) {
                return;
            }
        }
    }
}

} // namespace rasp_stitch::enumerator
