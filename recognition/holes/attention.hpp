#pragma once

// What is known of attention: where outputs are copies of values, which positions may be selected.
//
//     loss = loss + copied_attention(selector, values, wanted, mask, has_default);
//
// A query whose output is equal to some of the values can have selected those only. If there is no
// default and some output is no copy, then nothing is known.

#include "recognition/near/near_task.hpp"
#include "recognition/relaxed/relaxed_loss.hpp"
#include "recognition/relaxed/relaxed_value.hpp"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <span>

namespace rasp_stitch::recognition {

// Returns nats per cell: of the share of the selector that is where it may be.
at::Tensor copied_attention(const RelaxedValue& selector, const RelaxedValue& values,
                            const WantedOutputs& wanted, const at::Tensor& mask, bool has_default);

// Returns nats per query: the divergence of the selector's rows from the attention of a trained model.
at::Tensor given_attention(const RelaxedValue& selector, const NearTask& task,
                           std::span<const std::size_t> examples);

} // namespace rasp_stitch::recognition
