#pragma once

// Unfolds an abstraction that is written out, and those in it.
//
//     const Unfolded add_twice = unfolded(store, "#(lambda (add $0 (#(lambda $0) $0)))", 1);
//     add_twice.body // (add $0 $0)

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <string_view>

namespace rasp_stitch::enumerator {

struct Unfolded {
    lambda::TermId body{};  // applied to `arity` variables, $0 being the last argument
    lambda::TermId whole{}; // the body below as many lambdas
};

// The body is in normal form unless that is too large. Every well-typed term has a normal form.
Unfolded unfolded(lambda::TermStore& store, std::string_view expression, std::size_t arity);

} // namespace rasp_stitch::enumerator
