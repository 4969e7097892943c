#pragma once

// Which of many tasks a behaviour solves.
//
//     TaskExamples examples = batch_examples(tasks);  // every distinct input once
//     TaskLookup lookup(tasks, examples, batch);
//     lookup.solved_by(behaviours, id)                // numbers of tasks
//
// Tasks on the same inputs are looked up together: their outputs, as numbers, have a weighted sum,
// by which they are sorted. Where an output is met within the tolerance of tasks, its sum is within
// a bound that follows from the tolerance; the tasks that are that near are compared value by
// value.

#include "enumerator/behaviour/behaviours.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

struct TaskExamples {
    std::vector<rasp::Input> inputs;                // distinct, not empty
    std::vector<std::vector<std::uint32_t>> places; // by task and example, the number of its input
    static constexpr std::uint32_t no_input = UINT32_MAX; // in the place of an empty one
};

// InputError where the inputs cannot stand in one batch or there are none.
TaskExamples batch_examples(std::span<const rasp::Task> tasks);

class TaskLookup {
public:
    // Keeps the strings of the outputs in the batch.
    TaskLookup(std::span<const rasp::Task> tasks, const TaskExamples& examples, rasp::Batch& batch);

    // In ascending order. Valid until the next call.
    std::span<const std::uint32_t> solved_by(const Behaviours& behaviours, BehaviourId id);

    // Whether what fails on these inputs fails on an example of each task that has an output.
    bool is_useless(std::span<const std::uint8_t> failures) const;

private:
    struct Wanted {
        std::uint32_t task = 0;
        double sum = 0;
        std::vector<double> values;
    };
    // Tasks with the same inputs, of which the same fail.
    struct Shape {
        std::vector<std::uint32_t> inputs;  // with an output
        std::vector<std::uint32_t> failing; // without
        bool is_sequence = true;
        bool is_string = false;
        std::vector<Wanted> tasks; // by sum
        bool has_infinite = false; // a sum of them is not finite: it stands as 0

        bool is_like(const Shape& other) const {
            return inputs == other.inputs && failing == other.failing &&
                   is_sequence == other.is_sequence && is_string == other.is_string;
        }
    };

    void add_task(const rasp::Task& task, std::uint32_t number,
                  std::span<const std::uint32_t> places);
    bool project(const Shape& shape, const Behaviours& behaviours, BehaviourId id);

    rasp::Batch* batch_;
    std::vector<Shape> shapes_;
    ValueBuffer buffer_;
    std::vector<double> values_; // of a behaviour, on the inputs of a shape
    std::vector<std::uint32_t> solved_;
};

} // namespace rasp_stitch::enumerator
