#pragma once

// Booleans as bytes, numbers as doubles, and memory to compute in.
//
// Part of the kernels, like all kernel_*.hpp: column_kernels_v1.cpp and its like compile them, each
// for another processor and in an unnamed namespace. Nothing in them may be an inline function or a
// template with external linkage: the linker would keep one copy of it for all.

#include "enumerator/columns/kernel_lanes.hpp"
#include "enumerator/columns/kernel_results.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace rasp_stitch::enumerator {

namespace {

void unpack_bits(const std::uint64_t* words, std::size_t count, std::uint8_t* bytes) {
    for (std::size_t i = 0; i < count; i += 8) {
        const std::uint64_t byte = (words[i / 64] >> (i % 64)) & 0xFFU;
        const std::uint64_t spread = (byte * 0x0101010101010101U) & 0x8040201008040201U;
        const std::uint64_t flags =
            ((spread + 0x7F7F7F7F7F7F7F7FU) | spread) >> 7U & 0x0101010101010101U;
        std::memcpy(bytes + i, &flags, 8);
    }
}

// Packs bytes that are 0 or 1. Those beyond `count` may have any value up to the next multiple of 8.
void pack_bits(const std::uint8_t* bytes, std::size_t count, std::uint64_t* words) {
    for (std::size_t first = 0; first < count; first += 64) {
        std::uint64_t word = 0;
        const std::size_t end = count - first < 64 ? count - first : 64;
        for (std::size_t i = 0; i < end; i += 8) {
            std::uint64_t flags = 0;
            std::memcpy(&flags, bytes + first + i, 8);
            word |= ((flags & 0x0101010101010101U) * 0x0102040810204080U) >> 56U << i;
        }
        if (end < 64) {
            word &= (std::uint64_t{1} << end) - 1;
        }
        words[first / 64] = word;
    }
}

std::uint8_t* byte_memory(double* scratch) {
    return reinterpret_cast<std::uint8_t*>(scratch);
}

// Returns the numbers as doubles, in `memory` unless they are doubles already.
const double* as_reals(const ColumnView& view, std::size_t count, double* memory) {
    if (view.kind == ColumnKind::reals) {
        return view.reals();
    }
    const std::int8_t* const small = view.small();
    for_vectors<double>(count, [&](std::size_t at) {
        const Vector<double> numbers = load<double>(small + at);
        std::memcpy(memory + at, &numbers, sizeof(numbers));
    });
    return memory;
}

// Returns memory for a column of doubles. Kernels also keep narrower whole numbers and bytes in it: a
// type of value is always written before it is read, and no value is read as another type.
double* scratch_of(const KernelCall& call, const Layout& layout, std::size_t number) {
    return call.scratch + number * (layout.positions + column_slack / sizeof(double));
}

} // namespace

} // namespace rasp_stitch::enumerator
