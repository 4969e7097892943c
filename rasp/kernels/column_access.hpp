#pragma once

// What the kernels need to read and write columns element by element.

#include "rasp/kernels/column.hpp"
#include "rasp/kernels/kernel_context.hpp"
#include "rasp/kernels/number.hpp"

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace rasp_stitch::rasp {

// Returns the number of elements of a column.
inline std::size_t element_count(const KernelContext& context, bool constant) {
    return constant ? 1 : context.batch.positions();
}

inline Column view_of(const ColumnBuffer& buffer, Form form, bool constant) {
    return {.form = form,
            .constant = constant,
            .ints = buffer.ints,
            .floats = buffer.floats,
            .flags = buffer.flags,
            .strings = buffer.strings};
}

// Makes all inputs fail and returns a column that is safe to go on computing with.
inline Column failed_column(KernelContext& context, FailureClass failure, const ColumnBuffer& out) {
    context.fail_all(failure);
    out.ints[0] = 0;
    return view_of(out, Form::ints, true);
}

// Returns an element of a column of numbers.
inline Number number_at(const Column& column, std::size_t element) {
    switch (column.form) {
    case Form::ints:
        return whole(column.ints[element]);
    case Form::floats:
        return floating(column.floats[element]);
    default:
        return column.flags[element] != 0 ? whole(column.ints[element])
                                          : floating(column.floats[element]);
    }
}

// Writes numbers with any tags and finds the form of the resulting column.
class NumberWriter {
public:
    explicit NumberWriter(const ColumnBuffer& out) : out_(out) {}

    void write(std::size_t element, Number number) {
        out_.ints[element] = number.i;
        out_.floats[element] = number.d;
        out_.flags[element] = number.is_int ? 1 : 0;
        has_int_ |= number.is_int;
        has_float_ |= !number.is_int;
    }

    Column column(bool constant) const {
        return view_of(out_,
                       !has_float_ ? Form::ints
                       : has_int_  ? Form::mixed
                                   : Form::floats,
                       constant);
    }

private:
    ColumnBuffer out_; // a copy, so that the compiler sees that writing elements leaves it alone
    bool has_int_ = false;
    bool has_float_ = false;
};

// Calls loop(stride of a, stride of b), where the stride is 0 for a constant column and otherwise
// 1. The strides are compile-time constants, so the loop is compiled once for each combination.
template <class Loop>
void with_strides(const Column& a, const Column& b, Loop&& loop) {
    using Zero = std::integral_constant<std::size_t, 0>;
    using One = std::integral_constant<std::size_t, 1>;
    if (a.constant && b.constant) {
        loop(Zero{}, Zero{});
    } else if (a.constant) {
        loop(Zero{}, One{});
    } else if (b.constant) {
        loop(One{}, Zero{});
    } else {
        loop(One{}, One{});
    }
}

} // namespace rasp_stitch::rasp
