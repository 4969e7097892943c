#pragma once

// Inputs to evaluate programs on, all at once: the examples of a task.
//
//     Batch batch(inputs); // const std::vector<Input> inputs = {{characters("hello")}, ...}
//     batch.tokens().form == Form::strings
//
// The inputs of a batch have tokens of one kind, and atoms of one kind. An input may be empty; that
// is a failure of each program on it.

#include "rasp/kernels/column.hpp"
#include "rasp/kernels/string_table.hpp"
#include "rasp/language/value.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::rasp {

struct Input {
    Sequence tokens;                // of one kind
    std::optional<Value> atom = {}; // of programs with two arguments

    bool operator==(const Input&) const = default;
};

// Whether inputs can stand in one batch.
bool have_same_kinds(const Input& a, const Input& b);

// The memory of a column whose values are put in one by one.
struct ColumnStorage {
    Form form = Form::ints;
    std::vector<std::int64_t> ints;
    std::vector<double> floats;
    std::vector<std::uint8_t> flags;
    std::vector<std::uint32_t> strings;

    Column view() const;
    void add(const Value& value, StringTable& table);
    void finish(); // once all values are there
};

class Batch {
public:
    explicit Batch(std::span<const Input> inputs);

    std::span<const Extent> extents() const { return extents_; }
    std::size_t positions() const { return positions_; }       // of all inputs
    std::size_t matrix_words() const { return matrix_words_; } // of a selector
    std::size_t row_words() const { return row_words_; }       // of a uniform selector

    // Views of memory that moves with the batch and is not shared with copies.
    Column tokens() const { return tokens_.view(); }
    std::optional<Column> atom() const {
        return atom_ ? std::optional(atom_->view()) : std::nullopt;
    }
    Column indices() const { return {.form = Form::ints, .ints = indices_.data()}; }
    Column length() const { return {.form = Form::ints, .ints = lengths_.data()}; }
    Selector full() const { return {.words = full_.data(), .uniform = true}; }

    // The input that has this position of columns.
    std::size_t input_at(std::size_t position) const;

    // Those of the inputs; what evaluating adds is forgotten by the next evaluation.
    StringTable& strings() { return strings_; }
    const StringTable& strings() const { return strings_; }

    // How many strings are those of the inputs and of literals.
    std::size_t kept_strings() const { return kept_strings_; }

    // Of a literal: kept from one evaluation to the next. Only while no other strings were added.
    StringId keep_string(std::string_view text);

private:
    std::vector<Extent> extents_;
    std::size_t positions_ = 0;
    std::size_t matrix_words_ = 0;
    std::size_t row_words_ = 0;
    ColumnStorage tokens_;
    std::optional<ColumnStorage> atom_;
    std::vector<std::int64_t> indices_;
    std::vector<std::int64_t> lengths_;
    std::vector<std::uint64_t> full_;
    StringTable strings_;
    std::size_t kept_strings_ = 0;
};

} // namespace rasp_stitch::rasp
