#pragma once

// Primitives applied to behaviours.
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
    // The batch has no empty inputs.
    explicit PrimitiveApplication(rasp::Batch batch);

    // The operation of this canonical name; nothing where there is none. InputError as of
    // rasp/language/literal.hpp.
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

    BehaviourId add_open(lambda::TermId term) {
        return behaviours_.add(evaluate_.form().of_open(term));
    }
    BehaviourId input() const { return input_; }
    std::optional<BehaviourId> atom() const { return atom_; } // where the inputs have one
    BehaviourId failing() { return behaviours_.add(evaluate_.failing()); } // on all inputs

    const Behaviours& behaviours() const { return behaviours_; }
    rasp::Batch& batch() { return evaluate_.batch(); }
    std::size_t memory() const; // in bytes, about

private:
    PrimitiveEvaluation evaluate_;
    Behaviours behaviours_;
    std::vector<Operation> operations_;
    std::vector<BehaviourId> constants_; // by operation, of those without arguments
    std::unordered_map<std::string, std::optional<OperationId>> numbers_;
    BehaviourId input_;
    std::optional<BehaviourId> atom_;
};

} // namespace rasp_stitch::enumerator
