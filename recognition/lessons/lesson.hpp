#pragma once

// What a network learns from: a task's examples, and what is to be probable for them.
//
//     const Lesson lesson{task_features(task.examples), reader.counts(...)};
//     loss(lesson, row)  // nats, with the weights that the network gives for the features
//
// The counts of a task with several programs are those of all of them, each by its share.

#include "recognition/lessons/weight_columns.hpp"
#include "recognition/tasks/task_features.hpp"

#include <span>

namespace rasp_stitch::recognition {

struct Lesson {
    TaskFeatures features;
    ChoiceCounts counts;
};

// The description length of the programs: -log prior.
inline double loss(const Lesson& lesson, std::span<const float> row) {
    return -log_prior(lesson.counts, row);
}

} // namespace rasp_stitch::recognition
