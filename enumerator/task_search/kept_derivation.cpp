#include "enumerator/task_search/kept_derivation.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

// Builds a derivation that begins with these rules. It has its rules from the root on, without those
// of forced symbols below it.
lambda::TermId built(const ProgramTable& table, std::vector<const Rule*> rules, SymbolId symbol,
                     std::uint32_t number, const KeptCalls& calls, TermBuilder& build) {
    struct Part {
        SymbolId symbol;
        std::uint32_t number;
    };
    std::vector<Part> rest = {{symbol, number}};
    while (!rest.empty()) {
        const Part part = rest.back();
        rest.pop_back();
        if (table.symbols[part.symbol].is_forced) {
            continue;
        }
        const KeptCall call = calls(part.symbol, part.number);
        rules.push_back(call.rule);
        for (std::size_t i = call.rule->child_count; i-- > 0;) {
            rest.push_back({table.children_of(*call.rule)[i].symbol, call.children[i]});
        }
    }
    return build.term({.rules = rules, .cost = 0});
}

} // namespace

lambda::TermId whole_term(const ProgramTable& table, SymbolId symbol, std::uint32_t number,
                          const KeptCalls& calls, TermBuilder& build) {
    std::vector<const Rule*> rules;
    for (const Rule& rule : table.rules_of(table.start)) {
        if (table.children_of(rule)[0].symbol == symbol) {
            rules = {&rule};
        }
    }
    return built(table, std::move(rules), symbol, number, calls, build);
}

lambda::TermId part_term(const ProgramTable& table, SymbolId symbol, std::uint32_t number,
                         const KeptCalls& calls, TermBuilder& build) {
    std::vector<const Rule*> rules;
    if (table.symbols[symbol].is_forced) {
        rules = {table.rules_of(symbol).data()};
    }
    return built(table, std::move(rules), symbol, number, calls, build);
}

} // namespace rasp_stitch::enumerator
