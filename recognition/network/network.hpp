#pragma once

// The recognition network: from a task's examples to the weights of its grammar (the recognition
// model of Ellis et al. 2021, with examples read by attention: Vaswani et al. 2017).
//
//     Network network(columns, columns.row(grammar), seed);
//     const LearningResult result = network.learn(replays, dreams, {.most_steps = 500});
//     const std::vector<float> row = network.row(features);
//     columns.grammar(types, row, task.literals)  // the task's own grammar
//     network.model()                             // as data, for a file
//
// What it computes, for a task with examples e of positions i:
//
//     position   the words of the input token, of the wanted value and of the atom, the place from
//                either end, and real numbers (recognition/tasks/task_features.hpp), embedded: 48 numbers
//     example    two layers of self-attention over the positions (4 heads), then their mean and
//                maximum: 64 numbers
//     task       mean and maximum over the examples, whose order does not matter; a layer: 64
//     weights    base + what a linear layer gives for each column. In a contextual language to each
//                cell of table t and column c are added a weight of its own and the sum over 24
//                factors f of (table factor t f) * (linear layer f) * (column factor c f)
//
// The base is the grammar that was there before: a network that has learnt nothing gives just that.
//
// Only this and what is written on it needs libtorch; the header does not show it.

#include "recognition/lessons/lesson.hpp"
#include "recognition/lessons/model.hpp"
#include "recognition/lessons/weight_columns.hpp"
#include "recognition/tasks/task_features.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace rasp_stitch::recognition {

struct LearningProgress {
    std::size_t steps = 0;
    double loss = 0; // nats for each lesson, smoothed
    double seconds = 0;
};

struct LearningOptions {
    double dream_share = 0.5; // of the lessons of a step; where there is only one kind, all
    std::size_t batch = 24;   // lessons of a step
    std::size_t most_steps = std::numeric_limits<std::size_t>::max();
    double seconds = std::numeric_limits<double>::infinity();
    double learning_rate = 5e-3;   // falls to 0 over the steps or the seconds, what ends first
    std::size_t most_examples = 6; // of each lesson in a step, drawn anew each time
    std::uint64_t seed = 0;
    std::size_t threads = 1; // the result does not depend on it
    std::stop_token stop = {};
    std::function<void(const LearningProgress&)> on_progress = {};
};

struct LearningResult {
    std::size_t steps = 0;
    double first_loss = 0; // over the first tenth of the steps
    double last_loss = 0;  // over the last tenth
    double seconds = 0;
    bool is_complete = true; // false where a stop was requested
};

class Network {
public:
    // Of a language that has no model yet. `base` has a row of the columns.
    Network(const WeightColumns& columns, std::span<const float> base, std::uint64_t seed);

    // From a model, whose language may have had fewer columns, or another base: its weights stay,
    // what is new begins like nothing learnt. InputError where its parameters are not those of this
    // network.
    Network(const WeightColumns& columns, std::span<const float> base, const Model& model);

    Network(Network&&) noexcept;
    Network& operator=(Network&&) noexcept;
    ~Network();

    // Adam (Kingma, Ba 2015) on the mean loss of a step's lessons, which are drawn from the replays
    // and the dreams by their share. One of both may be empty; with none nothing is learnt.
    LearningResult learn(std::span<const Lesson> replays, std::span<const Lesson> dreams,
                         const LearningOptions& options);

    std::vector<float> row(const TaskFeatures& features) const;

    // The mean loss of the lessons, in nats.
    double loss(std::span<const Lesson> lessons) const;

    Model model() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace rasp_stitch::recognition
