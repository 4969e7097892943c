#include "enumerator/behaviour/primitive_application.hpp"

#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"

#include <utility>

namespace rasp_stitch::enumerator {

using rasp::Opcode;

PrimitiveApplication::PrimitiveApplication(rasp::Batch batch)
    : evaluate_(std::move(batch)), behaviours_(evaluate_.batch()),
      input_(behaviours_.add(evaluate_.form().of_input())) {
    if (evaluate_.batch().atom()) {
        atom_ = behaviours_.add(evaluate_.atom());
    }
}

std::optional<OperationId> PrimitiveApplication::find(std::string_view name) {
    const auto [known, is_new] = numbers_.try_emplace(std::string(name));
    if (!is_new) {
        return known->second;
    }
    const rasp::Primitive* const primitive = rasp::find_primitive(name);
    Operation operation;
    BehaviourId constant = 0;
    if (primitive != nullptr && primitive->opcode != Opcode::constant) {
        operation = {.opcode = primitive->opcode,
                     .comparison = primitive->comparison,
                     .signature = primitive->signature};
        if (operation.opcode == Opcode::predicate) {
            constant = behaviours_.add(evaluate_.form().of_predicate(operation.comparison));
        } else if (operation.signature.arity == 0) {
            constant = behaviours_.add(evaluate_(operation, {}, behaviours_, never_useless));
        }
    } else if (const std::optional<rasp::Value> value = rasp::parse_literal(name)) {
        operation.opcode = Opcode::constant;
        constant = behaviours_.add(evaluate_.constant(*value));
    } else {
        return std::nullopt;
    }
    known->second = static_cast<OperationId>(operations_.size());
    operations_.push_back(operation);
    constants_.push_back(constant);
    return known->second;
}

bool PrimitiveApplication::is_commutative(OperationId operation) const {
    return rasp::is_commutative(operations_[operation].opcode);
}

std::size_t PrimitiveApplication::memory() const {
    const rasp::StringTable& strings = evaluate_.batch().strings();
    return evaluate_.memory() + behaviours_.memory() + strings.bytes() +
           strings.size() * (sizeof(std::string) + 32);
}

std::optional<BehaviourId> PrimitiveApplication::operator()(OperationId operation,
                                                            std::span<const BehaviourId> arguments,
                                                            const IsUseless& is_useless) {
    if (operations_[operation].signature.arity == 0) {
        return constants_[operation];
    }
    const std::span<const std::uint8_t> made =
        evaluate_(operations_[operation], arguments, behaviours_, is_useless);
    return made.empty() ? std::nullopt : std::optional(behaviours_.add(made));
}

} // namespace rasp_stitch::enumerator
