#pragma once

// Collects the instructions of a program, each distinct one once.
//
//     Emitter emitter;
//     const Register zero = emitter.constant(Value(0), term);
//     emitter.emit({.opcode = Opcode::add, .operand_count = 2, .operands = {zero, zero}});

#include "rasp/evaluator/bytecode.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace rasp_stitch::rasp {

class Emitter {
public:
    // Returns the register of the instruction, which may have been emitted before: two are the same
    // if opcode, comparison and operands are.
    Register emit(const Instruction& instruction);
    Register constant(const Value& value, lambda::TermId term);

    // Returns the code that computes the register, after finish() (rasp/evaluator/bytecode.hpp).
    Bytecode finished(Register result, std::size_t arity) &&;

private:
    struct Key {
        std::uint64_t first = 0; // opcode, comparison, first operand
        std::uint64_t others = 0;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };

    Bytecode code_;
    std::unordered_map<Key, Register, KeyHash> registers_;
    std::unordered_map<std::string, std::uint32_t> constants_; // by canonical name
};

} // namespace rasp_stitch::rasp
