#pragma once

// What a term costs (Bowers et al., POPL 2023, section 4): the sum of what its nodes cost.
//
//     CostModel costs;                                           // 100 a leaf, 1 a lambda or
//     application term_cost(store, parse(store, "(lam (f $0))"), costs) == 202
//
// All arithmetic is in 64-bit integers.

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace rasp_stitch::lambda {

using Cost = std::int64_t;

// No cost is negative: the search for abstractions relies on it.
struct CostModel {
    Cost lambda = 1;
    Cost application = 1;
    Cost variable = 100;
    Cost primitive = 100;                        // those without a cost of their own
    std::map<std::string, Cost> primitives = {}; // costs of their own, by name

    // A metavariable is a place for an argument and costs nothing in a body.
    static constexpr Cost metavariable = 0;

    Cost of_primitive(const std::string& name) const;
};

// The cost of the tree that `term` stands for; parts that are shared in the store count each time.
Cost term_cost(const TermStore& store, TermId term, const CostModel& costs);

} // namespace rasp_stitch::lambda
