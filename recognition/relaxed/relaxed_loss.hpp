#pragma once

// How far a relaxed value is from the outputs that are wanted: the negative logarithm of their
// likelihood, in nats.
//
//     const WantedOutputs wanted = wanted_outputs(batch, outputs);
//     const at::Tensor loss = nats(result, wanted, {.wrong_cells = 0.05}).sum();
//     loss.backward();
//
// A cell is a position of a sequence or a cell of a selector. Strings, booleans, and numbers on a
// grid have the likelihood of their distribution. A scalar x that is wanted to be y has that of a
// Gaussian around x, relative to the best that any scalar can have: (x - y)^2 / (2 scale^2) +
// log(scale / least_scale). So no loss is below 0, and that of a program that is right is 0, if no
// cells can be wrong. A
// number that is on a grid only with some probability has the mixture of the two.

#include "rasp/language/value.hpp"
#include "recognition/relaxed/evaluate_relaxed.hpp"
#include "recognition/relaxed/relaxed_batch.hpp"
#include "recognition/relaxed/relaxed_value.hpp"

#include <ATen/core/Tensor.h>

#include <memory>
#include <optional>
#include <span>

namespace rasp_stitch::recognition {

// Targets are distributions, too: those of a trained model may be soft. Shapes are those of the
// values, with all of b and n.
struct WantedOutputs {
    RelaxedKind kind = RelaxedKind::numbers; // not predicate
    std::shared_ptr<const Grid> grid;        // of strings, and of numbers that are all on it
    at::Tensor probabilities;                // on the grid, of booleans, or of a selector
    at::Tensor numbers;                      // of numbers: b n
    at::Tensor mask;                         // b n or b n n: 1 where something is wanted
    double cells = 0;                        // the sum of the mask

    // The number of equally likely values that a wrong cell can have. (A wrong scalar is the less
    // likely the farther it is from the right one.)
    double choices = 2;
};

// Takes an output for each input of the batch; nullopt where none is known. Throws
// std::invalid_argument if they are not of one kind, or of another length than the inputs.
WantedOutputs wanted_outputs(const RelaxedBatch& batch,
                             std::span<const std::optional<rasp::Output>> outputs,
                             std::size_t most_points = 64);

struct LossOptions {
    double wrong_cells = 1e-4;   // the probability that a cell was replaced by any of its choices
    double scale = 0.1;          // of the Gaussian of scalars
    at::Tensor log_scale = {};   // a trainable scale in place of it, or one for each input
    double least_scale = 1e-2;   // with log_scale: it is not smaller
    bool counts_failures = true; // adds the improbability that the evaluator does not fail
};

// Returns the loss of each input: b. The sum over cells, without those that are masked.
at::Tensor nats(const RelaxedResult& result, const WantedOutputs& wanted,
                const LossOptions& options = {});

// Returns the loss of each cell, 0 where it is masked: b n or b n n.
at::Tensor nats_by_cell(const RelaxedValue& value, const WantedOutputs& wanted,
                        const LossOptions& options = {});

} // namespace rasp_stitch::recognition
