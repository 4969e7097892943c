#pragma once

// Computes arithmetic, element by element.
//
// Part of the kernels, like all kernel_*.hpp: column_kernels_v1.cpp and its like compile them, each
// for another processor and in an unnamed namespace. Nothing in them may be an inline function or a
// template with external linkage: the linker would keep one copy of it for all.

#include "enumerator/columns/kernel_bits.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace rasp_stitch::enumerator {

namespace {

double floored_rest(double a, double b) {
    const double rest = std::fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

// Computes with whole vectors. The function takes two, and returns one.
template <class Lane, class T, class Function>
void apply_to_vectors(const T* x, const T* y, std::size_t count, Lane* result, Function function) {
    for_vectors<Lane>(count, [&](std::size_t at) {
        const Vector<Lane> lanes = function(load<Lane>(x + at), load<Lane>(y + at));
        std::memcpy(result + at, &lanes, sizeof(lanes));
    });
}

template <class Lane, class T>
void add_sub_or_mul(Opcode opcode, const T* x, const T* y, std::size_t count, Lane* result) {
    switch (opcode) {
    case Opcode::add:
        apply_to_vectors(x, y, count, result, [](auto a, auto b) { return a + b; });
        break;
    case Opcode::sub:
        apply_to_vectors(x, y, count, result, [](auto a, auto b) { return a - b; });
        break;
    default:
        apply_to_vectors(x, y, count, result, [](auto a, auto b) { return a * b; });
        break;
    }
}

bool arithmetic(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    const ColumnView& b = *call.arguments[1];
    if (!a.is_number() || !b.is_number()) {
        return false;
    }
    const std::size_t count = layout.positions;
    double* const result = scratch_of(call, layout, 2);
    if (a.kind == ColumnKind::small && b.kind == ColumnKind::small && call.opcode != Opcode::div &&
        call.opcode != Opcode::mod && call.opcode != Opcode::pow) {
        auto* const whole = reinterpret_cast<std::int16_t*>(result);
        add_sub_or_mul(call.opcode, a.small(), b.small(), count, whole);
        return finish_whole(layout, out, whole);
    }
    const double* const x = as_reals(a, count, scratch_of(call, layout, 0));
    const double* const y = as_reals(b, count, scratch_of(call, layout, 1));
    switch (call.opcode) {
    case Opcode::add:
    case Opcode::sub:
    case Opcode::mul:
        add_sub_or_mul(call.opcode, x, y, count, result);
        break;
    case Opcode::div:
    case Opcode::mod: {
        Vector<std::int64_t> zeros = {};
        for_vectors<double>(count, [&](std::size_t at) {
            zeros |= (load<double>(y + at) == 0.0) & first_lanes<std::int64_t>(count - at);
        });
        if (is_any_set(zeros)) {
            for (std::size_t i = 0; i < count; ++i) {
                if (y[i] == 0 && !fail_at(layout, out, i)) {
                    return false;
                }
            }
        }
        if (call.opcode == Opcode::div) {
            apply_to_vectors(x, y, count, result, [](Vector<double> over, Vector<double> under) {
                return over / (under == 0.0 ? 1.0 : under);
            });
        } else if (a.kind == ColumnKind::small && b.kind == ColumnKind::small) {
            // Exact: the quotients of small numbers are far from any whole number that they are not.
            for (std::size_t i = 0; i < count; ++i) {
                const double divisor = y[i] == 0 ? 1.0 : y[i];
                result[i] = x[i] - std::floor(x[i] / divisor) * divisor;
            }
        } else {
            for (std::size_t i = 0; i < count; ++i) {
                result[i] = y[i] == 0 ? 0 : floored_rest(x[i], y[i]);
            }
        }
        break;
    }
    default:
        for (std::size_t i = 0; i < count; ++i) {
            const bool fails = (x[i] == 0 && y[i] < 0) || (x[i] < 0 && y[i] != std::floor(y[i]));
            if (fails && !fail_at(layout, out, i)) {
                return false;
            }
            result[i] = fails ? 0 : std::pow(x[i], y[i]);
        }
        break;
    }
    return finish_reals(layout, out, result);
}

bool negate(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    if (!a.is_number()) {
        return false;
    }
    double* const result = scratch_of(call, layout, 2);
    if (a.kind == ColumnKind::small) {
        auto* const whole = reinterpret_cast<std::int16_t*>(result);
        for_vectors<std::int16_t>(layout.positions, [&](std::size_t at) {
            const Vector<std::int16_t> negated = -load<std::int16_t>(a.small() + at);
            std::memcpy(whole + at, &negated, sizeof(negated));
        });
        return finish_whole(layout, out, whole);
    }
    for (std::size_t i = 0; i < layout.positions; ++i) {
        result[i] = -a.reals()[i];
    }
    return finish_reals(layout, out, result);
}

bool round_numbers(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    if (a.kind == ColumnKind::small) {
        std::memcpy(out.data, a.data, layout.positions);
        return finish(layout, out, ColumnKind::small);
    }
    if (a.kind != ColumnKind::reals) {
        return false;
    }
    double* const result = scratch_of(call, layout, 2);
    for (std::size_t i = 0; i < layout.positions; ++i) {
        result[i] = std::nearbyint(a.reals()[i]); // ties to even
    }
    return finish_reals(layout, out, result);
}

} // namespace

} // namespace rasp_stitch::enumerator
