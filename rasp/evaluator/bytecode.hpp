#pragma once

// A program compiled: instructions without jumps, each the only one that writes its register.
//
//     indices        -> r0, no slot: the batch has it
//     add r0 r0      -> r1, column slot 0
//     select r0 r1 = -> r2, selector slot 0
//     aggregate r2 r0 -> r3, column slot 1
//
// A register is the index of its instruction. Slots are memory, used again once nothing reads the
// register that they hold.

#include "lambda/terms/term_store.hpp"
#include "rasp/language/opcode.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::rasp {

using Register = std::uint32_t;

// Of instructions whose result is a view of what is there already.
constexpr std::uint32_t no_slot = UINT32_MAX;

struct Instruction {
    Opcode opcode{};
    Comparison comparison{};        // of compare and select
    std::uint8_t operand_count = 0; // registers
    bool makes_selector = false;
    std::array<Register, most_arguments> operands{};
    std::uint32_t constant = 0; // index of the value, of Opcode::constant
    std::uint32_t slot = no_slot;
    lambda::TermId term{}; // where it comes from, the first place if several
};

struct Bytecode {
    std::vector<Instruction> instructions; // the last gives the result
    std::vector<Value> constants;
    std::uint32_t column_slots = 0;
    std::uint32_t selector_slots = 0;
    std::size_t arity = 1; // 2 where the program takes an atom besides the input

    bool gives_selector() const { return instructions.back().makes_selector; }
};

// Drops what the result does not need and gives out slots.
void finish(Bytecode& code, Register result);

// The code with memory of its own for each instruction, so that all results are there at the end.
Bytecode with_own_slots(Bytecode code);

} // namespace rasp_stitch::rasp
