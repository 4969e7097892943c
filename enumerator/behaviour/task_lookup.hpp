#pragma once

// Finds the tasks that a behaviour solves.
//
//     TaskExamples examples = batch_examples(tasks);  // every distinct input once
//     TaskLookup lookup(tasks, examples, batch);
//     lookup.solved_by(behaviours, id)                // numbers of tasks
//
// Tasks on the same inputs are looked up together. Each has the weighted sum of its outputs, as
// numbers, and they are sorted by it. If a behaviour meets the outputs of a task within the
// tolerance, the two sums differ by no more than a bound that follows from the tolerance. So only
// the tasks within that bound are compared value by value.

#include "enumerator/behaviour/behaviours.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

struct TaskExamples {
    std::vector<rasp::Input> inputs;                // distinct and not empty
    std::vector<std::vector<std::uint32_t>> places; // by task and example, the number of its input
    static constexpr std::uint32_t no_input = UINT32_MAX; // the number of an empty input
};

// Throws InputError if the inputs cannot be in one batch, or if there are none.
TaskExamples batch_examples(std::span<const rasp::Task> tasks);

class TaskLookup {
public:
    // Adds the strings of the outputs to those of the batch.
    TaskLookup(std::span<const rasp::Task> tasks, const TaskExamples& examples, rasp::Batch& batch);

    // Returns the numbers of the tasks that the behaviour solves, in ascending order. Valid until
    // the next call.
    std::span<const std::uint32_t> solved_by(const Behaviours& behaviours, BehaviourId id);

    // Returns whether a program that fails on these inputs can solve no task, since it fails on an
    // example with an output of each.
    bool is_useless(std::span<const std::uint8_t> failures) const;

private:
    struct Wanted {
        std::uint32_t task = 0;
        double sum = 0;
        std::vector<double> values;
    };
    // Tasks that have the same inputs and must fail on the same ones.
    struct Shape {
        std::vector<std::uint32_t> inputs;  // those with an output
        std::vector<std::uint32_t> failing; // those without
        bool is_sequence = true;
        bool is_string = false;
        std::vector<Wanted> tasks; // in the order of their sums
        bool has_infinite = false; // whether a sum is not finite; it counts as 0

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
    std::vector<double> values_; // a behaviour's values on the inputs of a shape
    std::vector<std::uint32_t> solved_;
};

} // namespace rasp_stitch::enumerator
