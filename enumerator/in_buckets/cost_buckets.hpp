#pragma once

// All programs in the order of buckets of their costs, for a search from small programs to large
// ones that looks at many programs at once.
//
//     CostBuckets buckets(table, costs, bound_of(0.125));
//     for (const SymbolId symbol : buckets.order()) {
//         BucketPlan plan = buckets.plan(symbol, low, low + buckets.width(), programs, commutes);
//         // plan.units: a rule, programs of its children but one, and a range of programs of that
//     }
//
// A queue of single programs, or of combinations of equal cost (enumerator/by_cost/cost_order.hpp),
// spends more time on the queue than on the programs. Here the programs that cost from `low` up to
// `low + width` are found all at once. The programs of a symbol are sorted by cost, so for a rule
// and given programs of all its children but one, those of the last child that bring the cost into
// the bucket are one range. The child that leaves most cost beyond its least is taken as the last
// one: each choice of programs then comes once, and ranges are long.
//
// A program may have a child in the same bucket, if what is around the child costs less than the
// width. The programs of that child's symbol must then be known first. `order` is an order of the
// symbols in which they are. If there is none, as where a type leads to itself at nearly no cost,
// the width is halved until there is. A cycle has a positive cost (enumerator/grammar/chart.cpp), so
// that ends.

#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/in_buckets/bucket_programs.hpp"
#include "enumerator/task_search/table_costs.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// The programs of one rule that agree in all children but one.
struct BucketUnit {
    std::uint32_t rule = 0;
    std::uint32_t children = 0;   // their place in BucketPlan::children
    std::uint32_t inner = 0;      // the child that differs; none if the rule has no children
    std::uint32_t first = 0;      // its first program
    std::uint32_t end = 0;        // and the one after its last
    bool is_symmetric = false;    // stands for the programs with the two children exchanged, too
    DescriptionLength around = 0; // the cost of everything but the inner child
};

struct BucketPlan {
    static constexpr DescriptionLength no_cost = std::numeric_limits<DescriptionLength>::max();

    std::vector<BucketUnit> units;
    std::vector<std::uint32_t> children; // numbers of programs, of all units
    std::uint64_t programs = 0;          // of all units
    std::uint64_t evaluated = 0;         // of those that are no aliases

    // A lower bound of the cost of programs beyond the bucket, of programs kept now; no_cost if
    // there are none.
    DescriptionLength next = no_cost;
};

class CostBuckets {
public:
    // The table and the costs must outlive this.
    CostBuckets(const ProgramTable& table, const TableCosts& costs, DescriptionLength widest);

    DescriptionLength width() const { return width_; }
    std::span<const SymbolId> order() const { return order_; } // all symbols but the start

    // Finds the programs of a symbol that cost at least `low` and less than `high`. If `commutes`
    // holds of a rule, two programs that differ in the order of its children are one, and the
    // first child has the smaller number. The plan ends soon after it has more than `most` programs
    // that are no aliases.
    BucketPlan plan(SymbolId symbol, DescriptionLength low, DescriptionLength high,
                    const BucketPrograms& programs, std::uint64_t most,
                    const std::function<bool(const Rule&)>& commutes) const;

private:
    bool find_order();

    const ProgramTable* table_;
    const TableCosts* costs_;
    DescriptionLength width_;
    std::vector<SymbolId> order_;
};

} // namespace rasp_stitch::enumerator
