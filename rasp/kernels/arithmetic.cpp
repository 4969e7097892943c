#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"

#include <algorithm>
#include <cmath>

namespace rasp_stitch::rasp {

namespace {

bool are_numbers(const Column& a, const Column& b) {
    return a.kind() == ValueKind::number && b.kind() == ValueKind::number;
}

// Computes element by element with the arithmetic of single numbers. This is right for every form,
// and finds which inputs fail and where.
template <class Operation>
Column one_by_one(KernelContext& context, const Column& a, const Column& b, const ColumnBuffer& out,
                  Operation operation) {
    const bool constant = a.constant && b.constant;
    const std::size_t count = element_count(context, constant);
    NumberWriter writer(out);
    for (std::size_t i = 0; i < count; ++i) {
        FailureClass failure = FailureClass::none;
        writer.write(i, operation(number_at(a, a.at(i)), number_at(b, b.at(i)), failure));
        if (failure != FailureClass::none) {
            context.fail_element(constant, i, failure);
        }
    }
    return writer.column(constant);
}

Column one_by_one(KernelContext& context, Opcode opcode, const Column& a, const Column& b,
                  const ColumnBuffer& out) {
    switch (opcode) {
    case Opcode::add:
        return one_by_one(context, a, b, out, add_numbers);
    case Opcode::sub:
        return one_by_one(context, a, b, out, sub_numbers);
    case Opcode::mul:
        return one_by_one(context, a, b, out, mul_numbers);
    case Opcode::div:
        return one_by_one(context, a, b, out, div_numbers);
    case Opcode::mod:
        return one_by_one(context, a, b, out, mod_numbers);
    default:
        return one_by_one(context, a, b, out, pow_numbers);
    }
}

// Computes on whole numbers. Returns false if any result overflows.
template <class Checked>
bool fill_ints(const Column& a, const Column& b, std::size_t count, const ColumnBuffer& out,
               Checked checked) {
    bool overflows = false;
    with_strides(a, b, [&](auto stride_a, auto stride_b) {
        const std::int64_t* const x = a.ints;
        const std::int64_t* const y = b.ints;
        std::int64_t* const result = out.ints;
        for (std::size_t i = 0; i < count; ++i) {
            overflows |= checked(x[i * stride_a], y[i * stride_b], &result[i]);
        }
    });
    return !overflows;
}

template <class Operation>
void fill_floats(const Column& a, const Column& b, std::size_t count, const ColumnBuffer& out,
                 Operation operation) {
    with_strides(a, b, [&](auto stride_a, auto stride_b) {
        const double* const x = a.floats;
        const double* const y = b.floats;
        double* const result = out.floats;
        for (std::size_t i = 0; i < count; ++i) {
            result[i] = operation(x[i * stride_a], y[i * stride_b]);
        }
    });
}

bool fast_ints(Opcode opcode, const Column& a, const Column& b, std::size_t count,
               const ColumnBuffer& out) {
    switch (opcode) {
    case Opcode::add:
        return fill_ints(a, b, count, out, [](std::int64_t x, std::int64_t y, std::int64_t* sum) {
            return __builtin_add_overflow(x, y, sum);
        });
    case Opcode::sub:
        return fill_ints(a, b, count, out, [](std::int64_t x, std::int64_t y, std::int64_t* rest) {
            return __builtin_sub_overflow(x, y, rest);
        });
    case Opcode::mul:
        return fill_ints(a, b, count, out, [](std::int64_t x, std::int64_t y, std::int64_t* whole) {
            return __builtin_mul_overflow(x, y, whole);
        });
    default:
        return false;
    }
}

bool fast_floats(Opcode opcode, const Column& a, const Column& b, std::size_t count,
                 const ColumnBuffer& out) {
    switch (opcode) {
    case Opcode::add:
        fill_floats(a, b, count, out, [](double x, double y) { return x + y; });
        return true;
    case Opcode::sub:
        fill_floats(a, b, count, out, [](double x, double y) { return x - y; });
        return true;
    case Opcode::mul:
        fill_floats(a, b, count, out, [](double x, double y) { return x * y; });
        return true;
    default:
        return false;
    }
}

} // namespace

Column arithmetic(KernelContext& context, Opcode opcode, const Column& a, const Column& b,
                  const ColumnBuffer& out) {
    if (!are_numbers(a, b)) {
        return failed_column(context, FailureClass::type, out);
    }
    const bool constant = a.constant && b.constant;
    const std::size_t count = element_count(context, constant);
    if (a.form == Form::ints && b.form == Form::ints && fast_ints(opcode, a, b, count, out)) {
        return view_of(out, Form::ints, constant);
    }
    if (a.form == Form::floats && b.form == Form::floats && fast_floats(opcode, a, b, count, out)) {
        return view_of(out, Form::floats, constant);
    }
    return one_by_one(context, opcode, a, b, out);
}

Column negate(KernelContext& context, const Column& a, const ColumnBuffer& out) {
    if (a.kind() != ValueKind::number) {
        return failed_column(context, FailureClass::type, out);
    }
    return one_by_one(context, a, a, out, [](Number number, Number, FailureClass& failure) {
        return neg_number(number, failure);
    });
}

Column round(KernelContext& context, const Column& a, const ColumnBuffer& out) {
    if (a.kind() != ValueKind::number) {
        return failed_column(context, FailureClass::type, out);
    }
    if (a.form == Form::ints) {
        return a;
    }
    return one_by_one(context, a, a, out, [](Number number, Number, FailureClass& failure) {
        return round_number(number, failure);
    });
}

} // namespace rasp_stitch::rasp
