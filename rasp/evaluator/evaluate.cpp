#include "rasp/evaluator/evaluate.hpp"

#include "rasp/evaluator/compile.hpp"
#include "rasp/evaluator/evaluator.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

// The number of positions in a batch: enough for speed, and few enough that a batch of inputs which
// are each within the limits stays far from them, too.
constexpr std::size_t most_positions_together = 2048;

// Returns how many inputs, from the first on, go into one batch.
std::size_t batch_size(std::span<const Input> inputs) {
    std::size_t positions = inputs.front().tokens.size();
    std::size_t size = 1;
    const Input* kinds = inputs.data(); // the first input with tokens; the others must be like it
    while (size < inputs.size() && have_same_kinds(*kinds, inputs[size])) {
        positions += inputs[size].tokens.size();
        if (positions > most_positions_together) {
            break;
        }
        kinds = kinds->tokens.empty() ? &inputs[size] : kinds;
        ++size;
    }
    return size;
}

// The compilations of a program for one argument and for two, made when they are first needed.
class Compiled {
public:
    Compiled(const lambda::TermStore& store, lambda::TermId program, const EvaluateOptions& options)
        : store_(store), program_(program), options_(options) {}

    const Compilation& of_arity(std::size_t arity) {
        auto& made = made_[arity - 1];
        if (!made) {
            made = compile(store_, program_,
                           {.arity = arity,
                            .library = options_.library,
                            .most_steps = options_.limits.compile_steps});
        }
        return *made;
    }

private:
    const lambda::TermStore& store_;
    lambda::TermId program_;
    const EvaluateOptions& options_;
    std::array<std::optional<Compilation>, 2> made_;
};

void evaluate_batch(const Bytecode& code, std::span<const Input> inputs, const Limits& limits,
                    std::vector<Evaluation>& out) {
    Evaluator evaluator{Batch(inputs), limits};
    evaluator.run(code);
    const bool is_over = inputs.size() > 1 && !evaluator.failures().empty() &&
                         evaluator.failures().front().failure == FailureClass::limit;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (is_over) {
            evaluate_batch(code, inputs.subspan(i, 1), limits, out); // too much together: singly
            continue;
        }
        const Failure& failure = evaluator.failures()[i];
        out.push_back(failure ? Evaluation{.output = std::nullopt, .failure = failure}
                              : Evaluation{.output = evaluator.output(i)});
    }
}

} // namespace

std::vector<Evaluation> evaluate(const lambda::TermStore& store, lambda::TermId program,
                                 std::span<const Input> inputs, const EvaluateOptions& options) {
    std::vector<Evaluation> evaluations;
    evaluations.reserve(inputs.size());
    Compiled compiled(store, program, options);
    while (!inputs.empty()) {
        const std::size_t size = batch_size(inputs);
        const Compilation& made = compiled.of_arity(inputs.front().atom ? 2 : 1);
        if (made.code) {
            evaluate_batch(*made.code, inputs.first(size), options.limits, evaluations);
        } else {
            evaluations.insert(evaluations.end(), size,
                               {.output = std::nullopt, .failure = made.failure});
        }
        inputs = inputs.subspan(size);
    }
    return evaluations;
}

Evaluation evaluate(const lambda::TermStore& store, lambda::TermId program, const Input& input,
                    const EvaluateOptions& options) {
    return std::move(evaluate(store, program, std::span(&input, 1), options).front());
}

} // namespace rasp_stitch::rasp
