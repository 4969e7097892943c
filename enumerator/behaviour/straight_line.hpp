#pragma once

// Turns the body of a first-order abstraction into a straight line of primitive applications.
//
//     // #(lambda (lambda (add (mul $1 $0) (mul $1 $0)))): r0 and r1 are the arguments
//     //     r2 = mul r0 r1
//     //     r3 = add r2 r2
//     const auto line = straight_line(store, body, 2, primitives);
//     run(*line, arguments, primitives, is_useless)
//
// Equal parts of a term are one step. What the result does not need is not computed, since the
// normal form of the body does not have it.

#include "enumerator/behaviour/primitive_application.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/language/primitives.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

struct StraightLine {
    struct Step {
        OperationId operation = 0;
        std::uint8_t count = 0;
        std::array<std::uint32_t, rasp::most_arguments> operands{}; // registers
    };
    std::size_t arity = 0;   // the first registers are the arguments; each step adds one
    std::vector<Step> steps; // operands before what uses them
    std::uint32_t result = 0;

    bool uses(std::uint32_t argument) const;
};

// Returns the steps of a term in normal form with `arity` free variables, $0 being the last
// argument. Returns nullopt if the term has lambdas or applies anything but a primitive to all its
// arguments.
std::optional<StraightLine> straight_line(const lambda::TermStore& store, lambda::TermId body,
                                          std::size_t arity, PrimitiveApplication& primitives);

// Returns the behaviour of the result; nullopt if a step is useless. `registers` is working memory.
std::optional<BehaviourId> run(const StraightLine& line, std::span<const BehaviourId> arguments,
                               PrimitiveApplication& primitives, const IsUseless& is_useless,
                               std::vector<BehaviourId>& registers);

} // namespace rasp_stitch::enumerator
