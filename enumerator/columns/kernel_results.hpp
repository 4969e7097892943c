#pragma once

// Hashes of columns, and what every kernel does at its end: it finds the form of the result.
//
// Part of the kernels, like all kernel_*.hpp: column_kernels_v1.cpp and its like compile them, each
// for another processor and in an unnamed namespace. Nothing in them may be an inline function or a
// template with external linkage: the linker would keep one copy of it for all.

#include "enumerator/columns/column_kernels.hpp"
#include "enumerator/columns/kernel_lanes.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace rasp_stitch::enumerator {

namespace {

struct Layout {
    const ColumnLayout::Range* inputs;
    std::size_t input_count;
    std::size_t positions;
    std::size_t words;
    std::size_t row_bytes;
    std::size_t failure_words;
    const std::uint8_t* full_rows;
};

Layout plain(const ColumnLayout& layout) {
    return {.inputs = &layout.inputs[0],
            .input_count = layout.inputs.size(),
            .positions = layout.positions,
            .words = layout.words,
            .row_bytes = layout.row_bytes,
            .failure_words = layout.failure_words,
            .full_rows = &layout.full_rows[0]};
}

// Marks the input of a position as failing. Returns whether to go on.
bool fail_at(const Layout& layout, KernelOut& out, std::size_t position) {
    if (layout.failure_words == 0) {
        return false;
    }
    std::size_t input = 0;
    while (position >= layout.inputs[input].first + layout.inputs[input].length) {
        ++input;
    }
    out.failures[input / 64] |= std::uint64_t{1} << (input % 64);
    return true;
}

bool has_failed(const KernelOut& out, std::size_t input) {
    return ((out.failures[input / 64] >> (input % 64)) & 1U) != 0;
}

bool any_failed(const Layout& layout, const KernelOut& out) {
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < layout.failure_words; ++i) {
        any |= out.failures[i];
    }
    return any != 0;
}

std::uint64_t mixed(std::uint64_t word) {
    word ^= word >> 32U;
    word *= 0xD6E8FEB86659FD93U;
    word ^= word >> 32U;
    word *= 0xD6E8FEB86659FD93U;
    return word ^ (word >> 32U);
}

using Words = Vector<std::uint64_t>;

// The first numbers of places, which are a Weyl sequence.
constexpr std::uint64_t place_step = 0x9E3779B97F4A7C15U;

struct PlaceNumbers {
    std::uint64_t numbers[lanes_of<std::uint64_t>];
};

constexpr PlaceNumbers first_places() {
    PlaceNumbers places{};
    for (std::size_t i = 0; i < lanes_of<std::uint64_t>; ++i) {
        places.numbers[i] = (i + 1) * place_step;
    }
    return places;
}

constexpr PlaceNumbers places_of_vector = first_places();

// Multiplies the halves of each word with each other.
Words product_of_halves(Words words) {
#if defined(__AVX512F__)
    __m512i lower;
    __m512i upper;
    const Words shifted = words >> 32U;
    std::memcpy(&lower, &words, sizeof(lower));
    std::memcpy(&upper, &shifted, sizeof(upper));
    return bits_as<std::uint64_t>(_mm512_maskz_mul_epu32(0xFF, lower, upper));
#elif defined(__AVX2__)
    __m256i lower;
    __m256i upper;
    const Words shifted = words >> 32U;
    std::memcpy(&lower, &words, sizeof(lower));
    std::memcpy(&upper, &shifted, sizeof(upper));
    return bits_as<std::uint64_t>(_mm256_mul_epu32(lower, upper));
#else
    return (words & 0xFFFFFFFFU) * (words >> 32U);
#endif
}

