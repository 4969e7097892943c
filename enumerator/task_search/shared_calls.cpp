#include "enumerator/task_search/shared_calls.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

// A head and its children, as numbers.
using Call = std::vector<std::uint32_t>;

Call call_of(const ProgramTable& table, const Rule& rule) {
    Call call = {rule.head.is_variable ? 1U : 0U, rule.head.number};
    for (const Child child : table.children_of(rule)) {
        call.push_back(child.symbol);
        call.push_back(child.lambdas);
    }
    return call;
}

struct Shared {
    std::uint32_t rules = 0;
    bool is_beside_shared = false; // whether a symbol that has it has a shared call as well
    DescriptionLength least = 0;   // the least cost of these rules
    SymbolId symbol = 0;
};

class Sharing {
public:
    explicit Sharing(const ProgramTable& table) : table_(table) {
        count_calls();
        find_neighbours();
    }

    ProgramTable made() {
        made_.symbols = table_.symbols;
        made_.start = table_.start;
        for (const Rule& rule : table_.rules) {
            Shared* const shared = shared_of(rule);
            if (shared == nullptr) {
                add_rule(rule, table_.children_of(rule));
                continue;
            }
            if (shared->symbol == 0) {
                shared->symbol = static_cast<SymbolId>(table_.symbols.size() + originals_.size());
                originals_.push_back(&rule);
            }
            const Child alias{.symbol = shared->symbol, .lambdas = 0};
            add_rule({.extra = rule.extra, .head = no_head}, std::span(&alias, 1));
        }
        for (const Rule* const rule : originals_) {
            made_.symbols.push_back({.first_rule = static_cast<std::uint32_t>(made_.rules.size()),
                                     .rule_count = 1,
                                     .least = shared_of(*rule)->least});
            add_rule({.extra = 0, .head = rule->head}, table_.children_of(*rule));
        }
        return std::move(made_);
    }

private:
    // A call without children is no work, and a variable would depend on the scope.
    static bool can_share(const Rule& rule) { return rule.child_count > 0 && rule.head != no_head; }

    void count_calls() {
        for (const ProgramTable::Symbol& symbol : table_.symbols) {
            for (std::uint32_t i = 0; i < symbol.rule_count; ++i) {
                const Rule& rule = table_.rules[symbol.first_rule + i];
                if (can_share(rule)) {
                    Shared& shared = calls_[call_of(table_, rule)];
                    const DescriptionLength cost = symbol.least + rule.extra;
                    shared.least = shared.rules++ == 0 ? cost : std::min(shared.least, cost);
                }
            }
        }
    }

    void find_neighbours() {
        for (SymbolId symbol = 0; symbol < table_.symbols.size(); ++symbol) {
            const std::span<const Rule> rules = table_.rules_of(symbol);
            const bool has_shared = std::ranges::any_of(
                rules, [&](const Rule& rule) { return shared_of(rule) != nullptr; });
            for (const Rule& rule : rules) {
                if (has_shared && can_share(rule)) {
                    calls_.at(call_of(table_, rule)).is_beside_shared = true;
                }
            }
        }
    }

    Shared* shared_of(const Rule& rule) {
        if (!can_share(rule)) {
            return nullptr;
        }
        Shared& shared = calls_.at(call_of(table_, rule));
        return shared.rules > 1 || shared.is_beside_shared ? &shared : nullptr;
    }

    void add_rule(Rule rule, std::span<const Child> children) {
        rule.first_child = static_cast<std::uint32_t>(made_.children.size());
        rule.child_count = static_cast<std::uint16_t>(children.size());
        rule.first_open = 0;
        rule.open_count = 0;
        made_.children.insert(made_.children.end(), children.begin(), children.end());
        made_.rules.push_back(rule);
    }

    const ProgramTable& table_;
    ProgramTable made_;
    std::map<Call, Shared> calls_;
    std::vector<const Rule*> originals_; // the rules of the new symbols
};

} // namespace

ProgramTable share_calls(const ProgramTable& table) {
    return Sharing(table).made();
}

} // namespace rasp_stitch::enumerator
