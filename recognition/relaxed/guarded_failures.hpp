#pragma once

// What makes a relaxed program fail, given what makes each of its nodes fail. A failure counts
// wherever it happens, but in a branch of `if_lazy` only as far as that branch is chosen.
//
//     GuardedFailures failures(programs, needed);  // which nodes are in such branches only
//     failures.add(node, log_success, condition);  // in order
//     failures.log_success(batch)                  // b, or undefined if nothing can fail
//
// As in the evaluator, what is in a branch counts everywhere if something between it and the branch
// moves values from one position to others: a selector, or an aggregate.

#include "recognition/relaxed/relaxed_batch.hpp"
#include "recognition/relaxed/relaxed_programs.hpp"

#include <ATen/core/Tensor.h>

#include <span>
#include <unordered_map>

namespace rasp_stitch::recognition {

class GuardedFailures {
public:
    // The programs must outlive this.
    GuardedFailures(const RelaxedPrograms& programs, std::span<const NodeId> needed);

    // `log_success` is what the node itself adds, b n, or undefined; `condition` is the probability
    // of the first branch of an if_lazy, b n, and undefined for other nodes.
    void add(NodeId node, const at::Tensor& log_success, const at::Tensor& condition,
             const RelaxedBatch& batch);

    // Returns the logarithm of the probability that nothing that counts has failed.
    const at::Tensor& log_success() const { return sum_; }

private:
    const RelaxedPrograms* programs_;
    std::unordered_map<NodeId, bool> is_guarded_;     // of needed nodes
    std::unordered_map<NodeId, at::Tensor> by_place_; // of guarded nodes, with their operands
    at::Tensor sum_;
};

} // namespace rasp_stitch::recognition
