#include "rasp/kernels/apply_kernel.hpp"

#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"

#include <optional>
#include <string>
#include <variant>

namespace rasp_stitch::rasp {

Column column_of(KernelContext& context, Opcode opcode, Comparison comparison,
                 const KernelOperands& operands, const ColumnBuffer& out) {
    const auto column = [&](std::size_t i) -> const Column& { return *operands.columns[i]; };
    const auto selector = [&](std::size_t i) -> const Selector& { return *operands.selectors[i]; };
    switch (opcode) {
    case Opcode::tokens:
        return context.batch.tokens();
    case Opcode::indices:
        return context.batch.indices();
    case Opcode::length:
        return context.batch.length();
    case Opcode::atom:
        return *context.batch.atom();
    case Opcode::aggregate:
        return aggregate(context, selector(0), column(1), std::nullopt, out);
    case Opcode::aggregate_default:
        return aggregate(context, selector(0), column(1), column(2), out);
    case Opcode::selector_width:
        return selector_width(context, selector(0), out);
    case Opcode::add:
    case Opcode::sub:
    case Opcode::mul:
    case Opcode::div:
    case Opcode::mod:
    case Opcode::pow:
        return arithmetic(context, opcode, column(0), column(1), out);
    case Opcode::neg:
        return negate(context, column(0), out);
    case Opcode::round:
        return round(context, column(0), out);
    case Opcode::indicator:
        return indicator(context, column(0), out);
    case Opcode::compare:
        return compare(context, comparison, column(0), column(1), out);
    case Opcode::logical_and:
    case Opcode::logical_or:
        return logical(context, opcode, column(0), column(1), out);
    case Opcode::logical_not:
        return logical_not(context, column(0), out);
    case Opcode::choose:
    case Opcode::choose_lazy: // whoever runs it knows which failures count
        return choose(context, column(0), column(1), column(2), out);
    case Opcode::concat:
        return concat(context, column(0), column(1), out);
    case Opcode::parse_int:
        return parse_int(context, column(0), out);
    case Opcode::floor:
    case Opcode::ceil:
    case Opcode::abs:
    case Opcode::sign:
    case Opcode::exp:
    case Opcode::log:
    case Opcode::sqrt:
        return function(context, opcode, column(0), out);
    case Opcode::greater:
    case Opcode::lesser:
        return extreme(context, opcode, column(0), column(1), out);
    case Opcode::print_int:
        return print_int(context, column(0), out);
    case Opcode::repeat:
        return repeat(context, column(0), column(1), out);
    case Opcode::aggregate_max:
    case Opcode::aggregate_min:
        return aggregate_extreme(context, opcode, selector(0), column(1), column(2), out);
    case Opcode::select:
    case Opcode::selector_and:
    case Opcode::selector_or:
    case Opcode::selector_not:
    case Opcode::full:
    case Opcode::causal:
    case Opcode::predicate:
    case Opcode::constant:
        break;
    }
    return failed_column(context, FailureClass::type, out);
}

Selector selector_of(KernelContext& context, Opcode opcode, Comparison comparison,
                     const KernelOperands& operands, std::uint64_t* out) {
    switch (opcode) {
    case Opcode::select:
        return select(context, *operands.columns[0], *operands.columns[1], comparison, out);
    case Opcode::selector_not:
        return invert(context, *operands.selectors[0], out);
    case Opcode::full:
        return context.batch.full();
    case Opcode::causal:
        return causal(context, *operands.selectors[0], out);
    default:
        return combine(context, opcode, *operands.selectors[0], *operands.selectors[1], out);
    }
}

Column constant_column(Batch& batch, const Value& value, const ColumnBuffer& out) {
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
        out.strings[0] = batch.keep_string(std::get<std::string>(value));
    }
    return view_of(out, form, true);
}

} // namespace rasp_stitch::rasp
