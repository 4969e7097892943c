#pragma once

// What the evaluator computes with: one column holds the values of a sequence at the positions of
// all inputs of a batch, one after the other; a selector the matrices of all inputs, a bit a cell.
//
//     const Column sums = arithmetic(context, Opcode::add, tokens, indices, buffer);
//
// These are views: the memory belongs to whoever made them (a Workspace, a Batch).

#include "rasp/language/value.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::rasp {

enum class Form : std::uint8_t { ints, floats, mixed, booleans, strings };

constexpr Kind kind_of(Form form) {
    return form == Form::booleans  ? Kind::boolean
           : form == Form::strings ? Kind::string
                                   : Kind::number;
}

// Which arrays hold something follows from the form:
//     ints      ints
//     floats    floats
//     mixed     flags: whether it is an int; ints, where it is; floats, always (the nearest)
//     booleans  flags, 0 or 1
//     strings   strings, ids in the batch's table
struct Column {
    Form form = Form::ints;
    bool constant = false; // one element stands for all positions
    const std::int64_t* ints = nullptr;
    const double* floats = nullptr;
    const std::uint8_t* flags = nullptr;
    const std::uint32_t* strings = nullptr;

    Kind kind() const { return kind_of(form); }

    // Where the value of a position is in the arrays.
    std::size_t at(std::size_t position) const { return constant ? 0 : position; }
};

// Room for a column of any form.
struct ColumnBuffer {
    std::int64_t* ints = nullptr;
    double* floats = nullptr;
    std::uint8_t* flags = nullptr;
    std::uint32_t* strings = nullptr;
};

// Matrices where Extent::matrix says, a row of Extent::row_words words for each query, key j being
// bit j % 64 of word j / 64; bits beyond the keys are 0. Where all rows of each input are the same,
// a uniform selector has only one for each, where Extent::row says.
struct Selector {
    const std::uint64_t* words = nullptr;
    bool uniform = false;
};

constexpr std::size_t word_bits = 64;

// Where an input of a batch is.
struct Extent {
    std::size_t length = 0;    // tokens
    std::size_t offset = 0;    // of its first position in columns
    std::size_t row_words = 0; // words of a selector's row
    std::size_t matrix = 0;    // first word of its matrix in selectors
    std::size_t row = 0;       // first word of its row in uniform selectors

    // The first word of the row of a query, and whether the next query's is another.
    std::size_t row_of(bool uniform, std::size_t query) const {
        return uniform ? row : matrix + query * row_words;
    }

    // The bits of a row's word that stand for keys.
    std::uint64_t mask(std::size_t word) const {
        const std::size_t bits = length - word * word_bits;
        return bits >= word_bits ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    }
};

} // namespace rasp_stitch::rasp
