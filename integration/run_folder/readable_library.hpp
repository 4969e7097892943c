#pragma once

// The library of a run as people read it: short names, bodies with metavariables, and uses.
//
//     const std::vector<LibraryEntry> library = library_of(run, state);
//     library[1].name // "fn_1"
//     library[1].body // "(fn_0 (tokens #0) #1)": an earlier abstraction is called by its name
//     library[1].uses // {{"reverse", "(fn_1 $0 one)"}, ...}
//     library_text(library)
//     // fn_1  input(t0) -> seq(num) -> seq(t0)   iteration 2, 5 uses
//     //     (fn_0 (tokens #0) #1)
//     //     reverse: (fn_1 $0 one)
//     library_dot(library) // for Graphviz: an edge from an abstraction to each that it uses

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"
#include "rasp/print/print_form.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::loop {

struct LibraryUse {
    std::string where; // the name of a task or of another abstraction
    std::string text;
};

struct LibraryEntry {
    std::string name;        // "fn_" and its number
    std::string body;        // as compressor/library/library.hpp reads it
    std::uint32_t arity = 0; // the metavariables in the body
    std::string expression;  // "#(lambda ...)", as it stands in programs
    std::string type;
    std::uint64_t iteration = 0;    // in which it was learnt
    std::vector<std::string> tasks; // whose best program uses it, directly or within another
    std::vector<LibraryUse> uses;   // in the best programs, then in later abstractions
    std::vector<std::size_t> parts; // the abstractions that its body uses, ascending
};

// Returns the abstractions in the order in which they were learnt.
std::vector<LibraryEntry> library_of(const Run& run, const LoopState& state);

// Returns the programs of each training task, best first, in which the abstractions have these names.
std::vector<std::vector<std::string>> programs_of(const Run& run, const LoopState& state);

// Returns a paragraph for each abstraction, with two of its uses that differ.
std::string library_text(std::span<const LibraryEntry> library);

// Prints the library with the best program of each task that has one. Throws InputError if that
// cannot be written as RASP.
rasp::PrintedSource printed_library(const Run& run, const LoopState& state, rasp::PrintForm form,
                                    rasp::NameChanges changes = {});

// Returns it as a file of RASP, and if that is not possible, a comment that says why.
std::string library_rasp(const Run& run, const LoopState& state);

std::string library_dot(std::span<const LibraryEntry> library);

} // namespace rasp_stitch::loop
