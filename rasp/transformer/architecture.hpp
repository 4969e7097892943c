#pragma once

// Door of rasp/transformer.
//
// Finds the layers and heads of the transformer that a RASP program compiles to (Weiss, Goldberg
// and Yahav, "Thinking Like Transformers", ICML 2021, Section 4, and the compiler of their
// interpreter).
//
// ```cpp
// #include "rasp/evaluator/compile.hpp"
// #include "rasp/language/typing.hpp"
// lambda::TermStore store;
// lambda::TypeStore types;
// const TypedProgram reverse = read_typed(store, types,
//     "(lam (aggregate (select (indices $0) (- (- (length $0) (indices $0)) 1) ==) (tokens $0)))");
// const Architecture architecture = layout(*compile(store, reverse.term).code);
// CHECK(architecture.layers.size() == 2);
// CHECK(architecture.layers[0].heads.size() == 1); // the length
// CHECK(architecture.layers[1].heads.size() == 1); // the token at the mirrored position
// ```
//
// Every aggregation is done by an attention head, in the first layer in which everything that it
// reads is there. An elementwise operation is done by the feed-forward part of the layer in which
// its last operand is computed, or by the embedding before the first layer. Aggregations of a layer
// with the same selector share a head, with their values side by side. `length`, `selector_width`
// and `full` count as the select-aggregates that they stand for (rasp/transformer/core_form.hpp).

#include "rasp/evaluator/bytecode.hpp"

#include <cstddef>
#include <vector>

namespace rasp_stitch::rasp {

struct AttentionHead {
    Register selector{};
    std::vector<Register> aggregates; // the instructions that aggregate with it: at least one
};

struct Layer {
    std::vector<AttentionHead> heads;  // at least one, in the order of their first aggregates
    std::vector<Register> elementwise; // the feed-forward part, after the heads
};

// Registers are those of `code`, and each list is in ascending order. The elementwise values that
// are listed are those that a head reads as keys, queries or values, and the result; intermediate
// values are part of them.
struct Architecture {
    Bytecode code;                   // the program in core form
    std::vector<Register> embedding; // elementwise values of tokens, indices and constants alone
    std::vector<Layer> layers;

    Register result() const { return static_cast<Register>(code.instructions.size() - 1); }
    std::size_t head_count() const;
};

// Throws InputError if the program gives a selector, which a transformer only has inside of its
// heads. Takes time linear in the size of the code.
Architecture layout(const Bytecode& code);

} // namespace rasp_stitch::rasp
