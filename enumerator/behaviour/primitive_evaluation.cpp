#include "enumerator/behaviour/primitive_evaluation.hpp"

#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator {

using rasp::Column;
using rasp::Opcode;
using rasp::Selector;
using rasp::Sort;

namespace {

// Unpacked arguments are remembered, of each argument so many, in so many bytes.
constexpr std::size_t most_operands = 32;
constexpr std::size_t most_operand_bytes = std::size_t{1} << 21U;

bool fits(Sort sort, BehaviourSort argument) {
    switch (argument) {
    case BehaviourSort::input:
        return sort == Sort::input;
    case BehaviourSort::predicate:
        return sort == Sort::predicate;
    case BehaviourSort::sequence:
        return sort == Sort::sequence;
    case BehaviourSort::selector:
        return sort == Sort::selector;
    case BehaviourSort::open:
        return false;
    }
    return false;
}

} // namespace

PrimitiveEvaluation::PrimitiveEvaluation(rasp::Batch batch)
    : context_{.batch = std::move(batch)}, result_(context_.batch), form_(context_.batch) {
    context_.reset();
    const std::size_t bytes = ValueBuffer::memory(context_.batch) + 1;
    operands_each_ = std::clamp<std::size_t>(most_operand_bytes / bytes, 1, most_operands);
    for (std::size_t i = 0; i < operands_each_ * rasp::most_arguments; ++i) {
        operands_.push_back({.buffer = ValueBuffer(context_.batch)});
    }
}

std::size_t PrimitiveEvaluation::memory() const {
    return operands_.size() * ValueBuffer::memory(context_.batch);
}

std::span<const std::uint8_t> PrimitiveEvaluation::constant(const rasp::Value& value) {
    const rasp::ColumnBuffer out = result_.column();
    rasp::Form form = rasp::Form::ints;
    if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
        out.ints[0] = *whole;
    } else if (const auto* const number = std::get_if<double>(&value)) {
        form = rasp::Form::floats;
        out.floats[0] = *number;
    } else if (const auto* const truth = std::get_if<bool>(&value)) {
        form = rasp::Form::booleans;
        out.flags[0] = *truth ? 1 : 0;
    } else {
        form = rasp::Form::strings;
        out.strings[0] = context_.batch.keep_string(std::get<std::string>(value));
    }
    context_.reset();
    return form_.of(view_of(out, form, true), context_.failures);
}

std::span<const std::uint8_t> PrimitiveEvaluation::atom() {
    context_.reset();
    return form_.of(*context_.batch.atom(), context_.failures);
}

std::span<const std::uint8_t> PrimitiveEvaluation::failing() {
    context_.reset();
    return form_.of(failed_column(context_, rasp::FailureClass::type, result_.column()),
                    context_.failures);
}

// What an argument fails on, the result fails on: all primitives are strict.
bool PrimitiveEvaluation::fails_by_argument(std::size_t argument, Sort sort, BehaviourId id,
                                            const Behaviours& behaviours) {
    if (!fits(sort, behaviours.sort(id))) {
        context_.fail_all(rasp::FailureClass::type);
        return true;
    }
    const std::span<const std::uint8_t> failures = behaviours.failures(id);
    for (std::size_t input = 0; input < failures.size() * 8; ++input) {
        if (fails_on(failures, input)) {
            context_.fail_input(input, 0, rasp::FailureClass::type);
        }
    }
    load(argument, id, behaviours);
    return false;
}

// Into the place where it may be still.
void PrimitiveEvaluation::load(std::size_t argument, BehaviourId id, const Behaviours& behaviours) {
    if (behaviours.sort(id) == BehaviourSort::predicate) {
        comparison_ = behaviours.comparison(id);
        return;
    }
    loaded_[argument] = argument * operands_each_ + id % operands_each_;
    Operand& operand = operands_[loaded_[argument]];
    if (operand.id == id) {
        return;
    }
    operand.id = id;
    operand.zeros.reset();
    if (behaviours.sort(id) == BehaviourSort::sequence) {
        operand.column = behaviours.column(id, operand.buffer);
    } else if (behaviours.sort(id) == BehaviourSort::selector) {
        operand.selector = behaviours.selector(id, operand.buffer);
    }
}

