#pragma once

// Programs on inputs, in one call.
//
//     TermStore store;
//     const TermId reverse = read_program(store, "(lam (aggregate (select (indices $0) "
//         "(sub (sub (length $0) (indices $0)) one) eq) (tokens $0)))");
//     evaluate(store, reverse, {characters("hello")}).output // "o", "l", "l", "e", "h"
//
// Whatever the program, these end within the limits and throw nothing but std::bad_alloc. To run
// many programs on the same inputs, see rasp/evaluator/evaluator.hpp.

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/bytecode.hpp"
#include "rasp/evaluator/limits.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/failure.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/value.hpp"

#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::rasp {

struct Evaluation {
    std::optional<Output> output; // nothing where it failed
    Failure failure = {};
};

struct EvaluateOptions {
    const Library* library = nullptr; // what names other than primitives mean
    Limits limits = {};
};

Evaluation evaluate(const lambda::TermStore& store, lambda::TermId program, const Input& input,
                    const EvaluateOptions& options = {});

// One for each input, the same as one by one: inputs are put into batches as kinds and limits
// allow.
std::vector<Evaluation> evaluate(const lambda::TermStore& store, lambda::TermId program,
                                 std::span<const Input> inputs,
                                 const EvaluateOptions& options = {});

} // namespace rasp_stitch::rasp
