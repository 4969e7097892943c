#include "enumerator/primitive_application.hpp"

#include "rasp/column_access.hpp"
#include "rasp/kernels.hpp"
#include "rasp/literal.hpp"

#include <utility>
#include <variant>

namespace rasp_stitch::enumerator {

using rasp::Column;
using rasp::Form;
using rasp::Opcode;
using rasp::Selector;
using rasp::Sort;

PrimitiveApplication::PrimitiveApplication(rasp::Batch batch)
    : context_{.batch = std::move(batch)}, behaviours_(context_.batch), result_(context_.batch),
      input_(behaviours_.add_input()) {
    context_.reset();
    for (std::size_t i = 0; i < rasp::most_arguments; ++i) {
        operands_.push_back({.buffer = ValueBuffer(context_.batch)});
    }
    if (const std::optional<Column> atom = context_.batch.atom()) {
        atom_ = behaviours_.add(*atom, context_.failures);
    }
}

std::optional<OperationId> PrimitiveApplication::find(std::string_view name) {
    const auto [known, is_new] = numbers_.try_emplace(std::string(name));
    if (!is_new) {
        return known->second;
    }
    const rasp::Primitive* const primitive = rasp::find_primitive(name);
    Operation operation;
    context_.reset();
    if (primitive != nullptr && primitive->opcode != Opcode::constant) {
        operation = {.opcode = primitive->opcode,
                     .comparison = primitive->comparison,
                     .signature = primitive->signature};
        if (operation.opcode == Opcode::predicate) {
            operation.constant = behaviours_.add_predicate(operation.comparison);
        } else if (operation.opcode == Opcode::full) {
            operation.constant = behaviours_.add(context_.batch.full(), context_.failures);
        }
    } else if (const std::optional<rasp::Value> value = rasp::parse_literal(name)) {
        operation.opcode = Opcode::constant;
        operation.constant = constant(*value);
    } else {
        return std::nullopt;
    }
    known->second = static_cast<OperationId>(operations_.size());
    operations_.push_back(operation);
    return known->second;
}

BehaviourId PrimitiveApplication::constant(const rasp::Value& value) {
    const rasp::ColumnBuffer out = result_.column();
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
        out.strings[0] = context_.batch.keep_string(std::get<std::string>(value));
    }
    return behaviours_.add(view_of(out, form, true), context_.failures);
}

bool PrimitiveApplication::is_commutative(OperationId operation) const {
    switch (operations_[operation].opcode) {
    case Opcode::add:
    case Opcode::mul:
    case Opcode::logical_and:
    case Opcode::logical_or:
    case Opcode::selector_and:
    case Opcode::selector_or:
        return true;
    default:
        return false;
    }
}

std::size_t PrimitiveApplication::memory() const {
    return behaviours_.memory() + context_.batch.strings().bytes() +
           context_.batch.strings().size() * (sizeof(std::string) + 32);
}

bool PrimitiveApplication::fits(Sort sort, BehaviourId argument) const {
    switch (behaviours_.sort(argument)) {
    case Behaviours::Sort::input:
        return sort == Sort::input;
    case Behaviours::Sort::predicate:
        return sort == Sort::predicate;
    case Behaviours::Sort::sequence:
        return sort == Sort::sequence;
    case Behaviours::Sort::selector:
        return sort == Sort::selector;
    case Behaviours::Sort::open:
        return false;
    }
    return false;
}

BehaviourId PrimitiveApplication::failing() {
    context_.reset();
    return behaviours_.add(failed_column(context_, rasp::FailureClass::type, result_.column()),
                           context_.failures);
}

// What it fails on, the result fails on: all primitives are strict.
void PrimitiveApplication::load(std::size_t argument, BehaviourId id) {
    const std::span<const std::uint8_t> failures = behaviours_.failures(id);
    for (std::size_t input = 0; input < failures.size() * 8; ++input) {
        if (((failures[input / 8] >> (input % 8)) & 1U) != 0) {
            context_.fail_input(input, 0, rasp::FailureClass::type);
        }
    }
    Operand& operand = operands_[argument];
    if (operand.id == id) {
        return;
    }
    operand.id = id;
    if (behaviours_.sort(id) == Behaviours::Sort::sequence) {
        operand.column = behaviours_.column(id, operand.buffer);
    } else if (behaviours_.sort(id) == Behaviours::Sort::selector) {
        operand.selector = behaviours_.selector(id, operand.buffer);
    }
}

Column PrimitiveApplication::compute_column(const Operation& operation) {
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

Selector PrimitiveApplication::compute_selector(const Operation& operation,
                                                std::span<const BehaviourId> arguments) {
    switch (operation.opcode) {
    case Opcode::select:
        return select(context_, column(0), column(1), behaviours_.comparison(arguments[2]),
                      result_.words());
    case Opcode::selector_not:
        return invert(context_, selector(0), result_.words());
    default:
        return combine(context_, operation.opcode, selector(0), selector(1), result_.words());
    }
}

// Whether what has been computed fails where that makes it useless.
bool PrimitiveApplication::is_useless_failure(const IsUseless& is_useless) {
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

std::optional<BehaviourId> PrimitiveApplication::operator()(OperationId operation_id,
                                                            std::span<const BehaviourId> arguments,
                                                            const IsUseless& is_useless) {
    const Operation& operation = operations_[operation_id];
    if (operation.signature.arity == 0) {
        return operation.constant;
    }
    context_.reset();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!fits(operation.signature.arguments[i], arguments[i])) {
            context_.fail_all(rasp::FailureClass::type);
            const bool is_dropped = is_useless_failure(is_useless);
            return is_dropped ? std::nullopt : std::optional(failing());
        }
        load(i, arguments[i]);
    }
    if (operation.signature.result == Sort::selector) {
        const Selector made = compute_selector(operation, arguments);
        return is_useless_failure(is_useless)
                   ? std::nullopt
                   : std::optional(behaviours_.add(made, context_.failures));
    }
    const Column made = compute_column(operation);
    return is_useless_failure(is_useless) ? std::nullopt
                                          : std::optional(behaviours_.add(made, context_.failures));
}

} // namespace rasp_stitch::enumerator