// A division fails where the divisor has a zero. Most have one, so it pays to know that before the
// division is tried.
void PrimitiveEvaluation::fail_for_zeros(std::size_t argument) {
    Operand& operand = operands_[loaded_[argument]];
    const Column& column = operand.column;
    if (!operand.zeros) {
        operand.zeros.emplace();
        for (std::uint32_t input = 0; input < context_.batch.extents().size(); ++input) {
            const rasp::Extent& extent = context_.batch.extents()[input];
            bool has_zero = false;
            for (std::size_t i = extent.offset; i < extent.offset + extent.length; ++i) {
                has_zero |= number_at(column, column.at(i)).d == 0;
            }
            if (has_zero) {
                operand.zeros->push_back(input);
            }
        }
    }
    for (const std::uint32_t input : *operand.zeros) {
        context_.fail_input(input, 0, rasp::FailureClass::div_zero);
    }
}

Column PrimitiveEvaluation::compute_column(const Operation& operation) {
    const rasp::ColumnBuffer out = result_.column();
    switch (operation.opcode) {
    case Opcode::tokens:
        return context_.batch.tokens();
    case Opcode::indices:
        return context_.batch.indices();
    case Opcode::length:
        return context_.batch.length();
    case Opcode::aggregate:
        return aggregate(context_, selector(0), column(1), std::nullopt, out);
    case Opcode::aggregate_default:
        return aggregate(context_, selector(0), column(1), column(2), out);
    case Opcode::selector_width:
        return selector_width(context_, selector(0), out);
    case Opcode::add:
    case Opcode::sub:
    case Opcode::mul:
    case Opcode::div:
    case Opcode::mod:
    case Opcode::pow:
        return arithmetic(context_, operation.opcode, column(0), column(1), out);
    case Opcode::neg:
        return negate(context_, column(0), out);
    case Opcode::round:
        return round(context_, column(0), out);
    case Opcode::indicator:
        return indicator(context_, column(0), out);
    case Opcode::compare:
        return compare(context_, operation.comparison, column(0), column(1), out);
    case Opcode::logical_and:
    case Opcode::logical_or:
        return logical(context_, operation.opcode, column(0), column(1), out);
    case Opcode::logical_not:
        return logical_not(context_, column(0), out);
    case Opcode::choose:
        return choose(context_, column(0), column(1), column(2), out);
    case Opcode::concat:
        return concat(context_, column(0), column(1), out);
    case Opcode::parse_int:
        return parse_int(context_, column(0), out);
    default:
        return failed_column(context_, rasp::FailureClass::type, out);
    }
}

Selector PrimitiveEvaluation::compute_selector(const Operation& operation) {
    switch (operation.opcode) {
    case Opcode::select:
        return select(context_, column(0), column(1), comparison_, result_.words());
    case Opcode::selector_not:
        return invert(context_, selector(0), result_.words());
    case Opcode::full:
        return context_.batch.full();
    default:
        return combine(context_, operation.opcode, selector(0), selector(1), result_.words());
    }
}

// Whether what has been computed fails where that makes it useless.
bool PrimitiveEvaluation::fails_uselessly(const IsUseless& is_useless) {
    if (!context_.failures.has_any()) {
        return false;
    }
    failed_.assign((context_.batch.extents().size() + 7) / 8, 0);
    for (std::size_t input = 0; input < context_.batch.extents().size(); ++input) {
        if (context_.failures.has(input)) {
            failed_[input / 8] |= static_cast<std::uint8_t>(1U << (input % 8));
        }
    }
    return is_useless(failed_);
}

std::span<const std::uint8_t>
PrimitiveEvaluation::operator()(const Operation& operation, std::span<const BehaviourId> arguments,
                                const Behaviours& behaviours, const IsUseless& is_useless) {
    context_.reset();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (fails_by_argument(i, operation.signature.arguments[i], arguments[i], behaviours)) {
            return fails_uselessly(is_useless) ? std::span<const std::uint8_t>() : failing();
        }
    }
    const bool divides = operation.opcode == Opcode::div || operation.opcode == Opcode::mod;
    if (divides && column(1).kind() == rasp::Kind::number) {
        fail_for_zeros(1);
    }
    if (fails_uselessly(is_useless)) {
        return {};
    }
    if (operation.signature.result == Sort::selector) {
        const Selector made = compute_selector(operation);
        return fails_uselessly(is_useless) ? std::span<const std::uint8_t>()
                                           : form_.of(made, context_.failures);
    }
    const Column made = compute_column(operation);
    return fails_uselessly(is_useless) ? std::span<const std::uint8_t>()
                                       : form_.of(made, context_.failures);
}

} // namespace rasp_stitch::enumerator
