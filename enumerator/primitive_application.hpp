#pragma once

// Primitives applied to behaviours.
//
//     PrimitiveApplication apply(std::move(batch), productions);
//     const BehaviourId indices = *apply({.number = 1}, {}, input);
//
// Each application calls one kernel of rasp/kernels.hpp on all inputs of the batch at once.

#include "enumerator/behaviours.hpp"
#include "enumerator/grammar.hpp"
#include "enumerator/hole_types.hpp"
#include "rasp/kernel_context.hpp"
#include "rasp/primitives.hpp"
#include "rasp/value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

class PrimitiveApplication {
public:
    // The productions must be primitives and literals of RASP; others are an InputError. The batch
    // has no empty inputs.
    PrimitiveApplication(rasp::Batch batch, std::span<const Production> productions);
    PrimitiveApplication(const PrimitiveApplication&) = delete;
    PrimitiveApplication& operator=(const PrimitiveApplication&) = delete;

    // Whether a program is of no use that fails on these inputs, a bit for each.
    using IsUseless = std::function<bool(std::span<const std::uint8_t> failures)>;

    // What the head does with arguments of this behaviour, as many as it takes; nothing where that
    // is useless. A head that is a variable is the input, or where the batch has atoms, `$0` is
    // the atom and `$1` the input.
    std::optional<BehaviourId> operator()(Head head, std::span<const BehaviourId> arguments,
                                          const IsUseless& is_useless);

    // Whether exchanging the two arguments changes nothing.
    bool is_commutative(Head head) const;

    const Behaviours& behaviours() const { return behaviours_; }
    rasp::Batch& batch() { return context_.batch; }
    std::size_t memory() const;

private:
    struct Operation {
        rasp::Opcode opcode{};
        rasp::Comparison comparison{};
        rasp::Column constant;
    };

    const rasp::Column& column(std::size_t argument) const { return operands_[argument].column; }
    const rasp::Selector& selector(std::size_t argument) const {
        return operands_[argument].selector;
    }
    void load(std::size_t argument, BehaviourId id);
    rasp::Column constant(const rasp::Value& value, ValueBuffer& buffer);
    rasp::Column compute_column(const Operation& operation);
    rasp::Selector compute_selector(const Operation& operation,
                                    std::span<const BehaviourId> arguments);

    struct Operand {
        BehaviourId id = UINT32_MAX;
        rasp::Column column = {};
        rasp::Selector selector = {};
        ValueBuffer buffer;
    };

    rasp::KernelContext context_;
    Behaviours behaviours_;
    std::vector<Operation> operations_; // by production
    std::vector<ValueBuffer> constants_;
    std::vector<Operand> operands_;
    ValueBuffer result_;
    std::vector<std::uint8_t> failed_;
};

} // namespace rasp_stitch::enumerator
