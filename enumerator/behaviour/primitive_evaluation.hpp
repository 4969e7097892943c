#pragma once

// One primitive on behaviours: the one place of the enumerator that calls kernels.
//
//     PrimitiveEvaluation evaluate(batch);
//     evaluate(operation, arguments, behaviours, is_useless) // the bytes of what comes out
//
// Each call is one call of a kernel of rasp/kernels/kernels.hpp, on all inputs of the batch at once.

#include "enumerator/behaviour/behaviour_form.hpp"
#include "enumerator/behaviour/behaviours.hpp"
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

// Whether a program is of no use that fails on these inputs, a bit for each.
using IsUseless = std::function<bool(std::span<const std::uint8_t> failures)>;

inline bool never_useless(std::span<const std::uint8_t> /*failures*/) {
    return false;
}

// A primitive with arguments.
struct Operation {
    rasp::Opcode opcode{};
    rasp::Comparison comparison{};
    rasp::Signature signature;
};

// Not to be shared between threads.
class PrimitiveEvaluation {
public:
    // The batch has no empty inputs.
    explicit PrimitiveEvaluation(rasp::Batch batch);
    PrimitiveEvaluation(const PrimitiveEvaluation&) = delete;
    PrimitiveEvaluation& operator=(const PrimitiveEvaluation&) = delete;

    // Each in the form of enumerator/behaviour/behaviour_form.hpp, valid until the next call.

    // Of as many arguments as the operation takes; nothing where that is useless. Arguments of
    // another sort than it takes fail on all inputs.
    std::span<const std::uint8_t> operator()(const Operation& operation,
                                             std::span<const BehaviourId> arguments,
                                             const Behaviours& behaviours,
                                             const IsUseless& is_useless);
    std::span<const std::uint8_t> constant(const rasp::Value& value);
    std::span<const std::uint8_t> atom();    // there is one
    std::span<const std::uint8_t> failing(); // what fails on all inputs

    std::size_t memory() const; // in bytes, about

    BehaviourForm& form() { return form_; }
    rasp::Batch& batch() { return context_.batch; }
    const rasp::Batch& batch() const { return context_.batch; }

private:
    struct Operand {
        BehaviourId id = UINT32_MAX; // what the buffer holds
        rasp::Column column = {};
        rasp::Selector selector = {};
        std::optional<std::vector<std::uint32_t>> zeros = {}; // inputs with one, once asked for
        ValueBuffer buffer;
    };

    const rasp::Column& column(std::size_t argument) const { return operand(argument).column; }
    const rasp::Selector& selector(std::size_t argument) const {
        return operand(argument).selector;
    }
    const Operand& operand(std::size_t argument) const { return operands_[loaded_[argument]]; }
    bool fails_by_argument(std::size_t argument, rasp::Sort sort, BehaviourId id,
                           const Behaviours& behaviours);
    void load(std::size_t argument, BehaviourId id, const Behaviours& behaviours);
    void fail_for_zeros(std::size_t argument);
    rasp::Column compute_column(const Operation& operation);
    rasp::Selector compute_selector(const Operation& operation);
    bool fails_uselessly(const IsUseless& is_useless);

    rasp::KernelContext context_;
    std::size_t operands_each_;     // that are remembered for each argument
    std::vector<Operand> operands_; // of the first argument, of the second, ...
    std::array<std::size_t, rasp::most_arguments> loaded_{}; // where the arguments are
    rasp::Comparison comparison_{};                          // of the argument that is a predicate
    ValueBuffer result_;
    BehaviourForm form_;
    std::vector<std::uint8_t> failed_;
};

} // namespace rasp_stitch::enumerator
