#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"

#include <cstring>

namespace rasp_stitch::rasp {

namespace {

// Sets the flag of each element to function(a, b).
template <class T, class Function>
Column fill_flags(KernelContext& context, const Column& a, const Column& b, const T* values_a,
                  const T* values_b, const ColumnBuffer& out, Function function) {
    const bool constant = a.constant && b.constant;
    const std::size_t count = element_count(context, constant);
    with_strides(a, b, [&](auto stride_a, auto stride_b) {
        std::uint8_t* const flags = out.flags;
        for (std::size_t i = 0; i < count; ++i) {
            flags[i] = function(values_a[i * stride_a], values_b[i * stride_b]) ? 1 : 0;
        }
    });
    return view_of(out, Form::booleans, constant);
}

// Chooses the comparison outside of the loop. `order` maps a value to what is compared.
template <class T, class Order>
Column compare_values(KernelContext& context, Comparison comparison, const Column& a,
                      const Column& b, const T* values_a, const T* values_b,
                      const ColumnBuffer& out, Order order) {
    return with_comparison(comparison, [&](auto holds_of) {
        return fill_flags(context, a, b, values_a, values_b, out,
                          [&](T x, T y) { return holds_of(order(x), order(y)); });
    });
}

constexpr auto itself = [](auto value) { return value; };

Column compare_strings(KernelContext& context, Comparison comparison, const Column& a,
                       const Column& b, const ColumnBuffer& out) {
    if (comparison == Comparison::equal || comparison == Comparison::not_equal) {
        return compare_values(context, comparison, a, b, a.strings, b.strings, out, itself);
    }
    const auto ranks = context.batch.strings().ranks();
    return compare_values(context, comparison, a, b, a.strings, b.strings, out,
                          [ranks](std::uint32_t id) { return ranks[id]; });
}

Column compare_mixed(KernelContext& context, Comparison comparison, const Column& a,
                     const Column& b, const ColumnBuffer& out) {
    const bool constant = a.constant && b.constant;
    const std::size_t count = element_count(context, constant);
    for (std::size_t i = 0; i < count; ++i) {
        out.flags[i] =
            compare_numbers(comparison, number_at(a, a.at(i)), number_at(b, b.at(i))) ? 1 : 0;
    }
    return view_of(out, Form::booleans, constant);
}

// Returns the column that a constant condition chooses.
Column chosen(const Column& condition, const Column& a, const Column& b) {
    return condition.flags[0] != 0 ? a : b;
}

template <class T>
void fill_chosen(const Column& condition, const Column& a, const Column& b, const T* values_a,
                 const T* values_b, std::size_t count, T* result) {
    with_strides(a, b, [&](auto stride_a, auto stride_b) {
        const std::uint8_t* const flags = condition.flags;
        for (std::size_t i = 0; i < count; ++i) {
            result[i] = flags[i] != 0 ? values_a[i * stride_a] : values_b[i * stride_b];
        }
    });
}

} // namespace

Column indicator(KernelContext& context, const Column& a, const ColumnBuffer& out) {
    if (a.kind() != ValueKind::boolean) {
        return failed_column(context, FailureClass::type, out);
    }
    const std::size_t count = element_count(context, a.constant);
    for (std::size_t i = 0; i < count; ++i) {
        out.ints[i] = a.flags[i];
    }
    return view_of(out, Form::ints, a.constant);
}

Column compare(KernelContext& context, Comparison comparison, const Column& a, const Column& b,
               const ColumnBuffer& out) {
    if (a.kind() != b.kind()) {
        return failed_column(context, FailureClass::type, out);
    }
    switch (a.kind()) {
    case ValueKind::boolean:
        return compare_values(context, comparison, a, b, a.flags, b.flags, out, itself);
    case ValueKind::string:
        return compare_strings(context, comparison, a, b, out);
    case ValueKind::number:
        break;
    }
    if (a.form == Form::ints && b.form == Form::ints) {
        return compare_values(context, comparison, a, b, a.ints, b.ints, out, itself);
    }
    if (a.form == Form::floats && b.form == Form::floats) {
        return compare_values(context, comparison, a, b, a.floats, b.floats, out, itself);
    }
    return compare_mixed(context, comparison, a, b, out);
}

Column logical(KernelContext& context, Opcode opcode, const Column& a, const Column& b,
               const ColumnBuffer& out) {
    if (a.kind() != ValueKind::boolean || b.kind() != ValueKind::boolean) {
        return failed_column(context, FailureClass::type, out);
    }
    if (opcode == Opcode::logical_and) {
        return fill_flags(context, a, b, a.flags, b.flags, out,
                          [](std::uint8_t x, std::uint8_t y) { return (x & y) != 0; });
    }
    return fill_flags(context, a, b, a.flags, b.flags, out,
                      [](std::uint8_t x, std::uint8_t y) { return (x | y) != 0; });
}

Column logical_not(KernelContext& context, const Column& a, const ColumnBuffer& out) {
    if (a.kind() != ValueKind::boolean) {
        return failed_column(context, FailureClass::type, out);
    }
    return fill_flags(context, a, a, a.flags, a.flags, out,
                      [](std::uint8_t x, std::uint8_t) { return x == 0; });
}

Column choose(KernelContext& context, const Column& condition, const Column& a, const Column& b,
              const ColumnBuffer& out) {
    if (condition.kind() != ValueKind::boolean || a.kind() != b.kind()) {
        return failed_column(context, FailureClass::type, out);
    }
    if (condition.constant) {
        return chosen(condition, a, b);
    }
    const std::size_t count = context.batch.positions();
    if (a.kind() == ValueKind::boolean) {
        fill_chosen(condition, a, b, a.flags, b.flags, count, out.flags);
        return view_of(out, Form::booleans, false);
    }
    if (a.kind() == ValueKind::string) {
        fill_chosen(condition, a, b, a.strings, b.strings, count, out.strings);
        return view_of(out, Form::strings, false);
    }
    if (a.form == Form::ints && b.form == Form::ints) {
        fill_chosen(condition, a, b, a.ints, b.ints, count, out.ints);
        return view_of(out, Form::ints, false);
    }
    if (a.form == Form::floats && b.form == Form::floats) {
        fill_chosen(condition, a, b, a.floats, b.floats, count, out.floats);
        return view_of(out, Form::floats, false);
    }
    NumberWriter writer(out);
    for (std::size_t i = 0; i < count; ++i) {
        writer.write(i, condition.flags[i] != 0 ? number_at(a, a.at(i)) : number_at(b, b.at(i)));
    }
    return writer.column(false);
}

} // namespace rasp_stitch::rasp
