#pragma once

// The transformer that a program compiles to.
//
//     const TermId reverse = read_program(store, "(lam (aggregate (select (indices $0) "
//         "(sub (sub (length $0) (indices $0)) one) eq) (tokens $0)))");
//     Architecture architecture = layout(*compile(store, reverse).code);
//     architecture.layers.size()          == 2
//     architecture.layers[0].heads.size() == 1 // the length
//     architecture.layers[1].heads.size() == 1 // the token at the mirrored position
//
// Every aggregation is done by an attention head, in the first layer where all that it reads is
// there. What is elementwise is done by the feed-forward part of the layer in which its last
// operand comes to be, or by the embedding before the first layer. Aggregations of one layer with
// the same selector share a head: their values stand side by side in it. `length`,
// `selector_width` and `full` count as the select-aggregates that they stand for
// (rasp/transformer/core_form.hpp).
//
// Source: "Thinking Like Transformers" (Weiss, Goldberg, Yahav, ICML 2021), section 4 and the
// compiler of its interpreter.

#include "rasp/evaluator/bytecode.hpp"

#include <cstddef>
#include <vector>

namespace rasp_stitch::rasp {

struct Head {
    Register selector{};
    std::vector<Register> aggregates; // the instructions that aggregate with it, at least one
};

struct Layer {
    std::vector<Head> heads;           // at least one; by their first aggregates
    std::vector<Register> elementwise; // of the feed-forward part, after the heads
};

// Registers are those of `code`, each list in ascending order. Of what is elementwise, only those
// are listed that a head reads as keys, queries or values, or that are the result; what comes up on
// the way to them is part of them.
struct Architecture {
    Bytecode code;                   // of the program in core form
    std::vector<Register> embedding; // elementwise, of tokens, indices and constants alone
    std::vector<Layer> layers;

    Register result() const { return static_cast<Register>(code.instructions.size() - 1); }
    std::size_t head_count() const;
};

// Throws InputError where the program gives a selector: a transformer has these inside of heads.
Architecture layout(const Bytecode& code);

} // namespace rasp_stitch::rasp
