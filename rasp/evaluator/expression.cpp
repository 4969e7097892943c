#include "rasp/evaluator/expression.hpp"

#include "rasp/language/literal.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace rasp_stitch::rasp {

const Primitive* primitive_of(const Instruction& instruction) {
    const auto found =
        std::ranges::find_if(primitives(), [&instruction](const Primitive& primitive) {
            return primitive.opcode == instruction.opcode &&
                   (instruction.opcode != Opcode::compare ||
                    primitive.comparison == instruction.comparison);
        });
    const bool is_one = found != primitives().end() && instruction.opcode != Opcode::constant &&
                        instruction.opcode != Opcode::atom;
    return is_one ? &*found : nullptr;
}

namespace {

// Encloses the operands of an instruction in print.
struct Brackets {
    std::string begin;
    std::string end;
};

Brackets brackets_of(const Bytecode& code, const Instruction& instruction) {
    switch (instruction.opcode) {
    case Opcode::constant:
        return {literal_name(code.constants[instruction.constant]), ""};
    case Opcode::atom:
        return {"$0", ""};
    case Opcode::full:
        return {"full", ""};
    default:
        break;
    }
    const Primitive* const primitive = primitive_of(instruction);
    Brackets brackets{"(" + std::string(primitive->name), ")"};
    if (primitive->signature.arguments[0] == Sort::input) {
        brackets.end = code.arity == 2 ? " $1)" : " $0)";
    } else if (instruction.opcode == Opcode::select) {
        brackets.end = " " + std::string(predicate_of(instruction.comparison).name) + ")";
    }
    return brackets;
}

} // namespace

std::string Expressions::text(Register root, std::size_t most_characters) const {
    // A piece that is still to be written: a register, or the end of an instruction.
    struct Piece {
        std::optional<Register> value;
        std::string text = {};
    };
    std::string out;
    std::vector<Piece> pending{{root}};
    bool is_root = true;
    while (!pending.empty()) {
        if (out.size() > most_characters) {
            return out + "...";
        }
        const Piece piece = std::move(pending.back());
        pending.pop_back();
        if (!piece.value) {
            out += piece.text;
            continue;
        }
        if (!is_root) {
            out += ' ';
        }
        if (!is_root && !names_[*piece.value].empty()) {
            out += names_[*piece.value];
            continue;
        }
        is_root = false;
        const Instruction& instruction = code_->instructions[*piece.value];
        Brackets brackets = brackets_of(*code_, instruction);
        out += brackets.begin;
        pending.push_back({std::nullopt, std::move(brackets.end)});
        for (std::size_t k = instruction.operand_count; k > 0; --k) {
            pending.push_back({instruction.operands[k - 1]});
        }
    }
    return out;
}

std::string Expressions::name_or_text(Register value) const {
    return names_[value].empty() ? text(value) : names_[value];
}

} // namespace rasp_stitch::rasp
