#pragma once

// Computes comparisons, logic and choices, element by element.
//
// Part of the kernels, like all kernel_*.hpp: column_kernels_v1.cpp and its like compile them, each
// for another processor and in an unnamed namespace. Nothing in them may be an inline function or a
// template with external linkage: the linker would keep one copy of it for all.

#include "enumerator/columns/kernel_bits.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::enumerator {

namespace {

// Calls the function with the comparison as a function object.
template <class Function>
auto by_comparison(Comparison comparison, const Function& function) {
    switch (comparison) {
    case Comparison::equal:
        return function([](auto x, auto y) { return x == y; });
    case Comparison::not_equal:
        return function([](auto x, auto y) { return x != y; });
    case Comparison::less:
        return function([](auto x, auto y) { return x < y; });
    case Comparison::at_most:
        return function([](auto x, auto y) { return x <= y; });
    case Comparison::greater:
        return function([](auto x, auto y) { return x > y; });
    default:
        return function([](auto x, auto y) { return x >= y; });
    }
}

bool is_order(Comparison comparison) {
    return comparison != Comparison::equal && comparison != Comparison::not_equal;
}

// Compares values of one type into bytes 0 or 1.
template <class T>
void compare_values(Comparison comparison, const T* x, const T* y, std::size_t count,
                    std::uint8_t* flags) {
    by_comparison(comparison, [&](auto holds) {
        using Bits = WholeLaneOf<T>;
        for_vectors<T>(count, [&](std::size_t at) {
            const Vector<Bits> held = holds(load<T>(x + at), load<T>(y + at));
            store<Bits>(held & Bits{1}, flags + at);
        });
        return true;
    });
}

void compare_string_order(const KernelCall& call, const std::uint32_t* x, const std::uint32_t* y,
                          std::size_t count, std::uint8_t* flags) {
    by_comparison(call.comparison, [&](auto holds) {
        for (std::size_t i = 0; i < count; ++i) {
            flags[i] = holds(call.strings->compare(x[i], y[i]), 0) ? 1 : 0;
        }
        return true;
    });
}

bool compare(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    const ColumnView& b = *call.arguments[1];
    const std::size_t count = layout.positions;
    std::uint8_t* const flags = byte_memory(scratch_of(call, layout, 2));
    if (a.is_number() && b.is_number()) {
        if (a.kind == ColumnKind::small && b.kind == ColumnKind::small) {
            compare_values(call.comparison, a.small(), b.small(), count, flags);
        } else {
            compare_values(call.comparison, as_reals(a, count, scratch_of(call, layout, 0)),
                           as_reals(b, count, scratch_of(call, layout, 1)), count, flags);
        }
    } else if (a.kind == ColumnKind::strings && b.kind == ColumnKind::strings) {
        if (is_order(call.comparison)) {
            compare_string_order(call, a.strings(), b.strings(), count, flags);
        } else {
            compare_values(call.comparison, a.strings(), b.strings(), count, flags);
        }
    } else if (a.kind == ColumnKind::booleans && b.kind == ColumnKind::booleans) {
        std::uint8_t* const x = byte_memory(scratch_of(call, layout, 0));
        std::uint8_t* const y = byte_memory(scratch_of(call, layout, 1));
        unpack_bits(a.words(), count, x);
        unpack_bits(b.words(), count, y);
        compare_values(call.comparison, x, y, count, flags);
    } else {
        return false;
    }
    pack_bits(flags, count, static_cast<std::uint64_t*>(out.data));
    return finish(layout, out, ColumnKind::booleans);
}

bool logical(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    const ColumnView& b = *call.arguments[1];
    if (a.kind != ColumnKind::booleans || b.kind != ColumnKind::booleans) {
        return false;
    }
    auto* const words = static_cast<std::uint64_t*>(out.data);
    for (std::size_t i = 0; i < layout.words; ++i) {
        words[i] = call.opcode == Opcode::logical_and ? a.words()[i] & b.words()[i]
                                                      : a.words()[i] | b.words()[i];
    }
    return finish(layout, out, ColumnKind::booleans);
}

bool logical_not(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    if (a.kind != ColumnKind::booleans) {
        return false;
    }
    auto* const words = static_cast<std::uint64_t*>(out.data);
    for (std::size_t i = 0; i < layout.words; ++i) {
        words[i] = ~a.words()[i];
    }
    if (layout.positions % 64 != 0) {
        words[layout.words - 1] &= (std::uint64_t{1} << (layout.positions % 64)) - 1;
    }
    return finish(layout, out, ColumnKind::booleans);
}

bool indicator(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    if (a.kind != ColumnKind::booleans) {
        return false;
    }
    unpack_bits(a.words(), layout.positions, static_cast<std::uint8_t*>(out.data));
    return finish(layout, out, ColumnKind::small);
}

template <class T>
void choose_values(const std::uint8_t* flags, const T* x, const T* y, std::size_t count,
                   T* result) {
    using Bits = WholeLaneOf<T>;
    for_vectors<Bits>(count, [&](std::size_t at) {
        const Vector<Bits> chosen = load<Bits>(flags + at) != 0;
        const Vector<Bits> values =
            (load_same<Bits>(x + at) & chosen) | (load_same<Bits>(y + at) & ~chosen);
        std::memcpy(result + at, &values, sizeof(values));
    });
}

bool choose(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& condition = *call.arguments[0];
    const ColumnView& a = *call.arguments[1];
    const ColumnView& b = *call.arguments[2];
    if (condition.kind != ColumnKind::booleans) {
        return false;
    }
    const std::size_t count = layout.positions;
    if (a.kind == ColumnKind::booleans && b.kind == ColumnKind::booleans) {
        auto* const words = static_cast<std::uint64_t*>(out.data);
        for (std::size_t i = 0; i < layout.words; ++i) {
            words[i] =
                (condition.words()[i] & a.words()[i]) | (~condition.words()[i] & b.words()[i]);
        }
        return finish(layout, out, ColumnKind::booleans);
    }
    std::uint8_t* const flags = byte_memory(scratch_of(call, layout, 2));
    if (a.kind == ColumnKind::small && b.kind == ColumnKind::small) {
        unpack_bits(condition.words(), count, flags);
        choose_values(flags, a.small(), b.small(), count, static_cast<std::int8_t*>(out.data));
        return finish(layout, out, ColumnKind::small);
    }
    if (a.kind == ColumnKind::strings && b.kind == ColumnKind::strings) {
        unpack_bits(condition.words(), count, flags);
        choose_values(flags, a.strings(), b.strings(), count,
                      static_cast<std::uint32_t*>(out.data));
        return finish(layout, out, ColumnKind::strings);
    }
    if (!a.is_number() || !b.is_number()) {
        return false;
    }
    const double* const x = as_reals(a, count, scratch_of(call, layout, 0));
    const double* const y = as_reals(b, count, scratch_of(call, layout, 1));
    unpack_bits(condition.words(), count, byte_memory(static_cast<double*>(out.data)));
    double* const result = scratch_of(call, layout, 2);
    choose_values(static_cast<const std::uint8_t*>(out.data), x, y, count, result);
    return finish_reals(layout, out, result);
}

} // namespace

} // namespace rasp_stitch::enumerator
