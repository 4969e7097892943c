#pragma once

// Door of lambda/types.
//
// Finds the most general type of a term (Damas and Milner 1982, algorithm W, without let: a redex
// is typed like any other application), or says what is wrong with it.
//
// ```cpp
// #include "lambda/terms/parse.hpp"
// #include "lambda/types/type_text.hpp"
// TermStore store;
// TypeStore types;
// const TypeOf type_of = [&](TermId primitive) {
//     return store.name(primitive) == "f" ? std::optional(parse_type(types, "t0 -> seq(t0)"))
//                                         : std::nullopt;
// };
// const Inference inference = infer(store, parse(store, "(lam (f (f $0)))"), types, type_of);
// CHECK_FALSE(inference.fault);
// CHECK(print_type(types, inference.type) == "t0 -> seq(seq(t0))");
// CHECK(infer(store, parse(store, "(g)"), types, type_of).fault->found == "\"g\" is not known");
// ```
//
// The type of an abstraction is what `type_of` returns for its name. In a body with metavariables,
// each metavariable gets a type of its own.

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_fault.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace rasp_stitch::lambda {

// An occurrence of a primitive in the term.
struct PrimitiveUse {
    TermId primitive{};
    TypeId type{}; // in this place
};

struct Inference {
    std::optional<TypeFault> fault; // the first, in order of evaluation; if set, the rest is empty
    TypeId type{};
    std::vector<TypeId> metavariables;    // of #0, #1, ...; they share variables with `type`
    std::vector<PrimitiveUse> primitives; // if requested: from left to right in the text
};

// Returns the type of a primitive, its variables quantified, or nullopt if the primitive is
// unknown.
using TypeOf = std::function<std::optional<TypeId>(TermId)>;

struct InferenceOptions {
    // If set, the term's type and this one are unified, so that the result can be less general than
    // the term's own type.
    std::optional<TypeId> request = {};

    // Lists the primitives with their types. Equal sub-terms are then typed once for each
    // occurrence.
    bool primitives = false;

    // Limits the visits to parts of the term and of types that are unified; more is a fault.
    std::size_t most_visits = 10'000'000;
};

// Returns the type of the term or the first fault. If types are small, time is about linear in the
// number of distinct sub-terms: a closed sub-term is typed once, and an open one once under each
// lambda, unless its type has variables of its own.
Inference infer(const TermStore& store, TermId term, TypeStore& types, const TypeOf& type_of,
                const InferenceOptions& options = {});

} // namespace rasp_stitch::lambda
