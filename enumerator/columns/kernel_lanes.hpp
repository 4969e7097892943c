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
#if defined(__AVX2__)
#include <immintrin.h>
#endif

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

// Loads as many values as a vector has lanes, and converts each. Processors make doubles of whole
// numbers of 32 bits, so that narrower ones become those first; g++ 12 converts bytes one by one.
template <class Lane, class T>
Vector<Lane> load(const T* from) {
    if constexpr (std::is_same<Lane, double>::value && sizeof(T) < 4) {
        using Wholes = typename VectorOf<std::int32_t, lanes_of<Lane>>::Type;
#if defined(__AVX512F__)
        if constexpr (sizeof(T) == 1) {
            std::int64_t bytes = 0;
            std::memcpy(&bytes, from, sizeof(bytes));
            const __m256i wholes = _mm256_cvtepi8_epi32(_mm_cvtsi64_si128(bytes));
            Wholes lanes;
            std::memcpy(&lanes, &wholes, sizeof(lanes));
            return __builtin_convertvector(lanes, Vector<Lane>);
        }
#elif defined(__AVX2__)
        if constexpr (sizeof(T) == 1) {
            std::int32_t bytes = 0;
            std::memcpy(&bytes, from, sizeof(bytes));
            const __m128i wholes = _mm_cvtepi8_epi32(_mm_cvtsi32_si128(bytes));
            Wholes lanes;
            std::memcpy(&lanes, &wholes, sizeof(lanes));
            return __builtin_convertvector(lanes, Vector<Lane>);
        }
#endif
        typename VectorOf<T, lanes_of<Lane>>::Type values;
        std::memcpy(&values, from, sizeof(values));
        return __builtin_convertvector(__builtin_convertvector(values, Wholes), Vector<Lane>);
    } else {
        typename VectorOf<T, lanes_of<Lane>>::Type values;
        std::memcpy(&values, from, sizeof(values));
        return __builtin_convertvector(values, Vector<Lane>);
    }
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

template <class Lane>
using WholeLaneOf = typename WholeLane<sizeof(Lane)>::Type;

// Loads a vector as it is, from any type of values of the same size.
template <class Lane, class T>
Vector<Lane> load_same(const T* from) {
    static_assert(sizeof(Lane) == sizeof(T));
    Vector<Lane> lanes;
    std::memcpy(&lanes, from, sizeof(lanes));
    return lanes;
}

// The same bits as lanes of another type.
template <class Lane, class Other>
Vector<Lane> bits_as(const Other& lanes) {
    static_assert(sizeof(Vector<Lane>) == sizeof(Other));
    Vector<Lane> bits;
    std::memcpy(&bits, &lanes, sizeof(bits));
    return bits;
}

// Calls the function with 0 and every place below `count` where a further vector begins. What is
// computed beyond a column is arbitrary, and there is memory for it. Loops over single values, which
// the compiler makes vectors of, are slower: columns are short, and it prepares for long ones.
template <class Lane, class Function>
void for_vectors(std::size_t count, const Function& function) {
    for (std::size_t at = 0; at < count; at += lanes_of<Lane>) {
        function(at);
    }
}

struct ByteMasks {
    std::uint8_t bytes[2 * vector_bytes];
};

constexpr ByteMasks make_byte_masks() {
    ByteMasks masks{};
    for (std::size_t i = 0; i < vector_bytes; ++i) {
        masks.bytes[i] = 0xFF;
    }
    return masks;
}

constexpr ByteMasks byte_masks = make_byte_masks();

// Returns a vector with all bits of its first bytes set, or of all if it does not have so many.
template <class Lane>
Vector<Lane> first_bytes(std::size_t count) {
    Vector<Lane> mask;
    std::memcpy(&mask,
                byte_masks.bytes + vector_bytes - (count < vector_bytes ? count : vector_bytes),
                sizeof(mask));
    return mask;
}

template <class Lane>
Vector<Lane> first_lanes(std::size_t count) {
    return first_bytes<Lane>(count * sizeof(Lane));
}

template <class T>
bool is_any_set(const T& lanes) {
    const auto words = bits_as<std::uint64_t>(lanes);
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < lanes_of<std::uint64_t>; ++i) {
        any |= words[i];
    }
    return any != 0;
}

} // namespace

} // namespace rasp_stitch::enumerator
