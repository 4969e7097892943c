#pragma once

// Compiled programs as people read them.
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

    // A name is given only where it was set.
    const std::string& name_of(Register value) const { return names_[value]; }

    // What the register holds, by canonical names, `$0` or `$1` being the input. Ends with "..."
    // soon after `most_characters`: shared values are written each time, so it could be very long.
    std::string text(Register value, std::size_t most_characters = 1000) const;

    // The name of a register, or its text where it has none.
    std::string name_or_text(Register value) const;

private:
    const Bytecode* code_;
    std::vector<std::string> names_; // by register; empty: none
};

// The primitive of an instruction; of a constant there is none (a null pointer).
const Primitive* primitive_of(const Instruction& instruction);

} // namespace rasp_stitch::rasp
