#pragma once

// Calls the kernel of a primitive.
//
// Part of the kernels, like all kernel_*.hpp: column_kernels_v1.cpp and its like compile them, each
// for another processor and in an unnamed namespace. Nothing in them may be an inline function or a
// template with external linkage: the linker would keep one copy of it for all.

#include "enumerator/columns/kernel_aggregation.hpp"
#include "enumerator/columns/kernel_arithmetic.hpp"
#include "enumerator/columns/kernel_strings.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace rasp_stitch::enumerator {

namespace {

bool apply_primitive(const KernelCall& call, const Layout& layout, KernelOut& out) {
    switch (call.opcode) {
    case Opcode::select:
        return select(call, layout, out);
    case Opcode::selector_and:
    case Opcode::selector_or:
    case Opcode::selector_not:
        return combine(call, layout, out);
    case Opcode::aggregate:
    case Opcode::aggregate_default:
        return aggregate(call, layout, out);
    case Opcode::selector_width:
        return selector_width(call, layout, out);
    case Opcode::add:
    case Opcode::sub:
    case Opcode::mul:
    case Opcode::div:
    case Opcode::mod:
    case Opcode::pow:
        return arithmetic(call, layout, out);
    case Opcode::neg:
        return negate(call, layout, out);
    case Opcode::round:
        return round_numbers(call, layout, out);
    case Opcode::indicator:
        return indicator(call, layout, out);
    case Opcode::compare:
        return compare(call, layout, out);
    case Opcode::logical_and:
    case Opcode::logical_or:
        return logical(call, layout, out);
    case Opcode::logical_not:
        return logical_not(call, layout, out);
    case Opcode::choose:
        return choose(call, layout, out);
    case Opcode::concat:
        return concat(call, layout, out);
    case Opcode::parse_int:
        return parse_int(call, layout, out);
    default:
        return false;
    }
}

// Values of a wrong kind make all inputs fail.
bool apply(const KernelCall& call, KernelOut& out) {
    const Layout layout = plain(*call.layout);
    if (apply_primitive(call, layout, out)) {
        return true;
    }
    for (std::size_t input = 0; input < layout.input_count && layout.failure_words != 0; ++input) {
        out.failures[input / 64] |= std::uint64_t{1} << (input % 64);
    }
    std::memset(out.data, 0, layout.positions);
    return layout.failure_words != 0 && finish(layout, out, ColumnKind::small);
}

std::uint64_t hash(const ColumnView& column, const ColumnLayout& layout) {
    return hash_of(column, layout);
}

} // namespace

} // namespace rasp_stitch::enumerator
