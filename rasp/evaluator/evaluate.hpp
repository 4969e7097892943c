#pragma once

// Door of rasp/evaluator.
//
// Runs RASP programs on inputs. A program is a closed lambda term over the primitives
// (rasp/language/primitives.hpp), an input is a sequence of tokens, and with some programs an atom
// beside it; the result is a value for each token, or a matrix of booleans if the program gives a
// selector. A program that goes wrong on an input has a failure there, with its class and the
// sub-term, and no output.
//
// ```cpp
// #include "rasp/language/typing.hpp"
// lambda::TermStore store;
// lambda::TypeStore types;
// const TypedProgram reverse = read_typed(store, types,
//     "(lam (aggregate (select (indices $0) (- (- (length $0) (indices $0)) 1) ==) (tokens $0)))");
// const Evaluation evaluation = evaluate(store, reverse.term, {.tokens = characters("abc")});
// CHECK(evaluation.output == Output(characters("cba")));
// ```
//
// The language is that of Weiss, Goldberg and Yahav, "Thinking Like Transformers" (ICML 2021), with
// the values that their reference interpreter gives: whole and floating numbers as in Python, the
// mean where several numbers are selected, and 0 where none is.
//
// An evaluation compiles the program (rasp/evaluator/compile.hpp) and runs the code on a batch of
// inputs (rasp/evaluator/evaluator.hpp). Who runs many programs on the same inputs, or one on many,
// takes these two steps apart.

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/compile.hpp"
#include "rasp/evaluator/evaluator.hpp"
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
    std::optional<Output> output; // nullopt if the program failed
    Failure failure = {};
};

struct EvaluateOptions {
    const Library* library = nullptr; // the meanings of names that are not primitives
    Limits limits = {};
};

// Whatever the program, evaluating ends within the limits and throws nothing but std::bad_alloc.
Evaluation evaluate(const lambda::TermStore& store, lambda::TermId program, const Input& input,
                    const EvaluateOptions& options = {});

// Returns an evaluation for each input, the same as if they were evaluated one by one. The program
// is compiled once, and neighbouring inputs are put into a batch if kinds and limits allow.
std::vector<Evaluation> evaluate(const lambda::TermStore& store, lambda::TermId program,
                                 std::span<const Input> inputs,
                                 const EvaluateOptions& options = {});

} // namespace rasp_stitch::rasp
