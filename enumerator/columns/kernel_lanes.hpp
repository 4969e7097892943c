#pragma once

// Vectors of the compiler, as wide as those of the processor.
//
// Part of the kernels, like all kernel_*.hpp: column_kernels_v1.cpp and its like compile them, each
// for another processor and in an unnamed namespace. Nothing in them may be an inline function or a
// template with external linkage: the linker would keep one copy of it for all.

#include "enumerator/columns/column_kernels.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace rasp_stitch::enumerator {

namespace {

using rasp::Comparison;
using rasp::Opcode;

constexpr double most_number = 9007199254740992.0; // 2^53

#if defined(__AVX512F__)
constexpr std::size_t vector_bytes = 64;
#elif defined(__AVX2__)
constexpr std::size_t vector_bytes = 32;
#else
constexpr std::size_t vector_bytes = 16;
#endif

// The compiler's vectors, as wide as the processor's. A comparison gives all ones where it holds.
template <class T, std::size_t count>
struct VectorOf {
    typedef T Type __attribute__((vector_size(count * sizeof(T))));
};
template <class Lane>
constexpr std::size_t lanes_of = vector_bytes / sizeof(Lane);
template <class Lane>
using Vector = typename VectorOf<Lane, lanes_of<Lane>>::Type;

// Loads as many values as a vector has lanes, and converts each.
template <class Lane, class T>
Vector<Lane> load(const T* from) {
    typename VectorOf<T, lanes_of<Lane>>::Type values;
    std::memcpy(&values, from, sizeof(values));
    return __builtin_convertvector(values, Vector<Lane>);
}

template <class Lane, class T>
void store(Vector<Lane> lanes, T* to) {
    const auto values = __builtin_convertvector(lanes, typename VectorOf<T, lanes_of<Lane>>::Type);
    std::memcpy(to, &values, sizeof(values));
}

// The type of a lane that holds a value or a row: a double, or a whole number of this many bytes.
template <std::size_t bytes>
struct WholeLane;
template <>
struct WholeLane<1> {
    using Type = std::int8_t;
};
template <>
struct WholeLane<2> {
    using Type = std::int16_t;
};
template <>
struct WholeLane<4> {
    using Type = std::int32_t;
};
template <>
struct WholeLane<8> {
    using Type = std::int64_t;
};

// Calls the function with 0, 1, ... up to `count`, and up to a multiple of 16: loops without a rest
// are faster. What is computed beyond a column is arbitrary, and there is memory for it.
constexpr std::size_t block_of_lanes = 16;

template <class Function>
void for_lanes(std::size_t count, const Function& function) {
    for (std::size_t first = 0; first < count; first += block_of_lanes) {
        for (std::size_t lane = 0; lane < block_of_lanes; ++lane) {
            function(first + lane);
        }
    }
}

} // namespace

} // namespace rasp_stitch::enumerator
