#pragma once

// Computes one primitive on behaviours: the one place of the enumerator that calls kernels.
//
//     PrimitiveEvaluation evaluate(batch);
//     evaluate(operation, arguments, behaviours, is_useless) // the bytes of the result
//
// Each call runs one kernel (rasp/kernels/apply_kernel.hpp) on all inputs of the batch at once.

#include "enumerator/behaviour/behaviour_form.hpp"
#include "enumerator/behaviour/behaviours.hpp"
#include "rasp/kernels/apply_kernel.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/kernel_context.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Returns whether a program that fails on these inputs, one bit for each, is of no use to a search.
using IsUseless = std::function<bool(std::span<const std::uint8_t> failures)>;

inline bool never_useless(std::span<const std::uint8_t> /*failures*/) {
    return false;
}

// A primitive that takes arguments.
struct Operation {
    rasp::Opcode opcode{};
    rasp::Comparison comparison{};
    rasp::Signature signature;
};

// For one thread at a time.
class PrimitiveEvaluation {
public:
    // No input of the batch may be empty.
    explicit PrimitiveEvaluation(rasp::Batch batch);
    PrimitiveEvaluation(const PrimitiveEvaluation&) = delete;
    PrimitiveEvaluation& operator=(const PrimitiveEvaluation&) = delete;

    // All results are in the form of enumerator/behaviour/behaviour_form.hpp and valid until the
    // next call.

    // Returns what the operation gives for as many arguments as it takes; empty if that is useless.
    // An argument of a sort that the operation does not take makes it fail on all inputs.
    std::span<const std::uint8_t> operator()(const Operation& operation,
                                             std::span<const BehaviourId> arguments,
                                             const Behaviours& behaviours,
                                             const IsUseless& is_useless);

    // From now on a sequence keeps the positions at which it fails, for if_lazy, which may not choose
    // them. Must be called before anything fails.
    void keep_positions() { keeps_positions_ = true; }

    std::span<const std::uint8_t> constant(const rasp::Value& value);
    std::span<const std::uint8_t> atom();    // the inputs must have one
    std::span<const std::uint8_t> failing(); // the behaviour that fails on all inputs

    std::size_t memory() const; // approximate, in bytes

    BehaviourForm& form() { return form_; }
    rasp::Batch& batch() { return context_.batch; }
    const rasp::Batch& batch() const { return context_.batch; }

private:
    // An unpacked argument.
    struct Operand {
        BehaviourId id = UINT32_MAX; // of what the buffer holds
        rasp::Column column = {};
        rasp::Selector selector = {};
        std::optional<std::vector<std::uint32_t>> zeros = {}; // inputs with a zero, once asked for
        ValueBuffer buffer;
    };

    bool fails_by_argument(const Operation& operation, std::size_t argument, BehaviourId id,
                           const Behaviours& behaviours);
    void take_positions(const Operation& operation, std::size_t argument,
                        std::span<const std::uint8_t> failing);
    void load(std::size_t argument, BehaviourId id, const Behaviours& behaviours);
    void fail_for_zeros(std::size_t argument);
    bool fails_uselessly(const IsUseless& is_useless);

    rasp::KernelContext context_;
    std::size_t operands_each_;     // number of operands remembered for each argument
    std::vector<Operand> operands_; // those of the first argument, of the second, ...
    std::array<Operand*, rasp::most_arguments> loaded_{}; // the arguments of this call
    rasp::KernelOperands given_;                          // views of them
    rasp::Comparison comparison_{};                       // of the operation or its predicate
    ValueBuffer result_;
    BehaviourForm form_;
    std::vector<std::uint8_t> failed_;

    bool keeps_positions_ = false;
    rasp::PositionFailures positions_; // of this call
};

} // namespace rasp_stitch::enumerator
