#pragma once

// Computes the primitives of RASP on narrow columns (enumerator/columns/column_view.hpp).
//
//     const ColumnKernels& kernels = best_column_kernels(); // that this processor has
//     KernelOut out{.data = memory, .failures = words};
//     kernels.apply({.opcode = Opcode::add, .arguments = {&a, &b}, ...}, out) // fills `out`
//
// The values are those of rasp/kernels, which the tests hold these kernels against, with one
// exception: an input fails if a number is not finite or beyond 2^53, or a string beyond 65,536
// bytes, where rasp/kernels may go on. (Sums of numbers that are nearly as large are rounded.)
//
// The loops run over vectors of the compiler, as wide as those of the processor: columns are short, and
// what the compiler makes of loops over single values prepares for long ones. They are compiled for
// x86-64 as it was in the beginning and, in a release, for its versions 3 (AVX2) and 4 (AVX-512); which
// one runs is decided when the first search begins. All give the same results: products and sums are
// never fused.

#include "enumerator/columns/column_layout.hpp"
#include "enumerator/columns/column_strings.hpp"
#include "enumerator/columns/column_view.hpp"
#include "rasp/language/opcode.hpp"
#include "rasp/language/primitives.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rasp_stitch::enumerator {

struct KernelCall {
    rasp::Opcode opcode{};
    rasp::Comparison comparison{}; // of `compare`; `select` has a predicate
    std::array<const ColumnView*, rasp::most_arguments> arguments{};
    const ColumnLayout* layout = nullptr;
    ColumnStrings* strings = nullptr;
    double* scratch = nullptr; // memory for three columns of numbers
};

struct KernelOut {
    ColumnKind kind{};
    rasp::Comparison comparison{};     // of a predicate, which no kernel makes
    void* data = nullptr;              // memory of ColumnLayout::value_bytes() bytes
    std::uint64_t* failures = nullptr; // ColumnLayout::failure_words, which are set
};

// Computes all values. The failures of `out` must be those of the arguments. Returns false if the
// result fails on an input and the layout keeps no failures, or if an argument is of a kind that the
// primitive does not take.
using ApplyColumns = bool (*)(const KernelCall& call, KernelOut& out);

// Returns the hash of the values and the failures of a column. It is the same for all kernels. What a
// kernel has just written is best hashed some time later: then it can be loaded as whole vectors.
using HashColumn = std::uint64_t (*)(const ColumnView& column, const ColumnLayout& layout);

struct ColumnKernels {
    std::string_view name; // "x86-64-v4"
    ApplyColumns apply = nullptr;
    HashColumn hash = nullptr;
};

// Returns all that are compiled and that this processor can run, the best one last.
std::vector<const ColumnKernels*> column_kernels();

// Returns the best one.
const ColumnKernels& best_column_kernels();

} // namespace rasp_stitch::enumerator
