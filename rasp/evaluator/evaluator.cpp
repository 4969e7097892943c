#include "rasp/evaluator/evaluator.hpp"

#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"

#include <optional>
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

// Instructions that look at pairs of a query and a key.
bool looks_at_pairs(Opcode opcode) {
    return opcode == Opcode::select || opcode == Opcode::aggregate ||
           opcode == Opcode::aggregate_default;
}

Value value_at(const Batch& batch, const Column& column, std::size_t position) {
    const std::size_t at = column.at(position);
    switch (column.kind()) {
    case Kind::boolean:
        return column.flags[at] != 0;
    case Kind::string:
        return batch.strings().text(column.strings[at]);
    case Kind::number:
        break;
    }
    const Number number = number_at(column, at);
    return number.is_int ? Value(number.i) : Value(number.d);
}

} // namespace

void Workspace::prepare(const Bytecode& code, const Batch& batch) {
    // A constant takes one element, even where there are no positions.
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

Cost cost_of(const Bytecode& code, const Batch& batch) {
    std::uint64_t pairs = 0;
    for (const Extent& extent : batch.extents()) {
        pairs += extent.length * extent.length;
    }
    std::uint64_t looking = 0;
    for (const Instruction& instruction : code.instructions) {
        looking += looks_at_pairs(instruction.opcode) ? 1U : 0U;
    }
    std::uint64_t passing = 0; // over the words of selectors
    for (const Instruction& instruction : code.instructions) {
        const bool passes =
            instruction.makes_selector || instruction.opcode == Opcode::selector_width;
        passing += passes ? 1U : 0U;
    }
    return {.steps = code.instructions.size() * (batch.positions() + 1) + looking * pairs +
                     passing * batch.matrix_words(),
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
    const Cost cost = cost_of(code, batch);
    if (cost.steps > limits_.run_steps || cost.memory > limits_.memory) {
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
    for (; computed_ < code.instructions.size() && !context_.failures.has_all(); ++computed_) {
        context_.term = code.instructions[computed_].term;
        registers_[computed_] = execute(code.instructions[computed_], code);
    }
}

Column Evaluator::constant(const Value& value, const ColumnBuffer& out) {
    Form form = Form::ints;
    if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
        out.ints[0] = *whole;
    } else if (const auto* const number = std::get_if<double>(&value)) {
        form = Form::floats;
        out.floats[0] = *number;
    } else if (const auto* const truth = std::get_if<bool>(&value)) {
        form = Form::booleans;
        out.flags[0] = *truth ? 1 : 0;
    } else {
        form = Form::strings;
        out.strings[0] = context_.batch.strings().intern(std::get<std::string>(value));
    }
    return view_of(out, form, true);
}

Datum Evaluator::execute(const Instruction& instruction, const Bytecode& code) {
    const auto column = [&](std::size_t operand) -> const Column& {
        return registers_[instruction.operands[operand]].column;
    };
    const auto selector = [&](std::size_t operand) -> const Selector& {
        return registers_[instruction.operands[operand]].selector;
    };
    const Batch& batch = context_.batch;
    const bool has_slot = instruction.slot != no_slot;
    const ColumnBuffer out = has_slot && !instruction.makes_selector
                                 ? workspace_.column(instruction.slot)
                                 : ColumnBuffer{};
    std::uint64_t* const words =
        has_slot && instruction.makes_selector ? workspace_.selector(instruction.slot) : nullptr;
    switch (instruction.opcode) {
    case Opcode::tokens:
        return {.column = batch.tokens()};
    case Opcode::indices:
        return {.column = batch.indices()};
    case Opcode::length:
        return {.column = batch.length()};
    case Opcode::atom:
        return {.column = *batch.atom()};
    case Opcode::constant:
        return {.column = constant(code.constants[instruction.constant], out)};
    case Opcode::full:
        return {.selector = batch.full()};
    case Opcode::select:
        return {.selector = select(context_, column(0), column(1), instruction.comparison, words)};
    case Opcode::selector_and:
    case Opcode::selector_or:
        return {.selector = combine(context_, instruction.opcode, selector(0), selector(1), words)};
    case Opcode::selector_not:
        return {.selector = invert(context_, selector(0), words)};
    case Opcode::aggregate:
        return {.column = aggregate(context_, selector(0), column(1), std::nullopt, out)};
    case Opcode::aggregate_default:
        return {.column = aggregate(context_, selector(0), column(1), column(2), out)};
    case Opcode::selector_width:
        return {.column = selector_width(context_, selector(0), out)};
    case Opcode::add:
    case Opcode::sub:
    case Opcode::mul:
    case Opcode::div:
    case Opcode::mod:
    case Opcode::pow:
        return {.column = arithmetic(context_, instruction.opcode, column(0), column(1), out)};
    case Opcode::neg:
        return {.column = negate(context_, column(0), out)};
    case Opcode::round:
        return {.column = round(context_, column(0), out)};
    case Opcode::indicator:
        return {.column = indicator(context_, column(0), out)};
    case Opcode::compare:
        return {.column = compare(context_, instruction.comparison, column(0), column(1), out)};
    case Opcode::logical_and:
    case Opcode::logical_or:
        return {.column = logical(context_, instruction.opcode, column(0), column(1), out)};
    case Opcode::logical_not:
        return {.column = logical_not(context_, column(0), out)};
    case Opcode::choose:
        return {.column = choose(context_, column(0), column(1), column(2), out)};
    case Opcode::concat:
        return {.column = concat(context_, column(0), column(1), out)};
    case Opcode::parse_int:
        return {.column = parse_int(context_, column(0), out)};
    case Opcode::predicate:
        break; // never an instruction of its own
    }
    return {};
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
