#pragma once

// What the search for one abstraction is asked for.
//
//     const Settings settings{.max_arity = 3, .penalty = {.units = 3, .scale = 2}}; // penalty 1.5
//     settings.utility(1000, 200) == 1400 // 2 * 1000 - 3 * 200, in halves

#include "compressor/corpus/automaton.hpp"
#include "compressor/corpus/rules.hpp"
#include "lambda/terms/cost.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

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

// Restricts where abstractions match and what their arguments are, for languages that are more than
// a lambda calculus. Each part works like Stitch's, but for the fixed arities and the types, which
// Stitch does not have.
struct Matching {
    // A lambda with one of these tags belongs to what is around it: no use replaces it, and it is
    // not an argument.
    std::vector<std::uint32_t> fused_lambda_tags = {};

    // If not empty, the primitives that begin with this are symbols, such as the names of variables
    // in Python. No body contains a symbol. In its place it has a symbol variable, which is an
    // argument that takes symbols only, and which max_arity does not count. At every match, a
    // symbol variable stands for another symbol than the arguments to its right (by their last
    // occurrences in the body).
    std::string symbol_prefix = {};

    // By name, how many arguments a primitive takes at once. A primitive with fewer arguments is
    // neither replaced by a use nor an argument; so a body has either all of its arguments or none.
    // If this is set, it applies to abstractions that are found, too.
    std::optional<std::map<std::string, std::uint32_t>> fixed_arity = {};

    // The matches of an abstraction are in one state, and so are the arguments for each of its
    // metavariables; the same body in other states is another abstraction.
    std::optional<Automaton> automaton = {};

    // If not empty, the types of primitives by name, as text (lambda/types/type_text.hpp). An
    // abstraction that does not type is inadmissible.
    std::map<std::string, std::string> types = {};

    bool has_symbols() const { return !symbol_prefix.empty(); }
    bool has_types() const { return !types.empty(); }
};

struct Settings {
    std::uint32_t max_arity = 2;
    bool allow_single_task = false;
    bool allow_constant_arguments = false;
    Forms forms = {};
    Matching matching = {};
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
