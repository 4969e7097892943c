#pragma once

// What is asked of the search for one abstraction.

#include "compressor/rules.hpp"
#include "lambda/cost.hpp"

#include <cstdint>

namespace rasp_stitch::compressor {

// Utilities are integers in units of 1 / scale of a cost, so that a penalty such as 1.5 stays
// exact: utility = scale * saved cost - units * cost of the body.
using Utility = std::int64_t;

struct StructurePenalty {
    std::int64_t units = 1;
    std::int64_t scale = 1;
};

struct Settings {
    std::uint32_t max_arity = 2;
    bool allow_single_task = false;
    bool allow_constant_arguments = false;
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
