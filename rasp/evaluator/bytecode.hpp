#pragma once

// A compiled program: instructions without jumps, each the only one that writes its register.
//
//     indices         -> r0, without a slot: the batch has the column
//     add r0 r0       -> r1, column slot 0
//     select r0 r1 =  -> r2, selector slot 0
//     aggregate r2 r0 -> r3, column slot 1
//
// A register is the index of its instruction. A slot is memory for a column or a selector, which is
// used again as soon as no instruction will read the register that it holds.

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

// The slot of an instruction whose result is a view of memory that exists already.
constexpr std::uint32_t no_slot = UINT32_MAX;

struct Instruction {
    Opcode opcode{};
    Comparison comparison{};        // of compare and select
    std::uint8_t operand_count = 0; // number of registers in `operands`
    bool makes_selector = false;
    bool guarded = false; // its failures count only where a choose_lazy chooses it
    std::array<Register, most_arguments> operands{};
    std::uint32_t constant = 0; // of Opcode::constant: the index of its value
    std::uint32_t slot = no_slot;
    lambda::TermId term{}; // the first sub-term of the program that it was made for
};

struct Bytecode {
    std::vector<Instruction> instructions; // the last one computes the result
    std::vector<Value> constants;
    std::uint32_t column_slots = 0;
    std::uint32_t selector_slots = 0;
    std::size_t arity = 1; // 2 if the program takes an atom besides the input

    bool gives_selector() const { return instructions.back().makes_selector; }
};

// Removes the instructions that the result does not need and assigns slots to the others.
void finish(Bytecode& code, Register result);

// Returns the code with a slot of its own for each instruction that has one, so that at the end of
// a run the results of all instructions are still there.
Bytecode with_own_slots(Bytecode code);

} // namespace rasp_stitch::rasp
