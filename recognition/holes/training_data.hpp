#pragma once

// The examples of a task as tensors, for training and for judging. Only sources that are built with
// libtorch include this header.
//
//     TaskData data(task, programs);
//     data.training(4).batch // the examples that are trained on, once for each of four starts
//     data.longer().batch    // those that are judged by

#include "recognition/holes/hole_features.hpp"
#include "recognition/near/near_task.hpp"
#include "recognition/relaxed/evaluate_relaxed.hpp"
#include "recognition/relaxed/relaxed_batch.hpp"
#include "recognition/relaxed/relaxed_loss.hpp"

#include <torch/torch.h>

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

namespace rasp_stitch::recognition {

// Examples with all that is computed of them once.
struct ExampleBatch {
    std::vector<std::size_t> examples; // of the task, by input of the batch
    RelaxedBatch batch;
    WantedOutputs wanted;
    HoleFeatures features;
    RelaxedEvaluator evaluator;
};

class TaskData {
public:
    // The task and the programs must outlive this.
    TaskData(const NearTask& task, const RelaxedPrograms& programs);

    ExampleBatch& training(std::size_t starts = 1);
    ExampleBatch& longer(std::size_t starts = 1);
    ExampleBatch& all() { return *all_; } // both

    double cells() const { return all_->wanted.cells; } // of both
    double output_spread() const { return output_spread_; }

private:
    std::unique_ptr<ExampleBatch> batch_of(const std::vector<std::size_t>& examples,
                                           std::size_t starts) const;
    void guess_outputs();

    const NearTask* task_;
    const RelaxedPrograms* programs_;
    std::shared_ptr<const Grid> token_grid_;
    std::shared_ptr<const Grid> words_;
    torch::Tensor spread_;
    torch::Tensor guess_;
    double output_spread_ = 1;
    using ByStarts = std::map<std::size_t, std::unique_ptr<ExampleBatch>>;
    ExampleBatch& with_starts(ByStarts& batches, const std::vector<std::size_t>& examples,
                              std::size_t starts) const;

    ByStarts training_;
    ByStarts longer_;
    std::unique_ptr<ExampleBatch> all_;
};

} // namespace rasp_stitch::recognition
