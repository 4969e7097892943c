#include "enumerator/task_search/table_costs.hpp"

#include <algorithm>
#include <limits>

namespace rasp_stitch::enumerator {

namespace {

constexpr DescriptionLength unreachable = std::numeric_limits<DescriptionLength>::max() / 4;

// Repeats until no cost falls any further. Tables are small.
void find_outside(const ProgramTable& table, DescriptionLength upper, TableCosts& costs) {
    costs.outside[table.start] = 0;
    bool has_changed = true;
    while (has_changed) {
        has_changed = false;
        for (std::uint32_t i = 0; i < costs.owner.size(); ++i) {
            const Rule& rule = table.rules[i];
            const DescriptionLength around = costs.outside[costs.owner[i]];
            if (around >= upper) {
                continue;
            }
            const DescriptionLength whole =
                around + table.symbols[costs.owner[i]].least + rule.extra;
            for (const Child child : table.children_of(rule)) {
                const DescriptionLength rest = whole - table.symbols[child.symbol].least;
                if (rest < costs.outside[child.symbol]) {
                    costs.outside[child.symbol] = rest;
                    has_changed = true;
                }
            }
        }
    }
}

// Aliases come after all other rules: what is around their symbols has to be known.
void find_around_parts(const ProgramTable& table, TableCosts& costs) {
    for (const bool is_alias : {false, true}) {
        for (std::uint32_t i = 0; i < costs.owner.size(); ++i) {
            const Rule& rule = table.rules[i];
            const SymbolId owner = costs.owner[i];
            if (owner == table.start || (rule.head == no_head) != is_alias) {
                continue;
            }
            const DescriptionLength whole = (is_alias ? costs.around_part : costs.outside)[owner] +
                                            table.symbols[owner].least + rule.extra;
            for (const Child child : table.children_of(rule)) {
                DescriptionLength& least = costs.around_part[child.symbol];
                least = std::min(least, whole - table.symbols[child.symbol].least);
            }
        }
    }
}

} // namespace

TableCosts::TableCosts(const ProgramTable& table, DescriptionLength upper)
    : owner(table.rules.size()), choice(table.rules.size()), is_root(table.symbols.size()),
      outside(table.symbols.size(), unreachable), around_part(table.symbols.size(), unreachable) {
    for (SymbolId symbol = 0; symbol < table.symbols.size(); ++symbol) {
        const ProgramTable::Symbol& entry = table.symbols[symbol];
        for (std::uint32_t i = entry.first_rule; i < entry.first_rule + entry.rule_count; ++i) {
            owner[i] = symbol;
            choice[i] = entry.least + table.rules[i].extra;
            for (const Child child : table.children_of(table.rules[i])) {
                choice[i] -= table.symbols[child.symbol].least;
            }
        }
    }
    for (const Rule& rule : table.rules_of(table.start)) {
        is_root[table.children_of(rule)[0].symbol] = true;
    }
    find_outside(table, upper, *this);
    find_around_parts(table, *this);
}

} // namespace rasp_stitch::enumerator
