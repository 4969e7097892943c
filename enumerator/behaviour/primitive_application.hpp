#pragma once

// Applies primitives to behaviours.
//
//     PrimitiveApplication apply(std::move(batch));
//     const OperationId add = *apply.find("add");
//     const OperationId one = *apply.find("one");
//     const BehaviourId ones = *apply(one, {}, never_useless);
//     const BehaviourId sum = *apply(add, std::array{ones, ones}, never_useless);

#include "enumerator/behaviour/behaviours.hpp"
#include "enumerator/behaviour/primitive_evaluation.hpp"
#include "rasp/kernels/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

// A primitive or a literal of RASP.
using OperationId = std::uint32_t;

class PrimitiveApplication {
public:
    // No input of the batch may be empty.
    explicit PrimitiveApplication(rasp::Batch batch);

    // Returns the operation of this canonical name; nullopt if there is none. Throws InputError as
    // rasp::parse_literal does.
    std::optional<OperationId> find(std::string_view name);

    // See PrimitiveEvaluation::keep_positions.
    void keep_positions() { evaluate_.keep_positions(); }

    // Returns the number of arguments of the operation.
    std::size_t arity(OperationId operation) const {
        return operations_[operation].signature.arity;
    }

    const Operation& operation(OperationId id) const { return operations_[id]; }

    // Returns whether exchanging the two arguments never changes the result.
    bool is_commutative(OperationId operation) const;

    // Returns the behaviour of the operation on as many arguments as it takes; nullopt if that is
    // useless. An argument of a sort that the operation does not take makes it fail on all inputs.
    std::optional<BehaviourId> operator()(OperationId operation,
                                          std::span<const BehaviourId> arguments,
                                          const IsUseless& is_useless);

    BehaviourId add_open(lambda::TermId term) {
        return behaviours_.add(evaluate_.form().of_open(term));
    }
    BehaviourId input() const { return input_; }
    std::optional<BehaviourId> atom() const { return atom_; } // nullopt if the inputs have none

    // Returns the behaviour that fails on all inputs.
    BehaviourId failing() { return behaviours_.add(evaluate_.failing()); }

    const Behaviours& behaviours() const { return behaviours_; }
    rasp::Batch& batch() { return evaluate_.batch(); }
    std::size_t memory() const; // approximate, in bytes

private:
    PrimitiveEvaluation evaluate_;
    Behaviours behaviours_;
    std::vector<Operation> operations_;
    std::vector<BehaviourId> constants_; // by operation, for those without arguments
    std::unordered_map<std::string, std::optional<OperationId>> numbers_;
    BehaviourId input_;
    std::optional<BehaviourId> atom_;
};

} // namespace rasp_stitch::enumerator
