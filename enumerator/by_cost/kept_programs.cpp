#include "enumerator/by_cost/kept_programs.hpp"

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

KeptCall KeptPrograms::call(SymbolId symbol, std::uint32_t number) const {
    const Symbol& kept = symbols_[symbol];
    const Program& program = kept.programs[number];
    return {.rule = &table_->rules[program.rule],
            .children = std::span(kept.children).subspan(program.first_child)};
}

} // namespace rasp_stitch::enumerator
