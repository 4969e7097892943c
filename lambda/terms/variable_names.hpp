#pragma once

// Names for the variables of terms, for people who do not count lambdas.
//
//     const TermId term = parse(store, "(lam (lam (f $1 $0)))");
//     print(store, term, {.variable = variable_names(store)})   // "(lam x (lam y (f x y)))"
//
// The name of a variable says which lambda binds it, counted from the outermost: x, y, z, u, v, w,
// x1, y1, ... No primitive of the store has such a name.

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace rasp_stitch::lambda {

// Returns a function for PrintOptions::variable. The names depend on the primitives that the store
// has now.
std::function<std::string(std::uint32_t level)> variable_names(const TermStore& store);

// Returns the names of the outermost levels. Few variables are bound deeper, and pages number them.
std::vector<std::string> first_variable_names(const TermStore& store, std::size_t count = 40);

} // namespace rasp_stitch::lambda
