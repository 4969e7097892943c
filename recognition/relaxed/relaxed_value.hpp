#pragma once

// The values that relaxed programs compute with, for all inputs of a batch at once.
//
//     RelaxedValue::booleans(torch::sigmoid(logits))             // a probability at each position
//     RelaxedValue::on_grid(letters, torch::softmax(logits, -1)) // a distribution at each position
//     RelaxedValue::scalars(threshold.view({1, 1}))              // one number for all positions
//
// What a value is follows from the type of the term: strings and small whole numbers are
// distributions over a grid, other numbers are scalars, booleans are probabilities, selectors are
// matrices in [0, 1], and predicates are distributions over the six comparisons.
//
// Tensors are of doubles. Their first dimensions are the inputs of the batch (b) and the positions
// (n, the padded length); either may be 1, if the value is the same for all of them. What stands at
// positions beyond an input's length is finite but means nothing; only selectors are 0 at the keys
// there.
//
// A number may be on a grid for sure, or a scalar for sure, or both: where several numbers may have
// been selected, it is on the grid with the probability `certainty` that at most one was, and
// otherwise their mean. `numbers` then is the mean whichever it is.
//
// This header needs only the class at::Tensor of libtorch, which is quick to read.

#include "rasp/language/opcode.hpp"
#include "recognition/relaxed/grid.hpp"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace rasp_stitch::recognition {

enum class RelaxedKind : std::uint8_t { numbers, booleans, strings, selector, predicate };

// The comparisons in the order in which a predicate's probabilities stand: that of
// rasp::Comparison.
constexpr std::size_t comparison_count = 6;

struct RelaxedValue {
    RelaxedKind kind = RelaxedKind::numbers;
    at::Tensor probabilities; // on a grid: b n points; booleans: b n; selector: b queries keys;
                              // predicate: 6
    std::shared_ptr<const Grid> grid; // of strings, and of numbers that are on a grid
    at::Tensor numbers;               // of numbers that are not on the grid for sure: b n
    at::Tensor certainty;             // of numbers with both: b n
    std::optional<rasp::Comparison> comparison = {}; // of a predicate that is this one for sure

    static RelaxedValue on_grid(std::shared_ptr<const Grid> grid, at::Tensor probabilities);
    static RelaxedValue scalars(at::Tensor numbers);
    static RelaxedValue booleans(at::Tensor probabilities);
    static RelaxedValue selector(at::Tensor probabilities);
    static RelaxedValue predicate(at::Tensor probabilities);
    static RelaxedValue predicate(rasp::Comparison comparison);

    bool has_grid() const { return grid != nullptr; }
    bool has_scalars() const { return numbers.defined(); }
};

// Returns the numbers as scalars, b n: the expectation of those on a grid. Also takes booleans,
// false as 0 and true as 1.
at::Tensor scalars_of(const RelaxedValue& value);

// Returns the distributions over another grid of the same kind, b n points. The mass of points that
// it does not have is lost.
at::Tensor probabilities_on(const RelaxedValue& value, const Grid& grid);

} // namespace rasp_stitch::recognition
