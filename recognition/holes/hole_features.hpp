#pragma once

// What holes see of the inputs of a batch. Only sources that are built with libtorch include this
// header.
//
//     const HoleFeatures features = hole_features(batch, token_grid, words, spread_of(training));
//     features.places // b n f: token, position, length

#include "recognition/relaxed/relaxed_batch.hpp"
#include "recognition/relaxed/relaxed_value.hpp"

#include <torch/torch.h>

#include <memory>

namespace rasp_stitch::recognition {

// What the holes of a task see, on one batch.
struct HoleFeatures {
    RelaxedValue tokens;      // of the batch
    torch::Tensor summands;   // b n 4: the token as a number or 0, i, n, 1
    torch::Tensor spread;     // 4: about how far each of them goes
    torch::Tensor places;     // b n f: all that a network sees
    torch::Tensor relations;  // b n r: what a selector sees of a key or a query, with squares
    torch::Tensor pairs;      // b queries keys p: what it sees of a key and a query together
    torch::Tensor mask;       // b n
    torch::Tensor guess;      // 4: the weights of an affine map that comes nearest to the outputs
    double output_spread = 1; // of outputs that are numbers
    std::shared_ptr<const Grid> token_grid; // null for numbers that are scalars, and booleans
    std::shared_ptr<const Grid> words;      // of outputs and tokens that are strings
};

// `spread` is that of the training examples, so that weights mean the same on all batches.
HoleFeatures hole_features(const RelaxedBatch& batch, std::shared_ptr<const Grid> token_grid,
                           std::shared_ptr<const Grid> words, const torch::Tensor& spread);
torch::Tensor spread_of(const RelaxedBatch& batch);

} // namespace rasp_stitch::recognition
