#pragma once

// From terms to instructions.
//
//     TermStore store;
//     const Compilation made = compile(store, parse(store, "(lam (add (indices $0) one))"));
//     made.code->instructions.size() == 3 // indices, one, add
//
// The term is evaluated in the way of the lambda calculus, with registers in the place of sequences
// and selectors: applying a lambda binds its variable, applying a primitive to all its arguments
// emits an instruction. So `let` redexes, names of the library and functions passed to functions
// all disappear; equal instructions are emitted once, and a shared value is computed once, however
// often it is used. What the result does not need is not computed: an unused `let` cannot fail, as
// in the program's normal form.
//
// Only closed terms of `input` (and an atom) to a sequence or a selector compile. Others fail with
// the class of what is wrong and the sub-term; types of the values in sequences are looked at when
// the program runs. Whatever the term, compiling ends within the limit of steps, and its recursion
// is on the heap.

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/bytecode.hpp"
#include "rasp/evaluator/limits.hpp"
#include "rasp/kernels/failure.hpp"
#include "rasp/language/library.hpp"

#include <cstddef>
#include <optional>

namespace rasp_stitch::rasp {

struct CompileOptions {
    std::size_t arity = 1; // arguments that the program will be given: the input, and an atom
    const Library* library = nullptr;
    std::size_t most_steps = Limits{}.compile_steps;
};

struct Compilation {
    std::optional<Bytecode> code; // nothing where it failed
    Failure failure = {};
};

Compilation compile(const lambda::TermStore& store, lambda::TermId program,
                    const CompileOptions& options = {});

} // namespace rasp_stitch::rasp
