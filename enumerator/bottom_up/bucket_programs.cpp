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

// Appends the rules of a program from the root on, without those of forced symbols.
void BucketPrograms::add_rules(SymbolId symbol, std::uint32_t number,
                               std::vector<const Rule*>& rules) const {
    struct Part {
        SymbolId symbol;
        std::uint32_t number;
    };
    std::vector<Part> rest = {{symbol, number}};
    while (!rest.empty()) {
        const Part part = rest.back();
        rest.pop_back();
        if (table_->symbols[part.symbol].is_forced) {
            continue;
        }
        const Symbol& kept = symbols_[part.symbol];
        const Rule& rule =
            table_->rules[table_->symbols[part.symbol].first_rule + kept.rules[part.number]];
        rules.push_back(&rule);
        for (std::size_t i = rule.child_count; i-- > 0;) {
            rest.push_back({table_->children_of(rule)[i].symbol,
                            kept.children[part.number * kept.stride + i]});
        }
    }
}

lambda::TermId BucketPrograms::term(SymbolId symbol, std::uint32_t number,
                                    TermBuilder& build) const {
    std::vector<const Rule*> rules;
    for (const Rule& rule : table_->rules_of(table_->start)) {
        if (table_->children_of(rule)[0].symbol == symbol) {
            rules = {&rule};
        }
    }
    add_rules(symbol, number, rules);
    return build.term({.rules = rules, .cost = 0});
}

lambda::TermId BucketPrograms::part(SymbolId symbol, std::uint32_t number,
                                    TermBuilder& build) const {
    std::vector<const Rule*> rules;
    add_rules(symbol, number, rules);
    if (rules.empty()) { // the one program of a forced symbol
        rules = {&table_->rules[table_->symbols[symbol].first_rule]};
    }
    return build.term({.rules = rules, .cost = 0});
}

} // namespace rasp_stitch::enumerator
