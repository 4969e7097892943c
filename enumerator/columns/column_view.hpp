#pragma once

// Narrow columns: what a program does on a few short inputs, in as few bytes as its kind needs, so
// that a kernel computes with whole vectors of values.
//
//     kind        data
//     booleans    a bit for each position, in words
//     small       whole numbers from -128 to 127, a byte each
//     reals       any other numbers, doubles
//     strings     ids in the batch's table, 32 bits each
//     selector    for each query the keys that it selects, a bit each, in ColumnLayout::row_bytes
//     predicate   nothing; `comparison` says which
//     input       nothing
//
// A number has no tag that says whether it is whole or a float: 2 and 2.0 are the same. That is all
// that a program can tell: whole and floating arithmetic agree on numbers up to 2^53, and whoever
// leaves that range fails here (enumerator/columns/column_kernels.hpp). Nor is there a -0, which is
// equal to 0 in every comparison and fails as a divisor like 0. So each sequence and selector has
// one form only: numbers are small if they all can be. What fails on an input has the value 0, false
// or the first string there, and selects nothing.

#include "rasp/language/opcode.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::enumerator {

enum class ColumnKind : std::uint8_t {
    input,
    predicate,
    booleans,
    small,
    reals,
    strings,
    selector
};

// Returns whether a column can have the number.
inline bool is_narrow(double number) {
    constexpr double most = 9007199254740992.0; // 2^53
    return number >= -most && number <= most;
}

struct ColumnView {
    ColumnKind kind = ColumnKind::input;
    rasp::Comparison comparison{};
    const void* data = nullptr;
    const std::uint64_t* failures = nullptr; // a bit for each input; null if there are none

    const std::uint64_t* words() const { return static_cast<const std::uint64_t*>(data); }
    const std::int8_t* small() const { return static_cast<const std::int8_t*>(data); }
    const double* reals() const { return static_cast<const double*>(data); }
    const std::uint32_t* strings() const { return static_cast<const std::uint32_t*>(data); }
    bool is_number() const { return kind == ColumnKind::small || kind == ColumnKind::reals; }
};

} // namespace rasp_stitch::enumerator
