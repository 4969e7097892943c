#pragma once

// What is asked of the search for one abstraction.

#include "compressor/corpus/rules.hpp"
#include "lambda/terms/cost.hpp"

#include <cstdint>

namespace rasp_stitch::compressor {

// Utilities are integers in units of 1 / scale of a cost, so that a penalty such as 1.5 stays
// exact: utility = scale * saved cost - units * cost of the body.
using Utility = std::int64_t;

struct StructurePenalty {
    std::int64_t units = 1;
    std::int64_t scale = 1;
};

// Which abstractions and uses are allowed, for those who search programs top-down. A place to the
// left of an application is where its function stands.
struct Forms {
    // Stitch's --eta-long, as DESIGN.md ("Exactness") defines it: no use at a lambda or to the left
    // of an application; and what a metavariable stands for that the body applies to n arguments is
    // passed as n literal lambdas.
    bool eta_long = false;
    bool no_curried_metavariables = false; // none stands to the left of an application in a body
    bool no_curried_bodies = false;        // no use stands to the left of an application

    bool uses_are_functions() const { return !eta_long && !no_curried_bodies; }
};

struct Settings {
    std::uint32_t max_arity = 2;
    bool allow_single_task = false;
    bool allow_constant_arguments = false;
    Forms forms = {};
    StructurePenalty penalty = {};
    lambda::CostModel costs = {};
    RuleSet rules = {};

    // A use costs its name and one application for each argument.
    lambda::Cost use_cost(std::uint32_t arity) const {
        return costs.primitive + static_cast<lambda::Cost>(arity) * costs.application;
    }

    Utility utility(lambda::Cost saved, lambda::Cost body_cost) const {
        return penalty.scale * saved - penalty.units * body_cost;
    }
};

} // namespace rasp_stitch::compressor