// Hashes bytes by sums of products of halves of words, each with a number of its place added, as NH
// does (Black, Halevi, Krawczyk, Krovetz and Rogaway 1999, UMAC). Columns can be read beyond their
// end. What is there is masked after the number was added, so that the hash is the same for vectors
// of any width.
std::uint64_t hash_bytes(const void* data, std::size_t bytes, std::uint64_t seed) {
    const auto* const from = static_cast<const unsigned char*>(data);
    Words places;
    std::memcpy(&places, places_of_vector.numbers, sizeof(places));
    Words sum = {};
    std::size_t at = 0;
    for (; at + vector_bytes <= bytes; at += vector_bytes) {
        Words words;
        std::memcpy(&words, from + at, sizeof(words));
        words += places;
        places += lanes_of<std::uint64_t> * place_step;
        sum += product_of_halves(words) + (words ^ (words << 17U));
    }
    if (at < bytes) {
        Words words;
        std::memcpy(&words, from + at, sizeof(words));
        words = (words + places) & first_bytes<std::uint64_t>(bytes - at);
        sum += product_of_halves(words) + (words ^ (words << 17U));
    }
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < lanes_of<std::uint64_t>; ++i) {
        total += sum[i];
    }
    return mixed(total + seed);
}

// For both kinds of layouts.
template <class AnyLayout>
std::size_t bytes_of(ColumnKind kind, const AnyLayout& layout) {
    switch (kind) {
    case ColumnKind::booleans:
        return layout.words * sizeof(std::uint64_t);
    case ColumnKind::small:
        return layout.positions;
    case ColumnKind::reals:
        return layout.positions * sizeof(double);
    case ColumnKind::strings:
        return layout.positions * sizeof(std::uint32_t);
    case ColumnKind::selector:
        return layout.positions * layout.row_bytes;
    default:
        return 0;
    }
}

std::uint64_t hash_of(const ColumnView& column, const ColumnLayout& layout) {
    std::uint64_t seed = (static_cast<std::uint64_t>(column.kind) + 1) * place_step;
    for (std::size_t i = 0; i < layout.failure_words; ++i) {
        seed = mixed(seed ^ (column.failures == nullptr ? 0 : column.failures[i]));
    }
    return hash_bytes(column.data, bytes_of<ColumnLayout>(column.kind, layout), seed);
}

// Clears the values of the inputs that fail.
void blank(const Layout& layout, KernelOut& out) {
    for (std::size_t input = 0; input < layout.input_count; ++input) {
        if (!has_failed(out, input)) {
            continue;
        }
        const std::size_t first = layout.inputs[input].first;
        const std::size_t length = layout.inputs[input].length;
        if (out.kind == ColumnKind::booleans) {
            auto* const words = static_cast<std::uint64_t*>(out.data);
            for (std::size_t i = first; i < first + length; ++i) {
                words[i / 64] &= ~(std::uint64_t{1} << (i % 64));
            }
            continue;
        }
        const std::size_t each = bytes_of<Layout>(out.kind, layout) / layout.positions;
        std::memset(static_cast<unsigned char*>(out.data) + first * each, 0, length * each);
    }
}

bool finish(const Layout& layout, KernelOut& out, ColumnKind kind) {
    out.kind = kind;
    if (layout.failure_words != 0 && any_failed(layout, out)) {
        blank(layout, out);
    }
    return true;
}

// Stores whole numbers of 16 bits, as small ones if they all are.
bool finish_whole(const Layout& layout, KernelOut& out, std::int16_t* values) {
    Vector<std::int16_t> beyond = {};
    auto* const bytes = static_cast<std::int8_t*>(out.data);
    for_vectors<std::int16_t>(layout.positions, [&](std::size_t at) {
        const Vector<std::int16_t> whole = load<std::int16_t>(values + at);
        beyond |= (whole + 128) & static_cast<std::int16_t>(0xFF00) &
                  first_lanes<std::int16_t>(layout.positions - at);
        store<std::int16_t>(whole, bytes + at);
    });
    if (!is_any_set(beyond)) {
        return finish(layout, out, ColumnKind::small);
    }
    auto* const reals = static_cast<double*>(out.data);
    for (std::size_t i = 0; i < layout.positions; ++i) {
        reals[i] = values[i];
    }
    if (layout.failure_words != 0 && any_failed(layout, out)) {
        out.kind = ColumnKind::reals;
        blank(layout, out);
        bool are_small = true;
        for (std::size_t i = 0; i < layout.positions; ++i) {
            are_small &= reals[i] >= -128 && reals[i] <= 127;
        }
        if (are_small) {
            for (std::size_t i = 0; i < layout.positions; ++i) {
                bytes[i] = static_cast<std::int8_t>(reals[i]); // to the left of what is still read
            }
            return finish(layout, out, ColumnKind::small);
        }
    }
    return finish(layout, out, ColumnKind::reals);
}

