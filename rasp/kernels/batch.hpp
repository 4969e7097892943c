#pragma once

// The inputs that programs are evaluated on, all at once: for instance the examples of a task.
//
//     Batch batch(inputs); // const std::vector<Input> inputs = {{characters("hello")}, ...}
//     batch.tokens().form == Form::strings
//
// The inputs of a batch have tokens of one kind, and atoms of one kind or none. An input may be
// empty; every program fails on it.

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
    std::optional<Value> atom = {}; // for programs with two arguments

    bool operator==(const Input&) const = default;
};

// Returns whether the two inputs can be in one batch.
bool have_same_kinds(const Input& a, const Input& b);

// The memory of a column that is filled value by value.
struct ColumnStorage {
    Form form = Form::ints;
    std::vector<std::int64_t> ints;
    std::vector<double> floats;
    std::vector<std::uint8_t> flags;
    std::vector<std::uint32_t> strings;

    Column view() const;
    void add(const Value& value, StringTable& table);
    void finish(); // to be called after the last value
};

class Batch {
public:
    explicit Batch(std::span<const Input> inputs);

    std::span<const Extent> extents() const { return extents_; }
    std::size_t positions() const { return positions_; }       // of all inputs
    std::size_t matrix_words() const { return matrix_words_; } // of a selector
    std::size_t row_words() const { return row_words_; }       // of a uniform selector

    // Views of memory that belongs to the batch. They stay valid when the batch is moved; a copy
    // has its own.
    Column tokens() const { return tokens_.view(); }
    std::optional<Column> atom() const {
        return atom_ ? std::optional(atom_->view()) : std::nullopt;
    }
    Column indices() const { return {.form = Form::ints, .ints = indices_.data()}; }
    Column length() const { return {.form = Form::ints, .ints = lengths_.data()}; }
    Selector full() const { return {.words = full_.data(), .uniform = true}; }

    // Returns the number of the input that a position of a column belongs to.
    std::size_t input_at(std::size_t position) const;

    // Return the strings of the inputs and those that evaluating adds until the next evaluation.
    StringTable& strings() { return strings_; }
    const StringTable& strings() const { return strings_; }

    // Returns the number of strings that stay from one evaluation to the next: those of the inputs
    // and of literals. They are the first ones of the table.
    std::size_t kept_strings() const { return kept_strings_; }

    // Adds the string of a literal to those that stay. A new string can only be added while the
    // table has no others.
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
