#pragma once

// Writes the registers of a compiled program as expressions.
//
//     Expressions expressions(code);
//     expressions.text(4)      // "(sub (length $0) (indices $0))"
//     expressions.name(2, "n") // from now on, register 2 is written as n where others use it
//     expressions.text(4)      // "(sub n (indices $0))"

#include "rasp/evaluator/bytecode.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

class Expressions {
public:
    // The code must outlive the object.
    explicit Expressions(const Bytecode& code) : code_(&code), names_(code.instructions.size()) {}

    void name(Register value, std::string name) { names_[value] = std::move(name); }

    // Returns the name that was set; empty if there is none.
    const std::string& name_of(Register value) const { return names_[value]; }

    // Returns what the register holds, with canonical names; the input is `$0`, or `$1` if there is
    // an atom. The text ends with "..." soon after `most_characters`, since a shared value is
    // written out wherever it is used.
    std::string text(Register value, std::size_t most_characters = 1000) const;

    // Returns the name of a register, or its text if it has none.
    std::string name_or_text(Register value) const;

private:
    const Bytecode* code_;
    std::vector<std::string> names_; // by register
};

// Returns the primitive of an instruction; a null pointer for constants and the atom.
const Primitive* primitive_of(const Instruction& instruction);

} // namespace rasp_stitch::rasp
