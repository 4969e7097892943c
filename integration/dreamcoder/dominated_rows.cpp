#include "integration/dreamcoder/dominated_rows.hpp"

#include "integration/dreamcoder/row_hash.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace rasp_stitch::dreamcoder {

namespace {

using Failing = std::vector<bool>; // by input

Failing failing_of(const ValueRow& row) {
    Failing failing;
    for (const ValueId value : row) {
        failing.push_back(value == ValueRows::failed);
    }
    return failing;
}

bool is_proper_subset(const Failing& part, const Failing& whole) {
    for (std::size_t input = 0; input < whole.size(); ++input) {
        if (part[input] && !whole[input]) {
            return false;
        }
    }
    return part != whole;
}

// Returns the row with failures added where `failing` has them.
ValueRow with_failures(ValueRow row, const Failing& failing) {
    for (std::size_t input = 0; input < row.size(); ++input) {
        if (failing[input]) {
            row[input] = ValueRows::failed;
        }
    }
    return row;
}

} // namespace

std::vector<bool> dominated_rows(std::span<const ValueRow> rows) {
    std::map<Failing, std::vector<std::size_t>> by_failing;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        by_failing[failing_of(rows[i])].push_back(i);
    }
    std::vector<bool> is_dominated(rows.size());
    for (const auto& [failing, members] : by_failing) {
        std::unordered_set<ValueRow, RowHash> larger;
        for (const auto& [others_failing, others] : by_failing) {
            if (is_proper_subset(others_failing, failing)) {
                for (const std::size_t other : others) {
                    larger.insert(with_failures(rows[other], failing));
                }
            }
        }
        for (const std::size_t member : members) {
            is_dominated[member] = larger.contains(rows[member]);
        }
    }
    return is_dominated;
}

} // namespace rasp_stitch::dreamcoder
