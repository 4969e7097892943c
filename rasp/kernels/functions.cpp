#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"

#include <cmath>

namespace rasp_stitch::rasp {

namespace {

Number sign_of(Number a) {
    return std::isnan(a.d) ? a : whole(a.d > 0 ? 1 : a.d < 0 ? -1 : 0);
}

Number exponential(Number a, FailureClass& failure) {
    const double power = std::exp(a.d);
    return std::isinf(power) && std::isfinite(a.d) ? failed(FailureClass::overflow, failure)
                                                   : floating(power);
}

Number applied(Opcode opcode, Number a, FailureClass& failure) {
    switch (opcode) {
    case Opcode::floor:
        return a.is_int ? a : whole_of(std::floor(a.d), failure);
    case Opcode::ceil:
        return a.is_int ? a : whole_of(std::ceil(a.d), failure);
    case Opcode::abs:
        return a.is_int && a.i < 0 ? neg_number(a, failure)
               : a.is_int          ? a
                                   : floating(std::fabs(a.d));
    case Opcode::sign:
        return sign_of(a);
    case Opcode::exp:
        return exponential(a, failure);
    case Opcode::log:
        return a.d <= 0 ? failed(FailureClass::domain, failure) : floating(std::log(a.d));
    default:
        return a.d < 0 ? failed(FailureClass::domain, failure) : floating(std::sqrt(a.d));
    }
}

} // namespace

Column function(KernelContext& context, Opcode opcode, const Column& a, const ColumnBuffer& out) {
    if (a.kind() != ValueKind::number) {
        return failed_column(context, FailureClass::type, out);
    }
    const std::size_t count = element_count(context, a.constant);
    NumberWriter writer(out);
    for (std::size_t i = 0; i < count; ++i) {
        FailureClass failure = FailureClass::none;
        writer.write(i, applied(opcode, number_at(a, i), failure));
        if (failure != FailureClass::none) {
            context.fail_element(a.constant, i, failure);
        }
    }
    return writer.column(a.constant);
}

Column extreme(KernelContext& context, Opcode opcode, const Column& a, const Column& b,
               const ColumnBuffer& out) {
    if (a.kind() != ValueKind::number || b.kind() != ValueKind::number) {
        return failed_column(context, FailureClass::type, out);
    }
    const bool constant = a.constant && b.constant;
    const std::size_t count = element_count(context, constant);
    const Comparison comparison =
        opcode == Opcode::greater ? Comparison::greater : Comparison::less;
    NumberWriter writer(out);
    for (std::size_t i = 0; i < count; ++i) {
        const Number x = number_at(a, a.at(i));
        const Number y = number_at(b, b.at(i));
        writer.write(i, compare_numbers(comparison, x, y) ? x : y);
    }
    return writer.column(constant);
}

} // namespace rasp_stitch::rasp
