#pragma once

// Door of recognition/relaxed.
// Not installed: whoever links it needs libtorch.
//
// Runs RASP programs on distributions in place of values, so that what a program gives can be
// differentiated by what stands in its leaves: trainable numbers, and neural networks in the places
// of sub-terms that are not known yet. A term and a batch of inputs come in; a relaxed value goes
// out, which is the evaluator's where everything is one-hot.
//
// ```cpp
// #include "lambda/terms/parse.hpp"
// lambda::TermStore store;
// RelaxedPrograms programs(store);
// const lambda::TermId hole = store.primitive("?0");
// programs.add_leaf(hole, {.arity = 0, .result = rasp::Sort::selector});
// const auto root = programs.add(lambda::parse(store, "(lam (aggregate ?0 (tokens $0)))"));
// const std::vector<rasp::Input> inputs = {{.tokens = rasp::characters("abc")}};
// RelaxedEvaluator evaluator(programs, RelaxedBatch(inputs));
// const LeafFunction all = [](const RelaxedBatch& batch, std::span<const RelaxedValue>) {
//     RelaxedContext context{.batch = &batch};
//     return relaxed_full(context);
// };
// const RelaxedResult result = evaluator.run(*root, {{hole, all}});
// CHECK(result.value.kind == RelaxedKind::strings); // at each position, each letter with 1/3
// CHECK(result.value.grid->texts() == std::vector<std::string>{"a", "b", "c"});
// ```
//
// Nodes without leaves are computed once for all runs of an evaluator. A leaf is asked once in each
// run. The loss of a result is in relaxed_loss.hpp.

#include "lambda/terms/term_store.hpp"
#include "recognition/relaxed/relaxed_batch.hpp"
#include "recognition/relaxed/relaxed_kernels.hpp"
#include "recognition/relaxed/relaxed_programs.hpp"
#include "recognition/relaxed/relaxed_value.hpp"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::recognition {

// Supplies the value of a leaf. A constant gives scalars of shape 1 1; a hole may read everything
// of the batch, and the arguments are those of the leaf's signature without the input.
using LeafFunction =
    std::function<RelaxedValue(const RelaxedBatch& batch, std::span<const RelaxedValue> arguments)>;

using LeafFunctions = std::unordered_map<lambda::TermId, LeafFunction>;

struct RelaxedResult {
    RelaxedValue value;

    // The logarithm of the probability that the evaluator does not fail, by input: b; undefined if
    // it cannot.
    at::Tensor log_success = {};
};

class RelaxedEvaluator {
public:
    // The programs must outlive this; programs may be added afterwards.
    RelaxedEvaluator(const RelaxedPrograms& programs, RelaxedBatch batch);

    // Throws std::invalid_argument if a leaf has no function, and if operands are of a wrong kind.
    RelaxedResult run(NodeId root, const LeafFunctions& leaves = {},
                      const Relaxation& relaxation = {});

    // Returns what a node gave in the last run, if it was needed there.
    const RelaxedValue* value(NodeId node) const;

    const RelaxedBatch& batch() const { return batch_; }

private:
    struct Computed {
        RelaxedValue value;
        at::Tensor log_success;
    };

    Computed compute(const RelaxedNode& node, const LeafFunctions& leaves,
                     const Relaxation& relaxation) const;

    const RelaxedPrograms* programs_;
    RelaxedBatch batch_;
    std::vector<NodeId> with_leaves_;               // that the last run computed
    Relaxation relaxation_;                         // of the last run
    std::vector<std::optional<Computed>> computed_; // by node
};

} // namespace rasp_stitch::recognition
