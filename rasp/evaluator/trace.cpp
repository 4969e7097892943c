#include "rasp/evaluator/trace.hpp"

#include "rasp/evaluator/evaluator.hpp"
#include "rasp/evaluator/expression.hpp"
#include "rasp/language/value_text.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t most_characters = 200; // of an expression
constexpr std::string_view indent = "    ";

} // namespace

Trace trace(const Bytecode& code, const Input& input, const Limits& limits) {
    const Bytecode kept = with_own_slots(code);
    Evaluator evaluator(Batch(std::array{input}), limits);
    evaluator.run(kept);
    Trace trace{.text = "", .failure = evaluator.failures()[0]};
    const Expressions expressions(kept);
    // The last computed instruction is the one that failed, and has no value.
    const std::size_t count = evaluator.computed() - (trace.failure && evaluator.computed() > 0);
    for (std::size_t i = 0; i < count; ++i) {
        if (kept.instructions[i].opcode == Opcode::constant && i + 1 < count) {
            continue;
        }
        const auto value = static_cast<Register>(i);
        trace.text += expressions.text(value, most_characters) + "\n";
        trace.text += shown(evaluator.output_of(kept, value, 0), input.tokens, indent);
    }
    return trace;
}

} // namespace rasp_stitch::rasp
