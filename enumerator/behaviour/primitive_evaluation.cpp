#include "enumerator/behaviour/primitive_evaluation.hpp"

#include "rasp/kernels/apply_kernel.hpp"
#include "rasp/kernels/column_access.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator {

using rasp::Column;
using rasp::Opcode;
using rasp::Selector;
using rasp::Sort;

namespace {

// At each position the last unpacked arguments are remembered: at most this many, in at most about
// this many bytes.
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

// Whether each value of the result is computed from the arguments' values at the same position.
bool is_elementwise(const rasp::Signature& signature) {
    return std::all_of(signature.arguments.begin(), signature.arguments.begin() + signature.arity,
                       [](Sort sort) { return sort == Sort::sequence; });
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
    context_.reset();
    return form_.of(constant_column(context_.batch, value, result_.column()), context_.failures);
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

// The result fails on every input on which an argument fails; where it is computed position by
// position, and failures are kept so, only there.
bool PrimitiveEvaluation::fails_by_argument(const Operation& operation, std::size_t argument,
                                            BehaviourId id, const Behaviours& behaviours) {
    if (!fits(operation.signature.arguments[argument], behaviours.sort(id))) {
        context_.fail_all(rasp::FailureClass::type);
        return true;
    }
    const PlacedFailures placed =
        is_elementwise(operation.signature) ? behaviours.placed_failures(id) : PlacedFailures{};
    const bool is_placed = !placed.positions.empty();
    const std::span<const std::uint8_t> failures =
        is_placed ? placed.inputs : behaviours.failures(id);
    for (std::size_t input = 0; input < failures.size() * 8; ++input) {
        if (fails_on(failures, input)) {
            context_.fail_input(input, 0, rasp::FailureClass::type);
        }
    }
    load(argument, id, behaviours);
    if (is_placed) {
        take_positions(operation, argument, placed.positions);
    }
    return false;
}

// What if_lazy does not choose does not count.
void PrimitiveEvaluation::take_positions(const Operation& operation, std::size_t argument,
                                         std::span<const std::uint8_t> failing) {
    const bool is_branch = operation.opcode == Opcode::choose_lazy && argument > 0;
    const Column& condition = loaded_[0]->column;
    for (std::size_t i = 0; i < positions_.size(); ++i) {
        if (fails_on(failing, i) &&
            (!is_branch || (condition.flags[condition.at(i)] != 0) == (argument == 1))) {
            context_.guard(i, 0, rasp::FailureClass::type);
        }
    }
}

// Unpacks the argument unless it is still in the place that belongs to its id.
void PrimitiveEvaluation::load(std::size_t argument, BehaviourId id, const Behaviours& behaviours) {
    if (behaviours.sort(id) == BehaviourSort::predicate) {
        comparison_ = behaviours.comparison(id);
        return;
    }
    Operand& operand = operands_[argument * operands_each_ + id % operands_each_];
    loaded_[argument] = &operand;
    given_.columns[argument] = &operand.column;
    given_.selectors[argument] = &operand.selector;
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

// A division fails on every input on which the divisor has a zero. Most divisors have one
// somewhere, so it pays to find that out before the division is tried.
void PrimitiveEvaluation::fail_for_zeros(std::size_t argument) {
    Operand& operand = *loaded_[argument];
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

// Returns whether the failures so far make the result useless.
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
    comparison_ = operation.comparison;
    const bool keeps_positions = keeps_positions_ && operation.signature.result == Sort::sequence;
    if (keeps_positions) {
        positions_.assign(context_.batch.positions(), rasp::Failure{});
    }
    context_.guarded = keeps_positions ? &positions_ : nullptr;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (fails_by_argument(operation, i, arguments[i], behaviours)) {
            context_.guarded = nullptr;
            return fails_uselessly(is_useless) ? std::span<const std::uint8_t>() : failing();
        }
    }
    const bool divides = operation.opcode == Opcode::div || operation.opcode == Opcode::mod;
    if (divides && !keeps_positions && loaded_[1]->column.kind() == rasp::ValueKind::number) {
        fail_for_zeros(1);
    }
    if (!keeps_positions && fails_uselessly(is_useless)) {
        return {};
    }
    if (operation.signature.result == Sort::selector) {
        const Selector made =
            selector_of(context_, operation.opcode, comparison_, given_, result_.words());
        return fails_uselessly(is_useless) ? std::span<const std::uint8_t>()
                                           : form_.of(made, context_.failures);
    }
    const Column made =
        column_of(context_, operation.opcode, comparison_, given_, result_.column());
    context_.guarded = nullptr;
    if (keeps_positions) {
        return form_.of(made, context_.failures, positions_);
    }
    return fails_uselessly(is_useless) ? std::span<const std::uint8_t>()
                                       : form_.of(made, context_.failures);
}

} // namespace rasp_stitch::enumerator
