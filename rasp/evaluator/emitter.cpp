#include "rasp/evaluator/emitter.hpp"

#include "rasp/language/literal.hpp"
#include "support/hashing/hash.hpp"

#include <utility>

namespace rasp_stitch::rasp {

std::size_t Emitter::KeyHash::operator()(const Key& key) const {
    return hash_combine(hash_combine(0, key.first), key.others);
}

Register Emitter::emit(const Instruction& instruction) {
    const std::uint64_t operation = (static_cast<std::uint64_t>(instruction.opcode) << 8U) |
                                    static_cast<std::uint64_t>(instruction.comparison);
    const Key key{.first = (operation << 32U) |
                           (instruction.opcode == Opcode::constant ? instruction.constant
                                                                   : instruction.operands[0]),
                  .others =
                      (std::uint64_t{instruction.operands[1]} << 32U) | instruction.operands[2]};
    const auto [known, is_new] =
        registers_.try_emplace(key, static_cast<Register>(code_.instructions.size()));
    if (is_new) {
        code_.instructions.push_back(instruction);
    }
    return known->second;
}

Register Emitter::constant(const Value& value, lambda::TermId term) {
    const auto [known, is_new] = constants_.try_emplace(
        literal_name(value), static_cast<std::uint32_t>(code_.constants.size()));
    if (is_new) {
        code_.constants.push_back(value);
    }
    return emit({.opcode = Opcode::constant, .constant = known->second, .term = term});
}

Bytecode Emitter::finished(Register result, std::size_t arity) && {
    code_.arity = arity;
    finish(code_, result);
    return std::move(code_);
}

} // namespace rasp_stitch::rasp
