#pragma once

// The derivations of a table in the order of their costs, for a search from small programs to large
// ones.
//
//     CostOrder order(table, upper);
//     while (const std::optional<Combination> combination = order.next()) {
//         // combine all programs of order.levels() with the rule; if that gives any:
//         order.add_level(symbol, combination->cost);
//     }
//
// The programs of a symbol (enumerator/grammar/program_table.hpp) are in levels of equal cost. A
// combination is a rule with a level for each of its arguments. All programs of a combination have
// the same cost, so the queue holds combinations instead of programs. This is the idea of the cost
// tuples of Bee Search (Ameen and Lelis 2023), in the exact order of Heap Search (Fijalkow et al.
// 2022): costs are whole numbers (enumerator/grammar/description_length.hpp), so that nothing is
// rounded and equal costs meet.
//
// Each combination comes once: its parent has one less in the last place that is not 0. Costs never
// fall: a child costs at most what the whole costs, and one that costs the same, below a rule of
// probability 1, has a lower rank. A combination with a level that does not exist yet waits for it,
// and the levels of a symbol are made in order.
//
// What cannot be part of a program below the upper bound is left out: TableCosts::outside is the
// least cost around a symbol.

#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/task_search/table_costs.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <queue>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

struct Combination {
    DescriptionLength cost = 0;
    std::uint32_t rank = 0;
    std::uint32_t rule = 0;
    std::uint32_t place = 0; // of its levels, among the levels of all combinations

    auto operator<=>(const Combination&) const = default;
};

class CostOrder {
public:
    // The table must outlive this object. Costs from `upper` on are left out.
    CostOrder(const ProgramTable& table, DescriptionLength upper);

    // Returns the cheapest combination that is left, or nullopt.
    std::optional<Combination> next();

    // Returns the levels of the last combination, one for each child of its rule.
    std::span<const std::uint32_t> levels() const { return last_levels_; }

    // Adds a level of programs with this cost, which is that of the last combination.
    void add_level(SymbolId symbol, DescriptionLength cost);

    SymbolId symbol_of(std::uint32_t rule) const { return costs_.owner[rule]; }

    // Returns whether the programs of the symbol are whole programs of the request.
    bool is_root(SymbolId symbol) const { return costs_.is_root[symbol]; }

    std::size_t memory() const;

private:
    void find_ranks();
    void push(Combination combination);
    std::uint32_t* levels_of(const Combination& combination) {
        return all_levels_.data() + combination.place;
    }
    void add_successor(const Combination& combination, std::size_t child);
    std::uint32_t room_for_levels(std::size_t count);
    void drop(const Combination& combination);

    const ProgramTable* table_;
    DescriptionLength upper_;
    TableCosts costs_;
    std::vector<std::uint32_t> ranks_;
    std::vector<std::vector<DescriptionLength>> levels_; // by symbol
    std::vector<std::vector<Combination>> waiting_;      // by symbol, for its next level
    std::size_t waiting_count_ = 0;
    std::vector<std::uint32_t> all_levels_;
    std::vector<std::vector<std::uint32_t>>
        free_places_; // free parts of all_levels_, by number of children
    std::vector<std::uint32_t> last_levels_;
    std::priority_queue<Combination, std::vector<Combination>, std::greater<>> queue_;
};

} // namespace rasp_stitch::enumerator
