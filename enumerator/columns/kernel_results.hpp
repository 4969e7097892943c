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

// Hashes bytes by sums of products of halves of words, each with a number of its place added, as NH
// does (Black, Halevi, Krawczyk, Krovetz and Rogaway 1999, UMAC). The places' numbers are a Weyl
// sequence.
std::uint64_t hash_bytes(const void* data, std::size_t bytes, std::uint64_t seed) {
    const auto* const from = static_cast<const unsigned char*>(data);
    constexpr std::uint64_t step = 0x9E3779B97F4A7C15U;
    std::uint64_t sum = 0;
    const std::size_t words = bytes / 8;
    for (std::size_t i = 0; i < words; ++i) {
        std::uint64_t word = 0;
        std::memcpy(&word, from + i * 8, 8);
        word += (i + 1) * step;
        sum += (word & 0xFFFFFFFFU) * (word >> 32U) + (word ^ (word << 17U));
    }
    // Columns can be read beyond their end.
    std::uint64_t last = 0;
    if (bytes % 8 != 0) {
        std::memcpy(&last, from + words * 8, 8);
    }
    last &= (std::uint64_t{1} << (bytes % 8 * 8)) - 1;
    return mixed(sum ^ mixed(last + seed));
}

std::size_t bytes_of(ColumnKind kind, const Layout& layout) {
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

std::uint64_t hash_of(ColumnKind kind, const void* data, const std::uint64_t* failures,
                      const Layout& layout) {
    std::uint64_t seed = static_cast<std::uint64_t>(kind) + 1;
    for (std::size_t i = 0; i < layout.failure_words; ++i) {
        seed = mixed(seed ^ (failures == nullptr ? 0 : failures[i]));
    }
    return hash_bytes(data, bytes_of(kind, layout), seed);
}

void copy_reals(const double* from, std::size_t count, double* to) {
    for_lanes(count, [&](std::size_t i) { to[i] = from[i]; });
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
        const std::size_t each = bytes_of(out.kind, layout) / layout.positions;
        std::memset(static_cast<unsigned char*>(out.data) + first * each, 0, length * each);
    }
}

bool finish(const Layout& layout, KernelOut& out, ColumnKind kind) {
    out.kind = kind;
    if (layout.failure_words != 0 && any_failed(layout, out)) {
        blank(layout, out);
    }
    out.hash = hash_of(kind, out.data, out.failures, layout);
    return true;
}

// Stores whole numbers of 16 bits, as small ones if they all are.
bool finish_whole(const Layout& layout, KernelOut& out, std::int16_t* values) {
    for (std::size_t i = layout.positions; i % block_of_lanes != 0; ++i) {
        values[i] = 0;
    }
    std::uint16_t beyond = 0;
    auto* const bytes = static_cast<std::int8_t*>(out.data);
    for_lanes(layout.positions, [&](std::size_t i) {
        beyond |= static_cast<std::uint16_t>(values[i] + 128) & 0xFF00U;
        bytes[i] = static_cast<std::int8_t>(values[i]);
    });
    if (beyond == 0) {
        return finish(layout, out, ColumnKind::small);
    }
    auto* const reals = static_cast<double*>(out.data);
    for (std::size_t i = 0; i < layout.positions; ++i) {
        reals[i] = values[i];
    }
    if (layout.failure_words != 0 && any_failed(layout, out)) {
        out.kind = ColumnKind::reals;
        blank(layout, out);
        beyond = 0;
        for (std::size_t i = 0; i < layout.positions; ++i) {
            beyond |= reals[i] < -128 || reals[i] > 127 ? 1 : 0;
        }
        if (beyond == 0) {
            for (std::size_t i = 0; i < layout.positions; ++i) {
                bytes[i] = static_cast<std::int8_t>(reals[i]); // to the left of what is still read
            }
            return finish(layout, out, ColumnKind::small);
        }
    }
    return finish(layout, out, ColumnKind::reals);
}

// Stores the doubles in `values`, which must not be those of `out`.
bool finish_reals(const Layout& layout, KernelOut& out, double* values) {
    for (std::size_t i = layout.positions; i % block_of_lanes != 0; ++i) {
        values[i] = 0;
    }
    std::int64_t beyond = 0;
    for_lanes(layout.positions, [&](std::size_t i) {
        values[i] += 0.0;                                       // -0 becomes 0
        beyond |= std::fabs(values[i]) <= most_number ? 0 : -1; // not so for a NaN
    });
    if (beyond != 0) {
        for (std::size_t i = 0; i < layout.positions; ++i) {
            if (!(std::fabs(values[i]) <= most_number) && !fail_at(layout, out, i)) {
                return false;
            }
        }
    }
    if (layout.failure_words != 0 && any_failed(layout, out)) {
        std::memcpy(out.data, values, layout.positions * sizeof(double));
        out.kind = ColumnKind::reals;
        blank(layout, out);
        std::memcpy(values, out.data, layout.positions * sizeof(double));
    }
    // Adding and taking away 1.5 * 2^52 rounds to a whole number.
    constexpr double rounder = 6755399441055744.0;
    std::int64_t others = 0;
    for_lanes(layout.positions, [&](std::size_t i) {
        const double nearest = (values[i] + rounder) - rounder;
        others |= nearest == values[i] ? 0 : -1;
        others |= values[i] >= -128 ? 0 : -1;
        others |= values[i] <= 127 ? 0 : -1;
    });
    if (others == 0) {
        auto* const bytes = static_cast<std::int8_t*>(out.data);
        for (std::size_t i = 0; i < layout.positions; ++i) {
            bytes[i] = static_cast<std::int8_t>(static_cast<int>(values[i]));
        }
        return finish(layout, out, ColumnKind::small);
    }
    copy_reals(values, layout.positions, static_cast<double*>(out.data));
    return finish(layout, out, ColumnKind::reals);
}

} // namespace

} // namespace rasp_stitch::enumerator
