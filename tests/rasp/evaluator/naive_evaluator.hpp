#pragma once

// Evaluates RASP as plainly as possible, as a second opinion on rasp/evaluator/evaluate.hpp: one
// input and one value at a time, by recursion over the term, without sharing anything.

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/batch.hpp"

namespace rasp_stitch::rasp {

// A failure does not say which sub-term failed. The term must not be deep. An argument of a lambda
// is evaluated when it is first needed.
Evaluation naive_evaluate(const lambda::TermStore& store, lambda::TermId program,
                          const Input& input);

} // namespace rasp_stitch::rasp
