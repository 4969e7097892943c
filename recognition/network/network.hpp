#pragma once

// The recognition network: it maps a task's examples to the weights of the task's grammar. This is
// the recognition model of Ellis et al. 2021 (DreamCoder, Section 2), with examples read by
// attention (Vaswani et al. 2017).
//
//     Network network(columns, columns.row(grammar), seed);
//     const LearningResult result = network.learn(replays, dreams, {.max_steps = 500});
//     const std::vector<float> row = network.row(features);
//     columns.grammar(types, row, task.literals) // the task's own grammar
//     network.model()                            // as data, for a file
//
// For a task with examples of several positions each, it computes:
//
//     position   the words of the input token, the wanted value and the atom, the distance from
//                both ends, and real numbers (recognition/tasks/task_features.hpp), embedded:
//                48 numbers
//     example    two layers of self-attention over the positions (4 heads), then their mean and
//                maximum: 64 numbers
//     task       mean and maximum over the examples, whose order does not matter, and a layer:
//                64 numbers
//     weights    base + the output of a linear layer for each column. In a contextual language,
//                the cell of table t and column c also gets a weight of its own and the sum over
//                24 factors f of (table factor t f) * (linear layer f) * (column factor c f)
//
// The base is the grammar that the network starts from: an untrained network returns exactly that.
//
// Training is reproducible on processors of the same kind with the same linear algebra library.
// Another kernel of that library rounds differently, and the same seed then gives other weights.
//
// Only this folder needs libtorch. This header does not include it.

#include "recognition/lessons/lesson.hpp"
#include "recognition/lessons/model.hpp"
#include "recognition/lessons/weight_columns.hpp"
#include "recognition/tasks/task_features.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

struct LearningProgress {
    std::size_t steps = 0;
    double loss = 0; // nats per lesson, smoothed
    double seconds = 0;
};

struct LearningOptions {
    double dream_share = 0.5; // of a step's lessons; all or none if only one kind is given
    std::size_t batch = 24;   // lessons per step
    std::size_t max_steps = std::numeric_limits<std::size_t>::max();
    double learning_rate = 5e-3;   // falls to 0 over the steps or the seconds, whichever end first
    std::size_t most_examples = 6; // of each lesson in a step, drawn anew for each step
    std::uint64_t seed = 0;
    std::size_t threads = 1; // does not change the result
    Budget budget = {};      // of its limits, the seconds and the stop token count
    std::function<void(const LearningProgress&)> on_progress = {};
};

struct LearningResult {
    std::size_t steps = 0;
    double first_loss = 0; // over the first tenth of the steps
    double last_loss = 0;  // over the last tenth
    double seconds = 0;
    StopReason stopped = StopReason::none; // StopReason::interrupted if a stop was requested
};

class Network {
public:
    // Makes an untrained network. `base` has a weight for each column.
    Network(const WeightColumns& columns, std::span<const float> base, std::uint64_t seed);

    // Makes a network from a model, whose language may have had fewer columns or another base. What
    // the model has learnt is kept, and new columns begin untrained. Throws InputError if the
    // model's parameters do not fit this network.
    Network(const WeightColumns& columns, std::span<const float> base, const Model& model);

    Network(Network&&) noexcept;
    Network& operator=(Network&&) noexcept;
    ~Network();

    // Minimises the mean loss of lessons with Adam (Kingma, Ba 2015). A step's lessons are drawn
    // from the replays and the dreams. Either may be empty; if both are, no step is taken.
    LearningResult learn(std::span<const Lesson> replays, std::span<const Lesson> dreams,
                         const LearningOptions& options);

    // Returns the weights of a task, by column.
    std::vector<float> row(const TaskFeatures& features) const;

    // Returns the mean loss of the lessons, in nats.
    double loss(std::span<const Lesson> lessons) const;

    Model model() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace rasp_stitch::recognition
