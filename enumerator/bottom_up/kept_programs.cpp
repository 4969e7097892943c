#include "enumerator/bottom_up/kept_programs.hpp"

namespace rasp_stitch::enumerator {

KeptPrograms::KeptPrograms(const ProgramTable& table)
    : table_(&table), symbols_(table.symbols.size()) {}

bool KeptPrograms::add(SymbolId symbol, DescriptionLength cost, BehaviourId behaviour,
                       std::uint32_t rule, std::span<const std::uint32_t> children) {
    Symbol& kept = symbols_[symbol];
    kept.programs.push_back({.behaviour = behaviour,
                             .rule = rule,
                             .first_child = static_cast<std::uint32_t>(kept.children.size())});
    kept.children.insert(kept.children.end(), children.begin(), children.end());
    memory_ += 2 * (sizeof(Program) + children.size_bytes()); // vectors grow by doubling
    const bool begins_level = cost != kept.last_cost;
    if (begins_level) {
        kept.last_cost = cost;
        kept.level_first.push_back(static_cast<std::uint32_t>(kept.programs.size() - 1));
        memory_ += 2 * sizeof(std::uint32_t);
    }
    return begins_level;
}

KeptPrograms::Range KeptPrograms::level(SymbolId symbol, std::uint32_t level) const {
    const Symbol& kept = symbols_[symbol];
    const bool is_last = level + 1 == kept.level_first.size();
    return {.first = kept.level_first[level],
            .end = is_last ? count(symbol) : kept.level_first[level + 1]};
}

lambda::TermId KeptPrograms::term(SymbolId symbol, std::uint32_t number, TermBuilder& build) const {
    std::vector<const Rule*> rules;
    for (const Rule& rule : table_->rules_of(table_->start)) {
        if (table_->children_of(rule)[0].symbol == symbol) {
            rules = {&rule};
        }
    }
    add_rules(symbol, number, rules);
    return build.term({.rules = rules, .cost = 0});
}

lambda::TermId KeptPrograms::part(SymbolId symbol, std::uint32_t number, TermBuilder& build) const {
    std::vector<const Rule*> rules;
    if (table_->symbols[symbol].is_forced) {
        rules = {table_->rules_of(symbol).data()};
    }
    add_rules(symbol, number, rules);
    return build.term({.rules = rules, .cost = 0});
}

// A derivation has its rules from the root on, without those of forced symbols below it.
void KeptPrograms::add_rules(SymbolId symbol, std::uint32_t number,
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
        const Program& program = kept.programs[part.number];
        const Rule& rule = table_->rules[program.rule];
        rules.push_back(&rule);
        for (std::size_t i = rule.child_count; i-- > 0;) {
            rest.push_back(
                {table_->children_of(rule)[i].symbol, kept.children[program.first_child + i]});
        }
    }
}

} // namespace rasp_stitch::enumerator
