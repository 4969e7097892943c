#pragma once

// The type of a place in a partial program: a type of RASP without variables.
//
//     place_type_of(types, parse_type(types, "seq(num)")) // {Sort::sequence, Element::number}
//     name_of(PlaceType{rasp::Sort::selector})            // "sel"

#include "lambda/types/type_store.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/value.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace rasp_stitch::recognition {

// What a sequence consists of, an input is of, or a predicate compares.
enum class Element : std::uint8_t { none, number, boolean, string };

Element element_of(rasp::ValueKind kind);

struct PlaceType {
    rasp::Sort sort = rasp::Sort::sequence;
    Element element = Element::none; // none for selectors

    bool operator==(const PlaceType&) const = default;
};

inline constexpr PlaceType selector_type{rasp::Sort::selector, Element::none};

// Returns nullopt for a type that has variables, and for one that is none of input, seq, sel and
// pred.
std::optional<PlaceType> place_type_of(const lambda::TypeStore& types, lambda::TypeId type);

// Returns the type as RASP writes it: "seq(num)".
std::string name_of(PlaceType type);

} // namespace rasp_stitch::recognition
