#pragma once

// Costs of terms (Bowers et al. 2023, Section 4): the sum of the costs of a term's nodes.
//
//     CostModel costs; // 100 for a leaf, 1 for a lambda or an application
//     term_cost(store, parse(store, "(lam (f $0))"), costs) // 202
//
// All arithmetic is in 64-bit integers.

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>

namespace rasp_stitch::lambda {

using Cost = std::int64_t;

// No cost may be negative: the search for abstractions relies on it.
struct CostModel {
    Cost lambda = 1;
    Cost application = 1;
    Cost variable = 100;
    Cost primitive = 100; // of each primitive that `primitives` does not name
    std::map<std::string, Cost> primitives = {}; // by name

    // A metavariable is a place for an argument, and free in the body of an abstraction.
    static constexpr Cost metavariable = 0;

    // Returns the cost of the primitive with this name.
    Cost of_primitive(const std::string& name) const;
};

// Returns the cost of the tree that `term` stands for, in which a sub-term that is stored once
// counts as often as it occurs. Linear in the number of distinct sub-terms.
Cost term_cost(const TermStore& store, TermId term, const CostModel& costs);

// Returns the costs of the terms and of all their sub-terms, in one pass.
std::unordered_map<TermId, Cost> term_costs(const TermStore& store, std::span<const TermId> terms,
                                            const CostModel& costs);

} // namespace rasp_stitch::lambda
