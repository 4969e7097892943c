#include "enumerator/primitive_application.hpp"

#include "rasp/column_access.hpp"
#include "rasp/kernels.hpp"
#include "rasp/literal.hpp"
#include "support/input_error.hpp"

#include <utility>
#include <variant>

namespace rasp_stitch::enumerator {

using rasp::Column;
using rasp::Opcode;
using rasp::Selector;

namespace {

bool makes_selector(Opcode opcode) {
    return opcode == Opcode::select || opcode == Opcode::selector_and ||
           opcode == Opcode::selector_or || opcode == Opcode::selector_not ||
           opcode == Opcode::full;
}

} // namespace

PrimitiveApplication::PrimitiveApplication(rasp::Batch batch,
                                           std::span<const Production> productions)
    : context_{.batch = std::move(batch)}, behaviours_(context_.batch), result_(context_.batch) {
    constants_.reserve(productions.size());
    for (std::size_t i = 0; i < rasp::most_arguments; ++i) {
        operands_.push_back({.buffer = ValueBuffer(context_.batch)});
    }
    for (const Production& production : productions) {
        const rasp::Primitive* const primitive = rasp::find_primitive(production.expression);
        if (primitive != nullptr && primitive->opcode != Opcode::constant) {
            operations_.push_back(
                {.opcode = primitive->opcode, .comparison = primitive->comparison, .constant = {}});
            continue;
        }
        const std::optional<rasp::Value> value = rasp::parse_literal(production.expression);
        if (!value) {
            throw InputError({.found = "the production '" + production.expression + "'",
                              .expected = "a primitive or literal of RASP: bottom-up search "
                                          "evaluates nothing else, top-down search does"});
        }
        operations_.push_back(
            {.opcode = Opcode::constant,
             .comparison = {},
             .constant = constant(*value, constants_.emplace_back(context_.batch))});
    }
}

Column PrimitiveApplication::constant(const rasp::Value& value, ValueBuffer& buffer) {
    const rasp::ColumnBuffer out = buffer.column();
    if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
        out.ints[0] = *whole;
        return view_of(out, rasp::Form::ints, true);
    }
    if (const auto* const number = std::get_if<double>(&value)) {
        out.floats[0] = *number;
        return view_of(out, rasp::Form::floats, true);
    }
    if (const auto* const truth = std::get_if<bool>(&value)) {
        out.flags[0] = *truth ? 1 : 0;
        return view_of(out, rasp::Form::booleans, true);
    }
    out.strings[0] = context_.batch.keep_string(std::get<std::string>(value));
    return view_of(out, rasp::Form::strings, true);
}

bool PrimitiveApplication::is_commutative(Head head) const {
    if (head.is_variable) {
        return false;
    }
    switch (operations_[head.number].opcode) {
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
        return operation.constant;
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
    case Opcode::full:
        return context_.batch.full();
    default:
        return combine(context_, operation.opcode, selector(0), selector(1), result_.words());
    }
}

std::optional<BehaviourId> PrimitiveApplication::operator()(Head head,
                                                            std::span<const BehaviourId> arguments,
                                                            const IsUseless& is_useless) {
    context_.reset();
    if (head.is_variable) {
        const bool is_atom = context_.batch.atom() && head.number == 0;
        return is_atom ? behaviours_.add(*context_.batch.atom(), context_.failures)
                       : behaviours_.add_input();
    }
    const Operation& operation = operations_[head.number];
    if (operation.opcode == Opcode::predicate) {
        return behaviours_.add_predicate(operation.comparison);
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        load(i, arguments[i]);
    }
    const bool is_selector = makes_selector(operation.opcode);
    const Column made_column = is_selector ? Column{} : compute_column(operation);
    const Selector made_selector =
        is_selector ? compute_selector(operation, arguments) : Selector{};
    if (context_.failures.has_any()) {
        failed_.assign((context_.batch.extents().size() + 7) / 8, 0);
        for (std::size_t input = 0; input < context_.batch.extents().size(); ++input) {
            if (context_.failures.has(input)) {
                failed_[input / 8] |= static_cast<std::uint8_t>(1U << (input % 8));
            }
        }
        if (is_useless(failed_)) {
            return std::nullopt;
        }
    }
    return is_selector ? behaviours_.add(made_selector, context_.failures)
                       : behaviours_.add(made_column, context_.failures);
}

} // namespace rasp_stitch::enumerator
