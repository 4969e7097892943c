#include "rasp/transformer/architecture_names.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <vector>

namespace rasp_stitch::rasp {

Expressions named_values(const Architecture& architecture) {
    Expressions expressions(architecture.code);
    std::size_t heads = 0;
    std::size_t elementwise = 0;
    const auto name_elementwise = [&](const std::vector<Register>& values) {
        for (const Register value : values) {
            expressions.name(value, fmt::format("x{}", ++elementwise));
        }
    };
    name_elementwise(architecture.embedding);
    for (const Layer& layer : architecture.layers) {
        for (const AttentionHead& head : layer.heads) {
            for (const Register aggregate : head.aggregates) {
                expressions.name(aggregate, fmt::format("h{}", ++heads));
            }
        }
        name_elementwise(layer.elementwise);
    }
    return expressions;
}

std::string aggregation_text(const Architecture& architecture, const Expressions& expressions,
                             Register value) {
    const Instruction& instruction = architecture.code.instructions[value];
    const std::string of = expressions.name_or_text(instruction.operands[1]);
    if (instruction.opcode == Opcode::aggregate) {
        return fmt::format("(aggregate {})", of);
    }
    return fmt::format("(aggregate {}), or {} where nothing is selected", of,
                       expressions.name_or_text(instruction.operands[2]));
}

} // namespace rasp_stitch::rasp
