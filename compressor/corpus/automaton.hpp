#pragma once

// Tree automata that say what kind of term stands where, as Stitch has them for Python programs.
//
//     Automaton automaton = read_automaton(R"j({"M": {"Module": ["S"]}, "S": {"Assign": ["V", "E"]}})j",
//                                          "M", {"E"}, {"S"});
//     *automaton.listed(automaton.root, "Module") // {S}, the states of the arguments
//
// The automaton is deterministic and works from the root down. A program is in the state `root`. A
// term `(head a b ...)` in a state gives its arguments the states that the automaton lists for that
// state and head; if there are more arguments than states, the list repeats. A primitive alone needs
// no transition.
//
// In some states a term is a sequence, which goes on for as long as it likes:
// `{"sequence_of": {"Ss": "S"}}` says that in the state Ss, whatever follows the listed arguments is
// in the state S, and what remains if arguments are taken off the end is itself in the state Ss.
//
// An abstraction may be used only for a term in a state of `valid_roots`, and an argument may only
// be a term in a state of `valid_metavariables`.

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

// The number of a state in its automaton.
using State = std::uint32_t;

inline constexpr State no_state = UINT32_MAX;

// What a term of several arguments is in the end a call of: a primitive, or in the body of an
// abstraction a metavariable, with so many arguments. If fn_0 has the body (f #0 a), then (fn_0 x y)
// is a call of f with three arguments.
struct Call {
    std::string primitive; // empty if it is a metavariable or a lambda
    std::uint32_t metavariable = 0;
    std::size_t arguments = 0;
};

// An abstraction that was found since the automaton was read.
struct AutomatonAbstraction {
    std::vector<State> arguments; // the states of its arguments
    Call call;                    // of its body
};

struct Automaton {
    std::vector<std::string> names; // by State
    State root = no_state;
    std::map<std::pair<State, std::string>, std::vector<State>> transitions;
    std::map<State, State> sequence_of; // by a state of sequences: the state of what follows
    std::vector<bool> valid_roots;      // by State
    std::vector<bool> valid_metavariables;

    // If not empty, only what stands before it in a head decides: with "~", `list~3` is `list`.
    std::string split;

    std::map<std::string, AutomatonAbstraction> abstractions = {}; // by name

    // Returns the states that a transition lists, or nullptr if there is none.
    const std::vector<State>* listed(State state, std::string_view head) const;

    // Returns what the term calls.
    Call call_of(const lambda::TermStore& store, lambda::TermId term) const;

    bool is_valid(State state) const { return valid_roots[state] || valid_metavariables[state]; }
};

// The states of an abstraction: that of the terms it is used for, and those of its arguments.
struct StateAnnotation {
    State root = no_state;
    std::vector<State> arguments;

    friend bool operator==(const StateAnnotation&, const StateAnnotation&) = default;
};

// What the user says of an automaton beside its transitions.
struct AutomatonSettings {
    std::string root;
    std::vector<std::string> valid_metavariables;
    std::vector<std::string> valid_roots;
    std::map<std::string, std::string> sequence_of = {};
    std::string split = {};
};

// Reads transitions, {"STATE": {"HEAD": ["STATE OF ARGUMENT", ...], ...}, ...}. A state that is
// named only as that of an argument has no transitions. Throws InputError with the JSON pointer of
// what is wrong, or if the settings name a state that the automaton does not have.
Automaton read_automaton(std::string_view json, const AutomatonSettings& settings);

} // namespace rasp_stitch::compressor
