#pragma once

// The operations on terms that the judge needs, each written again from its definition: plain
// recursions over whole trees, for small terms. They use only the store of lambda/, so that they
// reveal faults in the rest of it.

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::judge {

using lambda::TermId;
using lambda::TermStore;

struct PlainCosts {
    std::int64_t lambda = 1;
    std::int64_t application = 1;
    std::int64_t variable = 100;
    std::int64_t primitive = 100;
    std::map<std::string, std::int64_t> primitives = {}; // costs of their own, by name
};

// Returns the cost of a term. Metavariables cost nothing.
std::int64_t plain_cost(const TermStore& store, TermId term, const PlainCosts& costs);

// Returns whether every variable of the term is bound if the term stands under `lambdas` lambdas.
bool is_bound(const TermStore& store, TermId term, std::uint32_t lambdas);

// Returns the term moved out of `levels` lambdas, or nullopt if one of them binds a variable of it.
std::optional<TermId> moved_out(TermStore& store, TermId term, std::uint32_t levels,
                                std::uint32_t depth = 0);

// Returns the term moved under `levels` more lambdas.
TermId moved_in(TermStore& store, TermId term, std::uint32_t levels, std::uint32_t depth = 0);

// Returns the body with `arguments[i]` in place of each `#i`.
TermId put_in(TermStore& store, TermId body, const std::vector<TermId>& arguments,
              std::uint32_t depth = 0);

// Returns the term with the body in place of every use of `name`. Every use must have all its
// arguments.
TermId inlined(TermStore& store, TermId term, TermId name, std::uint32_t arity, TermId body);

// Returns the beta and eta normal form without tags, or nullopt if it is not found soon.
std::optional<TermId> plain_normal_form(TermStore& store, TermId term);

// Returns the number of occurrences of `part` in the tree of `term`.
std::int64_t count_of(const TermStore& store, TermId part, TermId term);

} // namespace rasp_stitch::judge
