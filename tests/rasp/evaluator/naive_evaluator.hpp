#pragma once

// RASP evaluated as plainly as possible, the second opinion on rasp/evaluator/evaluate.hpp: one input at a
// time, one value at a time, by recursion over the term, with nothing shared and nothing clever.

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/batch.hpp"

namespace rasp_stitch::rasp {

// The term of the failure is not told. Only for terms that are not deep. Arguments of lambdas are
// evaluated when they are first needed.
Evaluation naive_evaluate(const lambda::TermStore& store, lambda::TermId program,
                          const Input& input);

} // namespace rasp_stitch::rasp
