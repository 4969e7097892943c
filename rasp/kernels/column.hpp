#pragma once

// The data that the evaluator computes with. A column holds the values of a sequence at the
// positions of all inputs of a batch, one input after the other; a selector holds the matrices of
// all inputs, with one bit for each cell.
//
//     const Column sums = arithmetic(context, Opcode::add, tokens, indices, buffer);
//
// Both are views: the memory belongs to whoever made them (a Workspace, a Batch).

#include "rasp/language/value.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::rasp {

enum class Form : std::uint8_t { ints, floats, mixed, booleans, strings };

constexpr ValueKind kind_of(Form form) {
    return form == Form::booleans  ? ValueKind::boolean
           : form == Form::strings ? ValueKind::string
                                   : ValueKind::number;
}

// The form says which arrays hold something:
//     ints      ints
//     floats    floats
//     mixed     flags, 1 for an int; ints, where the flag is 1; floats, everywhere (the nearest)
//     booleans  flags, 0 or 1
//     strings   strings, ids in the batch's table
struct Column {
    Form form = Form::ints;
    bool constant = false; // one element holds the value of all positions
    const std::int64_t* ints = nullptr;
    const double* floats = nullptr;
    const std::uint8_t* flags = nullptr;
    const std::uint32_t* strings = nullptr;

    ValueKind kind() const { return kind_of(form); }

    // Returns the index in the arrays of a position's value.
    std::size_t at(std::size_t position) const { return constant ? 0 : position; }
};

// Memory for a column of any form.
struct ColumnBuffer {
    std::int64_t* ints = nullptr;
    double* floats = nullptr;
    std::uint8_t* flags = nullptr;
    std::uint32_t* strings = nullptr;
};

// The matrix of an input begins at the word Extent::matrix and has a row of Extent::row_words words
// for each query. Key j is bit j % 64 of word j / 64; the bits beyond the keys are 0. A uniform
// selector, in which all rows of an input are the same, has one row for each input instead, at the
// word Extent::row.
struct Selector {
    const std::uint64_t* words = nullptr;
    bool uniform = false;
};

constexpr std::size_t word_bits = 64;

// Where the data of an input is in the columns and selectors of a batch.
struct Extent {
    std::size_t length = 0;    // number of tokens
    std::size_t offset = 0;    // first position in columns
    std::size_t row_words = 0; // number of words in a selector's row
    std::size_t matrix = 0;    // first word of the matrix in selectors
    std::size_t row = 0;       // first word of the row in uniform selectors

    // Returns the first word of the row of a query.
    std::size_t row_of(bool uniform, std::size_t query) const {
        return uniform ? row : matrix + query * row_words;
    }

    // Returns the bits of a row's word that stand for keys.
    std::uint64_t mask(std::size_t word) const {
        const std::size_t bits = length - word * word_bits;
        return bits >= word_bits ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    }
};

} // namespace rasp_stitch::rasp
