#pragma once

// Door of enumerator/top_down.
//
// Enumerates every program of a type in a window of description length, exactly once (as the
// windows of DreamCoder's solver; Ellis et al. 2021). A grammar and a request come in; a count goes
// out, or each program as a derivation (derivation.hpp). best_programs.hpp lists the most probable
// ones.
//
// ```cpp
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "lambda/types/type_text.hpp"
// Language language = rasp_language("indices,add,one");
// const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
// CHECK(enumerate_top_down(language.types, view_of(language), request, {.lower = 3, .upper = 3.5})
//           .programs == 4);
// ```
//
// A program is in the window if lower <= -log prior < upper, in nats. The walk is depth-first, from
// left to right and cheapest rule first, over a table that has no dead ends below the upper bound
// (enumerator/grammar/program_table.hpp). It keeps a stack of its own and does not allocate memory
// on the way.
//
// With several threads the tree is first cut into many parts. The set of programs is the same,
// their order is not, and the callback is called by all threads.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace rasp_stitch::enumerator {

struct TopDownOptions {
    double lower = 0; // nats, included
    double upper = 0; // nats, excluded; at most max_nats
    std::size_t threads = 1;
    Budget budget = {}; // its memory is that of the table and of the stacks of all threads
};

struct TopDownResult {
    std::uint64_t programs = 0; // in the window
    StopReason stopped = StopReason::none;
    std::size_t symbols = 0; // of the table
    std::size_t rules = 0;
};

// If it is empty, programs are only counted.
using OnProgram = std::function<void(const Derivation&)>;

// Walks a table that was made for `options.upper` or for a higher bound. Throws InputError for a
// window above max_nats.
TopDownResult enumerate_top_down(const ProgramTable& table, const TopDownOptions& options,
                                 const OnProgram& on_program = {});

// Makes the table and counts the programs of the window.
TopDownResult enumerate_top_down(const lambda::TypeStore& types, const GrammarView& view,
                                 lambda::TypeId request, const TopDownOptions& options);

} // namespace rasp_stitch::enumerator
