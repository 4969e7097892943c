#pragma once

// Joins strings and reads numbers from them.
//
// Part of the kernels, like all kernel_*.hpp: column_kernels_v1.cpp and its like compile them, each
// for another processor and in an unnamed namespace. Nothing in them may be an inline function or a
// template with external linkage: the linker would keep one copy of it for all.

#include "enumerator/columns/kernel_bits.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::enumerator {

namespace {

bool concat(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    const ColumnView& b = *call.arguments[1];
    if (a.kind != ColumnKind::strings || b.kind != ColumnKind::strings) {
        return false;
    }
    auto* const result = static_cast<std::uint32_t*>(out.data);
    for (std::size_t i = 0; i < layout.positions; ++i) {
        const auto joined = call.strings->joined(a.strings()[i], b.strings()[i]);
        if (!joined && !fail_at(layout, out, i)) {
            return false;
        }
        result[i] = joined ? *joined : 0;
    }
    return finish(layout, out, ColumnKind::strings);
}

bool parse_int(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    if (a.kind != ColumnKind::strings) {
        return false;
    }
    double* const result = scratch_of(call, layout, 2);
    for (std::size_t i = 0; i < layout.positions; ++i) {
        const auto number = call.strings->number(a.strings()[i]);
        if (!number && !fail_at(layout, out, i)) {
            return false;
        }
        result[i] = number ? *number : 0;
    }
    return finish_reals(layout, out, result);
}

} // namespace

} // namespace rasp_stitch::enumerator
