#pragma once

// What a network in a hole gives, as outputs of a task.
//
//     read_outputs(value, batch, examples, reading.outputs);
//     reading.outputs[3]->output   // the nearest output on the fourth example of the task
//     reading.outputs[3]->distance // how far it is from it

#include "recognition/near/readings.hpp"
#include "recognition/relaxed/relaxed_batch.hpp"
#include "recognition/relaxed/relaxed_value.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

// `examples` are the numbers of the batch's inputs among those of the task.
void read_outputs(const RelaxedValue& value, const RelaxedBatch& batch,
                  std::span<const std::size_t> examples,
                  std::vector<std::optional<HoleReading::Given>>& outputs);

} // namespace rasp_stitch::recognition