// What all values of a column are.
struct Reals {
    bool are_narrow = false; // finite, and at most 2^53
    bool are_small = false;
};

// Makes 0 of -0, and looks at all values.
Reals look_at_reals(double* values, std::size_t count) {
    // Adding and taking away 1.5 * 2^52 rounds to a whole number. Bits of numbers without a sign are
    // in the order of the numbers, with those of a NaN beyond all.
    constexpr double rounder = 6755399441055744.0;
    constexpr std::int64_t no_sign = INT64_MAX;
    Vector<std::int64_t> most = {};
    Vector<std::int64_t> rests = {};
    Vector<std::int64_t> least = {}; // of -127 and above, no sign is set
    for_vectors<double>(count, [&](std::size_t at) {
        const Vector<double> all = load<double>(values + at) + 0.0;
        std::memcpy(values + at, &all, sizeof(all));
        const auto number =
            bits_as<double>(bits_as<std::int64_t>(all) & first_lanes<std::int64_t>(count - at));
        const Vector<double> nearest = (number + rounder) - rounder;
        rests |= bits_as<std::int64_t>(nearest - number);
        least |= bits_as<std::int64_t>(number + 128.0);
        const Vector<std::int64_t> bits = bits_as<std::int64_t>(number) & no_sign;
        most = bits > most ? bits : most;
    });
    std::int64_t largest = 0;
    std::int64_t lowest = 0;
    for (std::size_t i = 0; i < lanes_of<double>; ++i) {
        largest = most[i] > largest ? most[i] : largest;
        lowest |= least[i];
    }
    double number = 0;
    std::memcpy(&number, &largest, sizeof(number));
    Reals reals{.are_narrow = number <= most_number}; // not so for a NaN
    if (lowest >= 0 && number <= 128 && !is_any_set(rests)) {
        reals.are_small = true;
        for (std::size_t i = 0; i < count && number == 128; ++i) {
            reals.are_small &= values[i] != 128;
        }
    }
    return reals;
}

// Stores the doubles in `values`, which must not be those of `out`.
bool finish_reals(const Layout& layout, KernelOut& out, double* values) {
    const std::size_t count = layout.positions;
    Reals reals = look_at_reals(values, count);
    if (!reals.are_narrow) {
        for (std::size_t i = 0; i < count; ++i) {
            if (!(std::fabs(values[i]) <= most_number) && !fail_at(layout, out, i)) {
                return false;
            }
        }
    }
    if (layout.failure_words != 0 && any_failed(layout, out)) {
        std::memcpy(out.data, values, count * sizeof(double));
        out.kind = ColumnKind::reals;
        blank(layout, out);
        std::memcpy(values, out.data, count * sizeof(double));
        reals = look_at_reals(values, count);
    }
    if (reals.are_small) {
        auto* const bytes = static_cast<std::int8_t*>(out.data);
        for_vectors<double>(count, [&](std::size_t at) {
            using Wholes = typename VectorOf<std::int32_t, lanes_of<double>>::Type;
            using Bytes = typename VectorOf<std::int8_t, lanes_of<double>>::Type;
            const auto wholes = __builtin_convertvector(load<double>(values + at), Wholes);
            const auto small = __builtin_convertvector(wholes, Bytes);
            std::memcpy(bytes + at, &small, sizeof(small));
        });
        return finish(layout, out, ColumnKind::small);
    }
    auto* const to = static_cast<double*>(out.data);
    for_vectors<double>(count,
                        [&](std::size_t at) { std::memcpy(to + at, values + at, vector_bytes); });
    return finish(layout, out, ColumnKind::reals);
}

} // namespace

} // namespace rasp_stitch::enumerator
