#pragma once

// The most general type of a term (Damas and Milner 1982, without let: a redex is typed like any
// other application).
//
//     const TypeOf type_of = [&](TermId primitive) { return table.find(store.name(primitive)); };
//     Inference inference = infer(store, parse(store, "(lam (f $0))"), types, type_of);
//     inference.fault     // what is wrong, or nothing
//     inference.type      // t0 -> seq(t0)
//
// An abstraction is typed by what `type_of` says of its name; inlined, it is a term like any other.
// The body of one is typed with a type for each of its metavariables.

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::lambda {

// From a term to one of its parts.
enum class PathStep : std::uint8_t { function, argument, body };

enum class TypeFaultKind : std::uint8_t {
    unknown_primitive,
    free_variable,
    surplus_argument, // for a function that takes fewer
    mismatch,         // an argument of another type than the function takes
    infinite,         // a type that would contain itself
    request,          // the whole term is of another type than was asked for
    too_large,        // the term or a type in it is too large to be typed
};

struct TypeFault {
    TypeFaultKind kind{};
    std::vector<PathStep> path; // from the root to the part at fault
    TermId term{};              // that part
    std::string found;          // what it is, and
    std::string expected; // what belongs there, as in InputProblem (support/text/input_error.hpp)
};

// A primitive where it stands in the term.
struct PrimitiveUse {
    TermId primitive{};
    TypeId type{}; // in this place
};

struct Inference {
    std::optional<TypeFault> fault; // the first, in order of evaluation; the rest is empty then
    TypeId type{};
    std::vector<TypeId> metavariables;    // of #0, #1, ...; variables are shared with `type`
    std::vector<PrimitiveUse> primitives; // if asked for: from left to right, as they are written
};

// The type of a primitive, its variables quantified; nothing where there is no such primitive.
using TypeOf = std::function<std::optional<TypeId>(TermId)>;

struct InferenceOptions {
    // The type must fit this one: both are made equal by the least that it takes. So the resulting
    // type can be less general than the term's own.
    std::optional<TypeId> request = {};

    // Lists the primitives with their types. Equal sub-terms are then typed as often as they
    // stand in the term.
    bool primitives = false;

    // Of parts of the term, and of parts of types that are unified; more is a fault.
    std::size_t most_visits = 10'000'000;
};

// Time is about linear in the term as stored where types are small: a closed sub-term is typed
// once, and an open one once under each lambda unless its type leaves something open.
Inference infer(const TermStore& store, TermId term, TypeStore& types, const TypeOf& type_of,
                const InferenceOptions& options = {});

// Which of all parts of the term, counted from 0 in the order in which they end (function,
// argument, application), lies at the end of the path. ParseOptions::places (lambda/terms/parse.hpp)
// tells where in the text that is.
std::size_t occurrence_at(const TermStore& store, TermId term, const std::vector<PathStep>& path);

} // namespace rasp_stitch::lambda
