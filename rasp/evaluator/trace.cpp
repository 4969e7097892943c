#include "rasp/evaluator/trace.hpp"

#include "rasp/evaluator/evaluator.hpp"
#include "rasp/evaluator/expression.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/value_text.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t most_characters = 200; // of an expression
constexpr std::string_view indent = "    ";

} // namespace

TracedValues traced_values(const Bytecode& code, const Input& input, const Limits& limits) {
    const Bytecode kept = with_own_slots(code);
    Evaluator evaluator(Batch(std::array{input}), limits);
    evaluator.run(kept);
    TracedValues traced{.values = {}, .failure = evaluator.failures()[0]};
    const Expressions expressions(kept);
    // The last computed instruction is the one that failed, and has no value.
    const std::size_t count = evaluator.computed() - (traced.failure && evaluator.computed() > 0);
    std::vector<std::optional<std::size_t>> place_of(kept.instructions.size());
    for (std::size_t i = 0; i < count; ++i) {
        const Instruction& instruction = kept.instructions[i];
        if (instruction.opcode == Opcode::constant && i + 1 < count) {
            continue;
        }
        const auto value = static_cast<Register>(i);
        const Primitive* const primitive = primitive_of(instruction);
        TracedValue made{.expression = expressions.text(value, most_characters),
                         .operation = primitive == nullptr ? "" : primitive->name,
                         .from = {},
                         .value = evaluator.output_of(kept, value, 0)};
        for (std::size_t k = 0; k < instruction.operand_count; ++k) {
            if (const auto place = place_of[instruction.operands[k]]) {
                made.from.push_back(*place);
            }
        }
        place_of[i] = traced.values.size();
        traced.values.push_back(std::move(made));
    }
    return traced;
}

Trace trace(const Bytecode& code, const Input& input, const Limits& limits) {
    const TracedValues traced = traced_values(code, input, limits);
    Trace trace{.text = "", .failure = traced.failure};
    for (const TracedValue& value : traced.values) {
        trace.text += value.expression + "\n";
        trace.text += shown(value.value, input.tokens, indent);
    }
    return trace;
}

} // namespace rasp_stitch::rasp
