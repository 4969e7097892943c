#pragma once

// A lesson is what a network learns from: a task's examples, and what shall be probable for them.
//
//     const Lesson lesson{task_features(task.examples), reader.counts(...)};
//     loss(lesson, row) // in nats, under the weights that the network gives for the features
//
// The counts of a task with several programs are the sum of theirs, each times its share.

#include "recognition/lessons/weight_columns.hpp"
#include "recognition/tasks/task_features.hpp"

#include <span>

namespace rasp_stitch::recognition {

struct Lesson {
    TaskFeatures features;
    ChoiceCounts counts;
};

// Returns the description length of the programs, that is, -log prior.
inline double loss(const Lesson& lesson, std::span<const float> row) {
    return -log_prior(lesson.counts, row);
}

} // namespace rasp_stitch::recognition
