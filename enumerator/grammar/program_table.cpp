#include "enumerator/grammar/program_table.hpp"

#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/grammar/chart.hpp"

#include <algorithm>
#include <tuple>

namespace rasp_stitch::enumerator {

namespace {

struct MadeRule {
    SymbolId symbol = 0;
    Rule rule;
};

// Collects the rules of a finished chart: one for each choice and each row of outcomes of its
// arguments.
class RuleMaker {
public:
    RuleMaker(Chart& chart, DescriptionLength upper, const BudgetWatch& watch)
        : chart_(chart), upper_(upper), watch_(watch) {}

    StopReason make() {
        for (std::uint32_t entry = 0; entry < chart_.entries().size(); ++entry) {
            if (const StopReason reason = watch_.reason(); reason != StopReason::none) {
                return reason;
            }
            if (!make_rules_of(entry)) {
                return StopReason::memory;
            }
        }
        make_start();
        return StopReason::none;
    }

    ProgramTable table() {
        ProgramTable table;
        table.symbols.resize(chart_.symbol_count() + 1);
        table.start = chart_.symbol_count();
        std::ranges::stable_sort(made_, [&](const MadeRule& a, const MadeRule& b) {
            return std::tie(a.symbol, a.rule.extra) < std::tie(b.symbol, b.rule.extra);
        });
        for (const MadeRule& made : made_) {
            ProgramTable::Symbol& symbol = table.symbols[made.symbol];
            if (symbol.rule_count++ == 0) {
                symbol.first_rule = static_cast<std::uint32_t>(table.rules.size());
                symbol.least = made.rule.extra; // until now `extra` has been the whole cost
            }
            table.rules.push_back(made.rule);
            table.rules.back().extra -= symbol.least;
        }
        made_ = {};
        table.children = std::move(children_);
        for (ProgramTable::Symbol& symbol : table.symbols) {
            symbol.is_forced =
                symbol.rule_count == 1 && table.rules[symbol.first_rule].child_count == 0;
        }
        for (Rule& rule : table.rules) {
            rule.first_open = static_cast<std::uint32_t>(table.open_children.size());
            const std::span<const Child> children = table.children_of(rule);
            for (std::size_t i = children.size(); i > 0; --i) {
                if (!table.symbols[children[i - 1].symbol].is_forced) {
                    table.open_children.push_back(children[i - 1].symbol);
                    ++rule.open_count;
                }
            }
        }
        return table;
    }

private:
    // A call with some of its arguments chosen. The outcomes of its next argument are tried in
    // turn.
    struct Place {
        const Chart::Item* item;
        DescriptionLength cost;
        std::size_t next_outcome;
    };

    bool make_rules_of(std::uint32_t entry_id) {
        const Chart::Entry& entry = chart_.entries()[entry_id];
        const Chart::State& state = chart_.states()[entry.state];
        places_.clear();
        chosen_.clear();
        enter(entry_id, entry.call, entry.cost);
        while (!places_.empty()) {
            Place& place = places_.back();
            if (chart_.holes().pending(place.item->call) == 0) {
                if (!add_rule(state, entry.head, place)) {
                    return false;
                }
                leave();
                continue;
            }
            const auto& outcomes = chart_.states()[place.item->next_state].outcomes;
            if (place.next_outcome == outcomes.size()) {
                leave();
                continue;
            }
            const Chart::Outcome& outcome = outcomes[place.next_outcome++];
            const DescriptionLength cost = place.cost + outcome.least;
            if (state.outside + cost < upper_) {
                chosen_.push_back({outcome.symbol, chart_.holes().next(place.item->call).lambdas});
                const CallId filled = chart_.holes().filled(place.item->call, outcome.hole);
                if (!enter(entry_id, filled, cost)) {
                    chosen_.pop_back();
                }
            }
        }
        return true;
    }

    bool enter(std::uint32_t entry, CallId call, DescriptionLength cost) {
        const Chart::Item* item = chart_.find(entry, call);
        if (item == nullptr) {
            return false;
        }
        places_.push_back({item, cost, 0});
        return true;
    }

    void leave() {
        places_.pop_back();
        if (!chosen_.empty()) {
            chosen_.pop_back();
        }
    }

    bool add_rule(const Chart::State& state, CallHead head, const Place& place) {
        const HoleId hole = chart_.holes().outcome(place.item->call);
        const auto outcome =
            std::ranges::find_if(state.outcomes, [&](const auto& o) { return o.hole == hole; });
        if (outcome != state.outcomes.end()) {
            add(outcome->symbol, head, place.cost);
        }
        return made_.size() * (sizeof(MadeRule) + sizeof(Rule)) +
                   children_.size() * 2 * sizeof(Child) <
               watch_.budget().memory;
    }

    void add(SymbolId symbol, CallHead head, DescriptionLength cost) {
        made_.push_back({symbol,
                         {.extra = cost,
                          .head = head,
                          .first_child = static_cast<std::uint32_t>(children_.size()),
                          .first_open = 0,
                          .child_count = static_cast<std::uint16_t>(chosen_.size()),
                          .open_count = 0}});
        children_.insert(children_.end(), chosen_.begin(), chosen_.end());
    }

    void make_start() {
        for (const Chart::Outcome& outcome : chart_.states()[Chart::root].outcomes) {
            chosen_.assign(1, {outcome.symbol, chart_.root_lambdas()});
            add(chart_.symbol_count(), no_head, outcome.least);
        }
    }

    Chart& chart_;
    DescriptionLength upper_;
    const BudgetWatch& watch_;
    std::vector<MadeRule> made_;
    std::vector<Child> children_;
    std::vector<Child> chosen_;
    std::vector<Place> places_;
};

} // namespace

ProgramTable make_program_table(const lambda::TypeStore& types, const GrammarView& view,
                                lambda::TypeId request, DescriptionLength upper,
                                const Budget& budget) {
    const BudgetWatch watch(budget);
    Chart chart(types, view, upper);
    RuleMaker maker(chart, upper, watch);
    StopReason stopped = chart.deduce(request, watch);
    if (stopped == StopReason::none) {
        stopped = maker.make();
    }
    if (stopped != StopReason::none) {
        ProgramTable none;
        none.symbols.resize(1);
        none.stopped = stopped;
        return none;
    }
    return maker.table();
}

} // namespace rasp_stitch::enumerator
