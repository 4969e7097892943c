#pragma once

// What the search for one abstraction is asked for.
//
//     const Settings settings{.max_arity = 3, .penalty = {.units = 3, .scale = 2}}; // penalty 1.5
//     settings.utility(1000, 200) == 1400 // 2 * 1000 - 3 * 200, in halves

#include "compressor/corpus/rules.hpp"
#include "lambda/terms/cost.hpp"

#include <cstdint>

namespace rasp_stitch::compressor {

using lambda::Cost;

// Utilities are integers in units of 1 / scale of a cost, so that a penalty such as 1.5 stays
// exact: utility = scale * saved cost - units * cost of the body.
using Utility = std::int64_t;

struct StructurePenalty {
    std::int64_t units = 1;
    std::int64_t scale = 1;
};

// Restricts the form of abstractions and of their uses, for the sake of top-down program search.
// The function of an application is what stands on its left.
struct Forms {
    // Works like Stitch's option eta_long: no use replaces a lambda or the function of an
    // application, and the argument for a metavariable that the body applies to n arguments is
    // passed as n literal lambdas.
    bool eta_long = false;
    bool no_curried_metavariables = false; // no body applies a metavariable
    bool no_curried_bodies = false;        // no use is the function of an application

    // Returns whether a use may be the function of an application.
    bool allows_applied_uses() const { return !eta_long && !no_curried_bodies; }
};

struct Settings {
    std::uint32_t max_arity = 2;
    bool allow_single_task = false;
    bool allow_constant_arguments = false;
    Forms forms = {};
    StructurePenalty penalty = {};
    lambda::CostModel costs = {};
    RuleSet rules = {};

    // Returns the cost of a use without its arguments: its name, and one application for each
    // argument.
    lambda::Cost use_cost(std::uint32_t arity) const {
        return costs.primitive + static_cast<lambda::Cost>(arity) * costs.application;
    }

    // Returns scale * saved - units * body_cost (StructurePenalty).
    Utility utility(lambda::Cost saved, lambda::Cost body_cost) const {
        return penalty.scale * saved - penalty.units * body_cost;
    }
};

} // namespace rasp_stitch::compressor
