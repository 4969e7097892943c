#pragma once

// The sets of pruning rules that the compressor is tried with: all, all but one, and none.

#include "compressor/corpus/rules.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::judge {

struct NamedRules {
    std::string name;
    compressor::RuleSet rules;
};

inline std::vector<NamedRules> all_rule_sets() {
    std::vector<NamedRules> sets = {{"with all rules", {}}};
    compressor::RuleSet none;
    for (const compressor::RuleRow& row : compressor::rule_table) {
        compressor::RuleSet without;
        without.disable(row.rule);
        none.disable(row.rule);
        sets.push_back({"without the rule " + std::string(row.name), without});
    }
    sets.push_back({"without any rule", none});
    return sets;
}

} // namespace rasp_stitch::judge
