#pragma once

// Who says how well a sketch can be completed: the search knows no networks.
//
//     struct Exact final : Assessor {
//         Assessment assess(const Sketch& sketch, const Assessment* parent) override;
//     };

#include "recognition/near/readings.hpp"
#include "recognition/sketches/sketch.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace rasp_stitch::recognition {

// What networks have learnt, by the ids of holes. Only the assessor that made it looks into it.
class LearntWeights {
public:
    virtual ~LearntWeights() = default;
};

struct Assessment {
    double loss = 0;          // nats of the longer examples, scaled to all cells of the task
    double training_loss = 0; // nats, likewise, of those trained on
    std::size_t steps = 0;    // of training
    std::vector<HoleReading> readings;            // of sketch.learnt(), in this order
    std::shared_ptr<const LearntWeights> weights; // for the children of the sketch
};

class Assessor {
public:
    virtual ~Assessor() = default;

    // Trains the learnt parts of a sketch, beginning with the weights of its parent if there is one.
    virtual Assessment assess(const Sketch& sketch, const Assessment* parent) = 0;
};

} // namespace rasp_stitch::recognition
