#pragma once

// What the judge needs of terms, each written once more from its definition: plain recursions over
// whole trees, for small terms. Nothing of lambda/ is used but the store, so a fault there shows.

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

// Metavariables cost nothing.
std::int64_t plain_cost(const TermStore& store, TermId term, const PlainCosts& costs);

// Whether the term, under `lambdas` lambdas, leaves no variable free.
bool is_bound(const TermStore& store, TermId term, std::uint32_t lambdas);

// The term moved out of `levels` lambdas; nothing where one of them binds a variable of it.
std::optional<TermId> moved_out(TermStore& store, TermId term, std::uint32_t levels,
                                std::uint32_t depth = 0);

// The term moved under `levels` more lambdas.
TermId moved_in(TermStore& store, TermId term, std::uint32_t levels, std::uint32_t depth = 0);

// The body with `arguments[i]` in the place of each `#i`.
TermId put_in(TermStore& store, TermId body, const std::vector<TermId>& arguments,
              std::uint32_t depth = 0);

// The term with the body in the place of every use of `name`. Every use has all its arguments.
TermId inlined(TermStore& store, TermId term, TermId name, std::uint32_t arity, TermId body);

// The beta and eta normal form, without tags; nothing where it is not found soon.
std::optional<TermId> plain_normal_form(TermStore& store, TermId term);

// How often `part` stands in the tree of `term`.
std::int64_t count_of(const TermStore& store, TermId part, TermId term);

} // namespace rasp_stitch::judge
