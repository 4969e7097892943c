#pragma once

// The one table of the primitives of RASP. The evaluator, the types, the reader's aliases, the help
// text, the enumerator's grammar and the Python side all read it.
//
//     const Primitive* select = find_primitive("select");
//     select->arity()     == 3
//     select->type        == "seq(t0) -> seq(t0) -> pred(t0) -> sel"
//     find_primitive("+") == nullptr // aliases are for rasp/language/read_program.hpp alone
//
// Types are written as lambda/types/type_text.hpp reads them. `num` is the one base type of
// numbers; whether a number is whole or floating is a tag of the value. `seq(a)` is a value of type
// a at each position of the input, `sel` is a matrix of booleans (rows are queries, columns are
// keys), `pred(a)` is one of the six comparisons, and `input(a)` is the input itself.
//
// Source: Weiss, Goldberg and Yahav, "Thinking Like Transformers" (ICML 2021), Section 3, in a
// typed form. The extensions at the end of the table are what programs for Tracr (Lindner et al.
// 2023) and in RASP-L (Zhou et al. 2024) use besides; `--primitives extended` has them.

#include "rasp/language/opcode.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace rasp_stitch::rasp {

// What an argument or a result is, regardless of the type of its values.
enum class Sort : std::uint8_t { input, sequence, selector, predicate };

constexpr std::size_t most_arguments = 3;

struct Signature {
    std::uint8_t arity = 0;
    std::array<Sort, most_arguments> arguments{};
    Sort result = Sort::sequence;

    bool operator==(const Signature&) const = default;
};

// A program with an input and its output, both as JSON.
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
    bool minimal = false;    // in the minimal base, from which the others can be derived
    std::string_view type;
    std::array<std::string_view, most_aliases> aliases{}; // as many as there are, then ""
    std::string_view meaning;                             // a sentence
    PrimitiveExample example;
    Signature signature{}; // follows from the type

    constexpr std::size_t arity() const { return signature.arity; }
    constexpr bool extended() const { return is_extension(opcode); }
};

// Returns all primitives, in the order in which they are best explained.
std::span<const Primitive> primitives();

// Returns the primitive of this canonical name, or a null pointer.
const Primitive* find_primitive(std::string_view name);

// Returns the primitive that an alias stands for outside of select's third argument, or a null
// pointer. `+` is `add` here, although it is `concat` between strings.
const Primitive* find_alias(std::string_view alias);

// Returns the predicate that an elementwise comparison stands for in select's third argument.
const Primitive& predicate_of(Comparison comparison);

} // namespace rasp_stitch::rasp
