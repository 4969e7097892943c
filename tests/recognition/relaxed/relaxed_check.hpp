#pragma once

// Reads relaxed values back, and compares them with what the evaluator gives.
//
//     crisp_output(result, batch, 0)          // Output, or nullopt where the evaluator fails
//     relaxed_difference(store, term, inputs) // "", or what differs and where

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "recognition/relaxed/evaluate_relaxed.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace rasp_stitch::recognition {

// Throws std::runtime_error if a value is not crisp: a probability neither 0 nor 1.
std::optional<rasp::Output> crisp_output(const RelaxedResult& result, const RelaxedBatch& batch,
                                         std::size_t input);

struct CheckOptions {
    const rasp::Library* library = nullptr;
    RelaxedBatchOptions batch = {};
    Relaxation relaxation = {};
    bool only_on_grids = false; // the result is "scalars" if there are any
};

// Runs the term on all inputs at once, which are of one kind, both ways. Inputs on which the
// evaluator stops because a whole number is beyond 64 bits are left out.
std::string relaxed_difference(const lambda::TermStore& store, lambda::TermId term,
                               std::span<const rasp::Input> inputs,
                               const CheckOptions& options = {});

} // namespace rasp_stitch::recognition
