#pragma once

// Every program of a type in a window of description length, once.
//
//     enumerate_top_down(types, view, request, {.lower = 6, .upper = 7.5}).programs // how many
//
//     const ProgramTable table = make_program_table(types, view, request, bound_of(7.5), {});
//     enumerate_top_down(table, {.lower = 6, .upper = 7.5}, [&](const Derivation& program) {
//         ...                                                 // enumerator/top_down/derivation.hpp
//     });
//
// A program is in the window if lower <= -log prior < upper, in nats. The walk is depth-first, from
// left to right, cheapest rule first, over a table that has no dead ends below the upper bound
// (enumerator/grammar/program_table.hpp); it keeps a stack of its own and allocates nothing on the way.
//
// With several threads the tree is cut into many parts first; the set of programs is the same,
// their order is not, and the function is called from all threads.

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

// Empty: programs are counted only.
using OnProgram = std::function<void(const Derivation&)>;

// Of a table made for `upper` or more.
TopDownResult enumerate_top_down(const ProgramTable& table, const TopDownOptions& options,
                                 const OnProgram& on_program = {});

TopDownResult enumerate_top_down(const lambda::TypeStore& types, const GrammarView& view,
                                 lambda::TypeId request, const TopDownOptions& options);

} // namespace rasp_stitch::enumerator
