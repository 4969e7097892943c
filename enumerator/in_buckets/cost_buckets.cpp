#include "enumerator/in_buckets/cost_buckets.hpp"

#include "enumerator/task_search/shared_calls.hpp"

#include <algorithm>

namespace rasp_stitch::enumerator {

namespace {

// Finds the units of one rule.
class RulePlan {
public:
    RulePlan(const ProgramTable& table, const BucketPrograms& programs, std::uint32_t rule,
             DescriptionLength choice, bool commutes, std::uint64_t most, BucketPlan& plan)
        : table_(table), programs_(programs), number_(rule),
          children_(table.children_of(table.rules[rule])), commutes_(commutes), most_(most),
          plan_(plan), base_(choice) {
        for (const Child child : children_) {
            base_ += table.symbols[child.symbol].least;
        }
        chosen_.resize(children_.size());
    }

    // Sets the bounds of the costs; `high` is excluded.
    void find(DescriptionLength low, DescriptionLength high) {
        low_ = low - base_;
        high_ = high - base_;
        if (high_ <= 0) {
            note(base_);
            return;
        }
        if (children_.empty()) {
            if (low_ <= 0) {
                add({.rule = number_, .first = 0, .end = 1, .around = base_});
            }
            return;
        }
        const bool is_symmetric =
            commutes_ && children_.size() == 2 && children_[0].symbol == children_[1].symbol;
        is_symmetric_ = is_symmetric;
        const std::size_t first = is_symmetric ? 1 : 0;
        for (inner_ = children_.size(); inner_-- > first;) {
            choose(0, 0, 0);
        }
    }

private:
    // A program beyond the bucket costs at least this.
    void note(DescriptionLength cost) { plan_.next = std::min(plan_.next, cost); }

    // Chooses programs of the children from `child` on, given what those before cost beyond their
    // least, and the least that the inner child must.
    void choose(std::size_t child, DescriptionLength before, DescriptionLength least_inner) {
        if (child == inner_) {
            ++child;
        }
        if (child >= children_.size()) {
            add_range(before, least_inner);
            return;
        }
        const SymbolId symbol = children_[child].symbol;
        const std::span<const BucketPrograms::Level> levels = programs_.levels(symbol);
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const DescriptionLength own = levels[i].cost - table_.symbols[symbol].least;
            // The inner child is the last one of those that cost most.
            const DescriptionLength inner = std::max(least_inner, child > inner_ ? own + 1 : own);
            if (before + own + inner >= high_) {
                note(base_ + before + own + inner);
                return;
            }
            const std::uint32_t end =
                i + 1 < levels.size() ? levels[i + 1].first : programs_.count(symbol);
            for (std::uint32_t number = levels[i].first; number < end; ++number) {
                if (plan_.evaluated > most_) {
                    return;
                }
                chosen_[child] = number;
                choose(child + 1, before + own, inner);
            }
        }
    }

    void add_range(DescriptionLength before, DescriptionLength least_inner) {
        const SymbolId symbol = children_[inner_].symbol;
        const std::span<const BucketPrograms::Level> levels = programs_.levels(symbol);
        const DescriptionLength least = table_.symbols[symbol].least;
        const DescriptionLength low = std::max(low_ - before, least_inner) + least;
        const DescriptionLength high = high_ - before + least;
        const auto beyond =
            std::ranges::lower_bound(levels, high, {}, &BucketPrograms::Level::cost);
        if (beyond != levels.end()) {
            note(base_ + before + beyond->cost - least);
        }
        BucketUnit unit{.rule = number_,
                        .inner = static_cast<std::uint32_t>(inner_),
                        .first = programs_.lower_bound(symbol, low),
                        .end = beyond == levels.end() ? programs_.count(symbol) : beyond->first,
                        .around = base_ + before - least};
        if (is_symmetric_) {
            unit.first = std::max(unit.first, chosen_[0]);
            unit.is_symmetric = true;
        }
        if (unit.first < unit.end) {
            add(unit);
        }
    }

    void add(BucketUnit unit) {
        unit.children = static_cast<std::uint32_t>(plan_.children.size());
        plan_.children.insert(plan_.children.end(), chosen_.begin(), chosen_.end());
        plan_.programs += unit.end - unit.first;
        if (!is_alias(table_.rules[number_])) {
            plan_.evaluated += unit.end - unit.first;
        }
        plan_.units.push_back(unit);
    }

    const ProgramTable& table_;
    const BucketPrograms& programs_;
    std::uint32_t number_;
    std::span<const Child> children_;
    bool commutes_;
    std::uint64_t most_;
    BucketPlan& plan_;
    DescriptionLength base_; // the least cost of the rule's programs
    DescriptionLength low_ = 0;
    DescriptionLength high_ = 0;
    std::size_t inner_ = 0;
    bool is_symmetric_ = false;
    std::vector<std::uint32_t> chosen_;
};

} // namespace

CostBuckets::CostBuckets(const ProgramTable& table, const TableCosts& costs,
                         DescriptionLength widest)
    : table_(&table), costs_(&costs), width_(std::max<DescriptionLength>(widest, 1)) {
    while (!find_order()) {
        width_ /= 2;
    }
}

// Orders the symbols such that a symbol comes after each child whose programs can be in the same
// bucket as a program around them. Returns false if there is a cycle.
bool CostBuckets::find_order() {
    const std::size_t count = table_->symbols.size();
    std::vector<std::vector<SymbolId>> around(count); // by child: the symbols that wait for it
    std::vector<std::uint32_t> waits_for(count);
    for (std::uint32_t number = 0; number < table_->rules.size(); ++number) {
        const std::span<const Child> children = table_->children_of(table_->rules[number]);
        DescriptionLength least = costs_->choice[number];
        for (const Child child : children) {
            least += table_->symbols[child.symbol].least;
        }
        for (const Child child : children) {
            if (least - table_->symbols[child.symbol].least < width_) {
                around[child.symbol].push_back(costs_->owner[number]);
                ++waits_for[costs_->owner[number]];
            }
        }
    }
    std::vector<SymbolId> ready;
    for (SymbolId symbol = 0; symbol < count; ++symbol) {
        if (waits_for[symbol] == 0) {
            ready.push_back(symbol);
        }
    }
    for (std::size_t i = 0; i < ready.size(); ++i) {
        for (const SymbolId symbol : around[ready[i]]) {
            if (--waits_for[symbol] == 0) {
                ready.push_back(symbol);
            }
        }
    }
    if (ready.size() < count && width_ > 1) {
        return false;
    }
    std::erase(ready, table_->start);
    order_ = std::move(ready);
    return true;
}

BucketPlan CostBuckets::plan(SymbolId symbol, DescriptionLength low, DescriptionLength high,
                             const BucketPrograms& programs, std::uint64_t most,
                             const std::function<bool(const Rule&)>& commutes) const {
    BucketPlan plan;
    const ProgramTable::Symbol& entry = table_->symbols[symbol];
    for (std::uint32_t i = entry.first_rule; i < entry.first_rule + entry.rule_count; ++i) {
        RulePlan(*table_, programs, i, costs_->choice[i], commutes(table_->rules[i]), most, plan)
            .find(low, high);
    }
    return plan;
}

} // namespace rasp_stitch::enumerator
