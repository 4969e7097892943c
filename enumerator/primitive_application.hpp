#pragma once

// Primitives applied to behaviours.
//
//     PrimitiveApplication apply(std::move(batch));
//     const OperationId add = *apply.find("add");
//     const OperationId one = *apply.find("one");
//     const BehaviourId ones = *apply(one, {}, never_useless);
//     const BehaviourId sum = *apply(add, std::array{ones, ones}, never_useless);
//
// Each application calls one kernel of rasp/kernels.hpp on all inputs of the batch at once. This is
// the one place of the enumerator that knows kernels.

#include "enumerator/behaviours.hpp"
#include "rasp/kernel_context.hpp"
#include "rasp/primitives.hpp"
#include "rasp/value.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

// A primitive or a literal of RASP.
using OperationId = std::uint32_t;

// Whether a program is of no use that fails on these inputs, a bit for each.
using IsUseless = std::function<bool(std::span<const std::uint8_t> failures)>;

inline bool never_useless(std::span<const std::uint8_t> /*failures*/) {
    return false;
}

class PrimitiveApplication {
public:
    // The batch has no empty inputs.
    explicit PrimitiveApplication(rasp::Batch batch);
    PrimitiveApplication(const PrimitiveApplication&) = delete;
    PrimitiveApplication& operator=(const PrimitiveApplication&) = delete;

    // The operation of this canonical name; nothing where there is none. InputError as of
    // rasp/literal.hpp.
    std::optional<OperationId> find(std::string_view name);

    // How many arguments it takes.
    std::size_t arity(OperationId operation) const {
        return operations_[operation].signature.arity;
    }

    // Whether exchanging the two arguments changes nothing.
    bool is_commutative(OperationId operation) const;

    // What the operation does with as many arguments as it takes; nothing where that is useless.
    // Arguments of another sort than it takes fail on all inputs.
    std::optional<BehaviourId> operator()(OperationId operation,
                                          std::span<const BehaviourId> arguments,
                                          const IsUseless& is_useless);

    BehaviourId input() const { return input_; }
    std::optional<BehaviourId> atom() const { return atom_; } // where the inputs have one
    BehaviourId failing();                                    // what fails on all inputs

    Behaviours& behaviours() { return behaviours_; }
    const Behaviours& behaviours() const { return behaviours_; }
    rasp::Batch& batch() { return context_.batch; }
    const rasp::Batch& batch() const { return context_.batch; }
    std::size_t memory() const; // in bytes, about

private:
    struct Operation {
        rasp::Opcode opcode{};
        rasp::Comparison comparison{};
        rasp::Signature signature;
        BehaviourId constant = 0; // of one without arguments
    };

    const rasp::Column& column(std::size_t argument) const { return operands_[argument].column; }
    const rasp::Selector& selector(std::size_t argument) const {
        return operands_[argument].selector;
    }
    bool fits(rasp::Sort sort, BehaviourId argument) const;
    void load(std::size_t argument, BehaviourId id);
    BehaviourId constant(const rasp::Value& value);
    bool is_useless_failure(const IsUseless& is_useless);
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
    std::vector<Operation> operations_;
    std::unordered_map<std::string, std::optional<OperationId>> numbers_;
    std::vector<Operand> operands_;
    ValueBuffer result_;
    std::vector<std::uint8_t> failed_;
    BehaviourId input_;
    std::optional<BehaviourId> atom_;
};

} // namespace rasp_stitch::enumerator
