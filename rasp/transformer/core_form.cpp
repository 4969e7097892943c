#include "rasp/transformer/core_form.hpp"

#include "rasp/evaluator/emitter.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

class CoreForm {
public:
    Bytecode of(const Bytecode& code) {
        std::vector<Register> core(code.instructions.size());
        for (std::size_t i = 0; i < core.size(); ++i) {
            core[i] = written_out(code, i, core);
        }
        return std::move(emitter_).finished(core.back(), code.arity);
    }

private:
    Register written_out(const Bytecode& code, std::size_t i, const std::vector<Register>& core) {
        Instruction instruction = code.instructions[i];
        term_ = instruction.term;
        for (std::size_t k = 0; k < instruction.operand_count; ++k) {
            instruction.operands[k] = core[instruction.operands[k]];
        }
        switch (instruction.opcode) {
        case Opcode::constant:
            return emitter_.constant(code.constants[instruction.constant], term_);
        case Opcode::full:
            return full();
        case Opcode::length:
            return length();
        case Opcode::selector_width:
            return selector_width(instruction.operands[0]);
        default:
            return emitter_.emit(instruction);
        }
    }

    Register full() { return select(number(1), number(1)); }

    // One of n positions is the first, so the mean of `is_first` over all of them is 1 / n.
    Register length() {
        const Register mean = make(Opcode::aggregate, {full(), is_first()});
        return make(Opcode::round, {make(Opcode::div, {number(1), mean})});
    }

    // If w positions besides the first are selected, and the first one is added to them, then the
    // mean of `is_first` is 1 / (w + 1). A second head finds whether the first one was selected.
    Register selector_width(Register selector) {
        const Register first = select(make(Opcode::indices, {}), number(0));
        const Register with_first = make_selector(Opcode::selector_or, selector, first);
        const Register only_first = make_selector(Opcode::selector_and, selector, first);
        const Register mean = make(Opcode::aggregate, {with_first, is_first()});
        const Register others =
            make(Opcode::sub, {make(Opcode::div, {number(1), mean}), number(1)});
        const Register first_one = make(Opcode::aggregate, {only_first, number(1)});
        return make(Opcode::round, {make(Opcode::add, {others, first_one})});
    }

    Register is_first() {
        const Register indices = make(Opcode::indices, {});
        const Register equal = emit({.opcode = Opcode::compare,
                                     .comparison = Comparison::equal,
                                     .operand_count = 2,
                                     .operands = {indices, number(0)}});
        return make(Opcode::indicator, {equal});
    }

    Register number(std::int64_t value) { return emitter_.constant(Value(value), term_); }

    Register select(Register keys, Register queries) {
        return emit({.opcode = Opcode::select,
                     .comparison = Comparison::equal,
                     .operand_count = 2,
                     .makes_selector = true,
                     .operands = {keys, queries}});
    }

    Register make_selector(Opcode opcode, Register a, Register b) {
        return emit(
            {.opcode = opcode, .operand_count = 2, .makes_selector = true, .operands = {a, b}});
    }

    Register make(Opcode opcode, std::initializer_list<Register> operands) {
        Instruction instruction{.opcode = opcode,
                                .operand_count = static_cast<std::uint8_t>(operands.size())};
        std::ranges::copy(operands, instruction.operands.begin());
        return emit(instruction);
    }

    Register emit(Instruction instruction) {
        instruction.term = term_;
        return emitter_.emit(instruction);
    }

    Emitter emitter_;
    lambda::TermId term_{}; // of the instruction that is being written out
};

} // namespace

Bytecode core_form(const Bytecode& code) {
    return CoreForm().of(code);
}

} // namespace rasp_stitch::rasp
