#pragma once

// The trainable parts of sketches as functions of a batch. Only sources that are built with libtorch
// include this header.
//
//     const HoleShape shape{.form = HoleForm::affine, .type = number_sequence};
//     std::vector<torch::Tensor> weights = new_weights(shape, features, sizes, random);
//     const RelaxedValue value = hole_value(shape, weights, features);

#include "recognition/holes/hole_trainer.hpp"
#include "recognition/relaxed/relaxed_batch.hpp"
#include "recognition/relaxed/relaxed_value.hpp"
#include "support/random/random.hpp"

#include <torch/torch.h>

#include <memory>
#include <vector>

namespace rasp_stitch::recognition {

// What the holes of a task see, on one batch.
struct HoleFeatures {
    RelaxedValue tokens;      // of the batch
    torch::Tensor summands;   // b n 4: the token as a number or 0, i, n, 1
    torch::Tensor spread;     // 4: about how far each of them goes
    torch::Tensor places;     // b n f: all that a network sees
    torch::Tensor relations;  // b n r: all that a selector sees, with squares
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

struct HoleShape {
    HoleForm form = HoleForm::open;
    PlaceType type;
    bool is_recurrent = false;
    HoleKind kind = HoleKind::informed;
    std::size_t hidden = 24;
    std::size_t rank = 6;

    // Whether an affine map begins as the token, and not as what is nearest to the outputs: what is
    // aggregated mostly is the token.
    bool begins_as_token = false;
};

std::vector<torch::Tensor> new_weights(const HoleShape& shape, const HoleFeatures& features,
                                       Random& random);

RelaxedValue hole_value(const HoleShape& shape, const std::vector<torch::Tensor>& weights,
                        const HoleFeatures& features);

// Returns what a form has learnt; the outputs of an open hole are read elsewhere.
HoleReading reading_of(const HoleShape& shape, const std::vector<torch::Tensor>& weights,
                       const HoleFeatures& features);

} // namespace rasp_stitch::recognition
