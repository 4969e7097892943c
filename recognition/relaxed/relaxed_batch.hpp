#pragma once

// The inputs that relaxed programs run on, padded to one length.
//
//     const RelaxedBatch batch(inputs, {.tokens = token_grid(all_inputs)});
//     batch.tokens()  // b n points, one-hot
//     batch.mask()    // b n, 1 up to the length of each input
//
// Nothing depends on what the inputs are padded to. Where networks are trained on one batch and
// used on others, all are given the same grid of tokens, so that a point means the same everywhere.

#include "rasp/kernels/batch.hpp"
#include "recognition/relaxed/relaxed_value.hpp"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

struct RelaxedBatchOptions {
    std::shared_ptr<const Grid> tokens = nullptr; // must have all tokens; null: of this batch
    std::size_t padded_length = 0;                // at least; 0: the longest input
    std::size_t most_points = 64; // of a grid of whole numbers; beyond, tokens are scalars
};

// Returns the grid of the tokens and atoms of inputs, which are of one kind; a null pointer if they
// are booleans, or numbers that are not all whole or spread over more points.
std::shared_ptr<const Grid> token_grid(std::span<const rasp::Input> inputs,
                                       std::size_t most_points = 64);

class RelaxedBatch {
public:
    // Throws std::invalid_argument if the grid that is given lacks a token.
    explicit RelaxedBatch(std::span<const rasp::Input> inputs,
                          const RelaxedBatchOptions& options = {});

    std::size_t inputs() const { return lengths_.size(); }
    std::size_t padded_length() const { return padded_length_; }
    std::span<const std::size_t> lengths() const { return lengths_; }

    const at::Tensor& mask() const { return mask_; }           // b n: 1 or 0
    const at::Tensor& positions() const { return positions_; } // 1 n: 0, 1, ...
    const at::Tensor& sizes() const { return sizes_; }         // b 1: the lengths

    const RelaxedValue& tokens() const { return tokens_; }
    const RelaxedValue& indices() const { return indices_; } // on a grid
    const RelaxedValue& length() const { return length_; }   // on a grid
    const std::optional<RelaxedValue>& atom() const { return atom_; }

private:
    std::vector<std::size_t> lengths_;
    std::size_t padded_length_ = 0;
    at::Tensor mask_;
    at::Tensor positions_;
    at::Tensor sizes_;
    RelaxedValue tokens_;
    RelaxedValue indices_;
    RelaxedValue length_;
    std::optional<RelaxedValue> atom_;
};

} // namespace rasp_stitch::recognition
