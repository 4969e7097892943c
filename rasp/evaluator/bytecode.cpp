#include "rasp/evaluator/bytecode.hpp"

#include "rasp/language/moved_values.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

// Returns whether the instruction writes its result, which otherwise is the batch's own.
bool needs_slot(Opcode opcode) {
    switch (opcode) {
    case Opcode::tokens:
    case Opcode::indices:
    case Opcode::length:
    case Opcode::full:
    case Opcode::atom:
        return false;
    default:
        return true;
    }
}

// Returns whether the result may be a view of an operand, which must then live as long.
bool may_share(Opcode opcode) {
    return opcode == Opcode::round || opcode == Opcode::choose || opcode == Opcode::choose_lazy;
}

void keep_needed(Bytecode& code, Register result) {
    std::vector<bool> is_needed(code.instructions.size(), false);
    is_needed[result] = true;
    for (std::size_t i = result + std::size_t{1}; i-- > 0;) {
        const Instruction& instruction = code.instructions[i];
        for (std::size_t k = 0; is_needed[i] && k < instruction.operand_count; ++k) {
            is_needed[instruction.operands[k]] = true;
        }
    }
    std::vector<Register> renamed(code.instructions.size());
    std::size_t kept = 0;
    for (std::size_t i = 0; i <= result; ++i) {
        if (is_needed[i]) {
            Instruction instruction = code.instructions[i];
            for (std::size_t k = 0; k < instruction.operand_count; ++k) {
                instruction.operands[k] = renamed[instruction.operands[k]];
            }
            renamed[i] = static_cast<Register>(kept);
            code.instructions[kept++] = instruction;
        }
    }
    code.instructions.resize(kept);
}

// Returns for each register the last instruction that may read its memory.
std::vector<std::size_t> last_uses(const Bytecode& code) {
    std::vector<std::size_t> last(code.instructions.size());
    for (std::size_t i = 0; i < last.size(); ++i) {
        last[i] = i;
    }
    last.back() = last.size(); // the result is read after the run
    for (std::size_t i = last.size(); i-- > 0;) {
        const Instruction& instruction = code.instructions[i];
        for (std::size_t k = 0; k < instruction.operand_count; ++k) {
            std::size_t& use = last[instruction.operands[k]];
            use = std::max(use, may_share(instruction.opcode) ? last[i] : i);
        }
    }
    return last;
}

// Slots of columns or of selectors. The slot that was given back last is taken first.
class Slots {
public:
    std::uint32_t take() {
        if (free_.empty()) {
            return count_++;
        }
        const std::uint32_t slot = free_.back();
        free_.pop_back();
        return slot;
    }
    void give_back(std::uint32_t slot) { free_.push_back(slot); }
    std::uint32_t count() const { return count_; }

private:
    std::vector<std::uint32_t> free_;
    std::uint32_t count_ = 0;
};

// Returns whether what fails at a position of an operand fails there in the result, too.
bool keeps_positions(const Instruction& instruction) {
    return !moves_values(instruction.opcode) && !instruction.makes_selector;
}

// Marks what is only used in branches of choose_lazy, or elementwise in what is.
void mark_guarded(Bytecode& code) {
    for (Instruction& instruction : code.instructions) {
        instruction.guarded = true;
    }
    code.instructions.back().guarded = false;
    for (std::size_t i = code.instructions.size(); i-- > 0;) {
        const Instruction& instruction = code.instructions[i];
        const bool passes_on = instruction.guarded && keeps_positions(instruction);
        for (std::size_t k = 0; k < instruction.operand_count; ++k) {
            const bool is_branch = instruction.opcode == Opcode::choose_lazy && k > 0;
            Instruction& operand = code.instructions[instruction.operands[k]];
            operand.guarded = operand.guarded && (is_branch || passes_on);
        }
    }
}

void give_slots(Bytecode& code) {
    const std::vector<std::size_t> last = last_uses(code);
    // By instruction, the registers that it is the last one to use.
    std::vector<std::vector<Register>> ending(code.instructions.size() + 1);
    for (std::size_t i = 0; i < last.size(); ++i) {
        ending[last[i]].push_back(static_cast<Register>(i));
    }
    Slots columns;
    Slots selectors;
    for (std::size_t i = 0; i < code.instructions.size(); ++i) {
        Instruction& instruction = code.instructions[i];
        if (needs_slot(instruction.opcode)) {
            instruction.slot = instruction.makes_selector ? selectors.take() : columns.take();
        }
        for (const Register done : ending[i]) {
            const Instruction& ended = code.instructions[done];
            if (ended.slot != no_slot) {
                (ended.makes_selector ? selectors : columns).give_back(ended.slot);
            }
        }
    }
    code.column_slots = columns.count();
    code.selector_slots = selectors.count();
}

} // namespace

void finish(Bytecode& code, Register result) {
    keep_needed(code, result);
    mark_guarded(code);
    give_slots(code);
}

Bytecode with_own_slots(Bytecode code) {
    code.column_slots = 0;
    code.selector_slots = 0;
    for (Instruction& instruction : code.instructions) {
        if (instruction.slot != no_slot) {
            instruction.slot =
                instruction.makes_selector ? code.selector_slots++ : code.column_slots++;
        }
    }
    return code;
}

} // namespace rasp_stitch::rasp
