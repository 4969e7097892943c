#pragma once

// Finds the tasks that a narrow column solves.
//
//     const TaskExamples examples = batch_examples(tasks);
//     ColumnTargets targets(tasks, examples, rules.batch()); // adds the strings of the outputs
//     targets.solved_by(column, layout)                      // numbers of tasks
//
// Outputs are compared as enumerator/behaviour/task_lookup.hpp does, value by value up to the first
// that differs.

#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/columns/column_layout.hpp"
#include "enumerator/columns/column_view.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/tasks/task.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

class ColumnTargets {
public:
    ColumnTargets(std::span<const rasp::Task> tasks, const TaskExamples& examples,
                  rasp::Batch& batch);

    // Returns the numbers of the tasks that the column solves, in ascending order. Valid until the
    // next call.
    std::span<const std::uint32_t> solved_by(const ColumnView& column, const ColumnLayout& layout);

    // Returns whether narrow columns can have all outputs.
    bool are_narrow() const { return are_narrow_; }

    // Returns whether the column solves a task.
    bool is_any_met(const ColumnView& column, const ColumnLayout& layout) const;

    // Returns whether what fails on these inputs, a bit for each, can solve no task: it fails on an
    // example with an output of each.
    bool is_useless(const std::uint64_t* failures) const;

private:
    enum class Sort : std::uint8_t { numbers, strings, matrix, anything };

    // What a task wants of one input.
    struct Wanted {
        std::uint32_t input = 0;
        bool fails = false;
        std::vector<double> numbers = {}; // truth values as 0 and 1
        std::vector<std::uint32_t> strings = {};
        std::vector<std::uint64_t> rows = {};
    };
    struct Target {
        std::uint32_t task = 0;
        Sort sort = Sort::anything; // if the task has only inputs to fail on
        std::vector<Wanted> wanted = {};
    };

    void add(const rasp::Task& task, std::uint32_t number, std::span<const std::uint32_t> places,
             rasp::Batch& batch);
    bool is_met(const Target& target, const ColumnView& column, const ColumnLayout& layout) const;

    std::vector<Target> targets_;
    bool are_narrow_ = true;
    std::vector<std::uint32_t> solved_;
};

} // namespace rasp_stitch::enumerator
