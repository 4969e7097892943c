#pragma once

// The one table of the primitives of RASP: the evaluator, the types, the reader's aliases, the help
// text, the enumerator's grammar and the Python side all read it.
//
//     const Primitive* select = find_primitive("select");
//     select->arity      == 3
//     select->type       == "seq(t0) -> seq(t0) -> pred(t0) -> sel"
//     find_primitive("+") == nullptr // aliases are for rasp/language/read_program.hpp alone
//
// The types are written as lambda/types/type_text.hpp reads them. `num` is the one base type of numbers;
// whether a number is whole or floating is a tag of the value. `seq(a)` is a value of type a at
// each position of the input, `sel` a matrix of booleans (rows are queries, columns are keys),
// `pred(a)` one of the six comparisons, `input(a)` the input itself.
//
// Source: Weiss, Goldberg, Yahav, "Thinking Like Transformers" (ICML 2021), in a typed form.

#include "rasp/language/opcode.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace rasp_stitch::rasp {

// What an argument or a result is, whatever the type of the values in it.
enum class Sort : std::uint8_t { input, sequence, selector, predicate };

constexpr std::size_t most_arguments = 3;

struct Signature {
    std::uint8_t arity = 0;
    std::array<Sort, most_arguments> arguments{};
    Sort result = Sort::sequence;

    bool operator==(const Signature&) const = default;
};

// A program, an input and what comes out, the last two as JSON.
struct PrimitiveExample {
    std::string_view program;
    std::string_view input;
    std::string_view output;
};

constexpr std::size_t most_aliases = 3;

struct Primitive {
    std::string_view name;
    Opcode opcode{};
    Comparison comparison{}; // of Opcode::compare and Opcode::predicate
    bool minimal = false;    // in the minimal base: not derivable from the others
    std::string_view type;
    std::array<std::string_view, most_aliases> aliases{}; // the last ones may be empty
    std::string_view meaning;                             // a sentence
    PrimitiveExample example;
    Signature signature{}; // follows from the type

    constexpr std::size_t arity() const { return signature.arity; }
};

// In the order in which they are best explained.
std::span<const Primitive> primitives();

// The primitive of this canonical name; a null pointer where there is none.
const Primitive* find_primitive(std::string_view name);

// The primitive that an alias stands for outside of select's third argument; a null pointer where
// it is no alias. `+` is `add` here, although it is `concat` between strings.
const Primitive* find_alias(std::string_view alias);

// The predicate constant that stands for an elementwise comparison in select's third argument.
const Primitive& predicate_of(Comparison comparison);

} // namespace rasp_stitch::rasp
