#include "rasp/evaluator/evaluator.hpp"

#include "rasp/kernels/apply_kernel.hpp"
#include "rasp/kernels/column_access.hpp"

#include <utility>

namespace rasp_stitch::rasp {

namespace {

template <class T>
void grow(std::vector<T>& memory, std::size_t size) {
    if (memory.size() < size) {
        memory.resize(size);
    }
}

constexpr std::size_t position_bytes =
    sizeof(std::int64_t) + sizeof(double) + sizeof(std::uint8_t) + sizeof(std::uint32_t);

// Returns whether an instruction takes a step for each pair of a query and a key.
bool looks_at_pairs(Opcode opcode) {
    return opcode == Opcode::select || opcode == Opcode::aggregate ||
           opcode == Opcode::aggregate_default || opcode == Opcode::aggregate_max ||
           opcode == Opcode::aggregate_min;
}

Value value_at(const Batch& batch, const Column& column, std::size_t position) {
    const std::size_t at = column.at(position);
    switch (column.kind()) {
    case ValueKind::boolean:
        return column.flags[at] != 0;
    case ValueKind::string:
        return batch.strings().text(column.strings[at]);
    case ValueKind::number:
        break;
    }
    const Number number = number_at(column, at);
    return number.is_int ? Value(number.i) : Value(number.d);
}

} // namespace

void Workspace::prepare(const Bytecode& code, const Batch& batch) {
    // A constant takes one element, even if the batch has no positions.
    positions_ = batch.positions() + 1;
    matrix_words_ = batch.matrix_words() + 1;
    const std::size_t elements = code.column_slots * positions_;
    grow(ints_, elements);
    grow(floats_, elements);
    grow(flags_, elements);
    grow(strings_, elements);
    grow(words_, code.selector_slots * matrix_words_);
}

ColumnBuffer Workspace::column(std::uint32_t slot) {
    const std::size_t first = slot * positions_;
    return {.ints = ints_.data() + first,
            .floats = floats_.data() + first,
            .flags = flags_.data() + first,
            .strings = strings_.data() + first};
}

RunNeeds needs_of(const Bytecode& code, const Batch& batch) {
    std::uint64_t pairs = 0;
    for (const Extent& extent : batch.extents()) {
        pairs += extent.length * extent.length;
    }
    std::uint64_t over_pairs = 0; // number of instructions
    for (const Instruction& instruction : code.instructions) {
        over_pairs += looks_at_pairs(instruction.opcode) ? 1U : 0U;
    }
    std::uint64_t over_words = 0; // number of instructions that go over the words of selectors
    for (const Instruction& instruction : code.instructions) {
        const bool goes_over_words =
            instruction.makes_selector || instruction.opcode == Opcode::selector_width;
        over_words += goes_over_words ? 1U : 0U;
    }
    return {.steps = code.instructions.size() * (batch.positions() + 1) + over_pairs * pairs +
                     over_words * batch.matrix_words(),
            .memory = std::uint64_t{code.column_slots} * (batch.positions() + 1) * position_bytes +
                      std::uint64_t{code.selector_slots} * (batch.matrix_words() + 1) *
                          sizeof(std::uint64_t)};
}

Evaluator::Evaluator(Batch batch, const Limits& limits)
    : limits_(limits), context_{.batch = std::move(batch),
                                .most_string_bytes = limits.string_bytes} {}

void Evaluator::run(const Bytecode& code) {
    Batch& batch = context_.batch;
    context_.reset();
    batch.strings().truncate(batch.kept_strings());
    context_.term = code.instructions.back().term;
    gives_selector_ = code.gives_selector();
    computed_ = 0;
    const RunNeeds needs = needs_of(code, batch);
    if (needs.steps > limits_.run_steps || needs.memory > limits_.memory) {
        context_.fail_all(FailureClass::limit);
        return;
    }
    if ((code.arity == 2) != batch.atom().has_value()) {
        context_.fail_all(FailureClass::arity);
        return;
    }
    for (std::size_t input = 0; input < batch.extents().size(); ++input) {
        if (batch.extents()[input].length == 0) {
            context_.fail_input(input, 0, FailureClass::empty_input);
        }
    }
    for (const Value& value : code.constants) {
        if (const auto* const text = std::get_if<std::string>(&value)) {
            batch.keep_string(*text);
        }
    }
    workspace_.prepare(code, batch);
    grow(registers_, code.instructions.size());
    registers_.resize(code.instructions.size());
    guarded_.clear();
    for (; computed_ < code.instructions.size() && !context_.failures.has_all(); ++computed_) {
        context_.term = code.instructions[computed_].term;
        registers_[computed_] = execute_guarded(code.instructions[computed_], code);
    }
}

// What fails in a branch of choose_lazy is noted by position, and passed on from operand to result,
// until something is chosen.
Datum Evaluator::execute_guarded(const Instruction& instruction, const Bytecode& code) {
    const bool chooses = instruction.opcode == Opcode::choose_lazy;
    if (!instruction.guarded && !chooses) {
        return execute(instruction, code);
    }
    PositionFailures failures(context_.batch.positions());
    const auto take = [&](Register from, auto is_wanted) {
        const auto known = guarded_.find(from);
        for (std::size_t i = 0; known != guarded_.end() && i < failures.size(); ++i) {
            if (!failures[i] && is_wanted(i)) {
                failures[i] = known->second[i];
            }
        }
    };
    for (std::size_t k = 0; k < instruction.operand_count; ++k) {
        const Column condition = registers_[instruction.operands[0]].column;
        take(instruction.operands[k], [&](std::size_t i) {
            return !chooses || k == 0 || (condition.flags[condition.at(i)] != 0) == (k == 1);
        });
    }
    context_.guarded = &failures;
    const Datum result = execute(instruction, code);
    context_.guarded = nullptr;
    if (instruction.guarded) {
        guarded_.insert_or_assign(static_cast<Register>(computed_), std::move(failures));
        return result;
    }
    for (std::size_t i = 0; i < failures.size(); ++i) {
        if (failures[i]) {
            context_.failures.add(context_.batch.input_at(i), failures[i]);
        }
    }
    return result;
}

Datum Evaluator::execute(const Instruction& instruction, const Bytecode& code) {
    const std::uint32_t slot = instruction.slot;
    if (instruction.opcode == Opcode::constant) {
        return {.column = constant_column(context_.batch, code.constants[instruction.constant],
                                          workspace_.column(slot))};
    }
    KernelOperands operands;
    for (std::size_t i = 0; i < instruction.operand_count; ++i) {
        operands.columns[i] = &registers_[instruction.operands[i]].column;
        operands.selectors[i] = &registers_[instruction.operands[i]].selector;
    }
    if (instruction.makes_selector) {
        std::uint64_t* const out = slot != no_slot ? workspace_.selector(slot) : nullptr;
        return {.selector = selector_of(context_, instruction.opcode, instruction.comparison,
                                        operands, out)};
    }
    const ColumnBuffer out = slot != no_slot ? workspace_.column(slot) : ColumnBuffer{};
    return {.column =
                column_of(context_, instruction.opcode, instruction.comparison, operands, out)};
}

Output Evaluator::output(std::size_t input) const {
    return output_of(result(), gives_selector_, input);
}

Output Evaluator::output_of(const Bytecode& code, Register value, std::size_t input) const {
    return output_of(registers_[value], code.instructions[value].makes_selector, input);
}

Output Evaluator::output_of(const Datum& datum, bool is_selector, std::size_t input) const {
    const Batch& batch = context_.batch;
    const Extent& extent = batch.extents()[input];
    if (!is_selector) {
        Sequence sequence;
        sequence.reserve(extent.length);
        for (std::size_t i = 0; i < extent.length; ++i) {
            sequence.push_back(value_at(batch, datum.column, extent.offset + i));
        }
        return sequence;
    }
    const Selector& selector = datum.selector;
    Matrix matrix(extent.length, std::vector<bool>(extent.length));
    for (std::size_t query = 0; query < extent.length; ++query) {
        const std::uint64_t* const row = selector.words + extent.row_of(selector.uniform, query);
        for (std::size_t key = 0; key < extent.length; ++key) {
            matrix[query][key] = ((row[key / word_bits] >> (key % word_bits)) & 1U) != 0;
        }
    }
    return matrix;
}

} // namespace rasp_stitch::rasp
