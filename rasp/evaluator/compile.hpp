#pragma once

// Compiles terms to instructions.
//
//     TermStore store;
//     const Compilation made = compile(store, parse(store, "(lam (add (indices $0) one))"));
//     made.code->instructions.size() == 3 // indices, one, add
//
// The term is evaluated by an environment machine (rasp/evaluator/term_machine.hpp) that has
// registers in place of sequences and selectors: applying a primitive to all its arguments emits an
// instruction. So `let` redexes, names of the library and functions passed to functions all
// disappear. Equal instructions are emitted once, and a shared value is computed once, however
// often it is used. What the result does not need is not computed: an unused `let` cannot fail,
// just as in the program's normal form.
//
// The only terms that compile are closed functions from an input (and an atom) to a sequence or a
// selector. For any other term the compilation reports the class of the failure and the sub-term.
// The types of the values inside of sequences are checked only when the program runs. Compiling any
// term whatever ends within the limit of steps, and its recursion is on the heap.

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/bytecode.hpp"
#include "rasp/evaluator/limits.hpp"
#include "rasp/kernels/failure.hpp"
#include "rasp/language/library.hpp"

#include <cstddef>
#include <optional>

namespace rasp_stitch::rasp {

struct CompileOptions {
    std::size_t arity = 1; // number of arguments that the program will be given: 2 with an atom
    const Library* library = nullptr;
    std::size_t most_steps = Limits{}.compile_steps;
};

struct Compilation {
    std::optional<Bytecode> code; // nullopt if compiling failed
    Failure failure = {};
};

Compilation compile(const lambda::TermStore& store, lambda::TermId program,
                    const CompileOptions& options = {});

} // namespace rasp_stitch::rasp
