#pragma once

// The transformer that a program compiles to.
//
//     Architecture reverse = architecture(store, parse(store,
//         "(lam (aggregate (select (indices $0) (sub (sub (length $0) (indices $0)) one) "
//         "equals_to) (tokens $0)))"));
//     reverse.layers.size()           == 2
//     reverse.layers[0].heads.size()  == 1 // the length
//     reverse.layers[1].heads.size()  == 1 // the token at the mirrored position
//
// Every aggregation is done by an attention head, in the first layer in which all that it reads is
// there. What is elementwise is done by the feed-forward parts: by that of the layer in which its
// last operand comes to be, or by the embedding before the first layer. Aggregations of one layer
// with the same selector share a head: their values stand side by side in it. `length`,
// `selector_width` and `full` count as the select-aggregates that they stand for
// (rasp/core_form.hpp).
//
// Source: "Thinking Like Transformers" (Weiss, Goldberg, Yahav, ICML 2021), section 4, where the
// compiler of the language is described.

#include "lambda/term_store.hpp"

#include <cstddef>
#include <vector>

namespace rasp_stitch::rasp {

// The terms below are sub-terms of `Architecture::program`, in ascending order.
struct Head {
    lambda::TermId selector{};
    std::vector<lambda::TermId> aggregates; // (aggregate selector V) or (aggregate_default ...)
};

// Elementwise terms that a head reads or that are the result; and defaults of aggregations, which
// are put in where a head selected nothing. What they are made of on the way is not listed.
using Elementwise = std::vector<lambda::TermId>;

struct Layer {
    std::vector<Head> heads; // at least one; in order of their selectors
    Elementwise elementwise; // of the feed-forward part, after the heads
};

struct Architecture {
    lambda::TermId program{}; // in core form
    lambda::TermId result{};  // its body
    Elementwise embedding;    // elementwise terms of tokens, indices and constants alone
    std::vector<Layer> layers;

    std::size_t head_count() const;
};

// Of a program that types under RASP, with canonical names and without redexes. Throws InputError
// where it results in a selector, which a transformer has inside of heads only.
Architecture architecture(lambda::TermStore& store, lambda::TermId program);

} // namespace rasp_stitch::rasp
