#pragma once

// The trainable parts of sketches as functions of a batch. Only sources that are built with libtorch
// include this header.
//
//     const HoleShape shape{.form = HoleForm::affine, .type = number_sequence};
//     std::vector<torch::Tensor> weights = new_weights(shape, features, random, AffineStart::token);
//     const RelaxedValue value = hole_value(shape, weights, features);
//
// The first dimension of weights are several starts of training, which are trained at once on a batch
// that has its inputs once for each start, those of the first start first. A single start is for any
// batch.

#include "recognition/holes/hole_features.hpp"
#include "recognition/holes/hole_trainer.hpp"
#include "recognition/relaxed/relaxed_value.hpp"
#include "support/random/random.hpp"

#include <torch/torch.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::recognition {

struct HoleShape {
    HoleForm form = HoleForm::open;
    PlaceType type;
    bool is_recurrent = false;
    HoleKind kind = HoleKind::informed;
    std::size_t hidden = 24;
    std::size_t rank = 6;
    bool has_bilinear_form = true; // of a selector, beside what it sees of pairs
};

// What an affine map begins as.
enum class AffineStart : std::uint8_t {
    outputs,  // what is nearest to the outputs
    token,    // the token, which is what is aggregated mostly
    one,      // the number 1: a factor, or the base of a power
    position, // the position
};
constexpr std::size_t affine_starts = 4;

// Returns weights of one start.
std::vector<torch::Tensor> new_weights(const HoleShape& shape, const HoleFeatures& features,
                                       Random& random, AffineStart start);

// Returns the weights of several starts as one.
std::vector<torch::Tensor> stacked(const std::vector<std::vector<torch::Tensor>>& starts);

// A predicate is of one start.
RelaxedValue hole_value(const HoleShape& shape, const std::vector<torch::Tensor>& weights,
                        const HoleFeatures& features);

// Returns what a form has learnt; the outputs of an open hole are read elsewhere.
HoleReading reading_of(const HoleShape& shape, const std::vector<torch::Tensor>& weights,
                       const HoleFeatures& features);

} // namespace rasp_stitch::recognition
