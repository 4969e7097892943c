#pragma once

// What the rules of a program table cost, for a search from small programs to large ones.
//
//     const TableCosts costs(table, upper);
//     costs.choice[rule] // the cost of a rule without its children

#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"

#include <vector>

namespace rasp_stitch::enumerator {

struct TableCosts {
    // The table must not be changed afterwards. Costs from `upper` on are left out.
    TableCosts(const ProgramTable& table, DescriptionLength upper);

    std::vector<SymbolId> owner;           // by rule: its symbol
    std::vector<DescriptionLength> choice; // by rule: its cost without its children
    std::vector<bool> is_root;             // by symbol: whether it stands for whole programs

    // By symbol, the least cost of what is around it in a whole program; at least `upper` for a
    // symbol that no program below the bound has.
    std::vector<DescriptionLength> outside;

    // By symbol, the same for its programs as parts of larger ones. A shared call
    // (enumerator/task_search/shared_calls.hpp) is a part of what its aliases are parts of.
    std::vector<DescriptionLength> around_part;
};

} // namespace rasp_stitch::enumerator
