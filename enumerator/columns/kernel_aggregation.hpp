#pragma once

// Computes means and picks values, by what a selector selects.
//
// Part of the kernels, like all kernel_*.hpp: column_kernels_v1.cpp and its like compile them, each
// for another processor and in an unnamed namespace. Nothing in them may be an inline function or a
// template with external linkage: the linker would keep one copy of it for all.

#include "enumerator/columns/kernel_selectors.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace rasp_stitch::enumerator {

namespace {

// Adds up what the rows select, and counts it, as many queries at a time as a vector has lanes.
template <class Sum, class Row, class T>
void sum_rows(const Layout& layout, const Row* rows, const T* values, Sum* sums,
              typename WholeLane<sizeof(Sum)>::Type* counts) {
    using Bits = typename WholeLane<sizeof(Sum)>::Type;
    static_assert(sizeof(Row) <= sizeof(Sum));
    for (std::size_t input = 0; input < layout.input_count; ++input) {
        const std::size_t first = layout.inputs[input].first;
        const std::size_t length = layout.inputs[input].length;
        for (std::size_t at = first; at < first + length; at += lanes_of<Sum>) {
            const Vector<Bits> selected = load<Bits>(rows + at);
            Vector<Sum> sum = {};
            Vector<Bits> count = {};
            for (std::size_t key = 0; key < length; ++key) {
                const auto bit = static_cast<Bits>(std::uint64_t{1} << key);
                const Vector<Bits> holds = (selected & bit) != 0;
                const Vector<Sum> value = static_cast<Sum>(values[first + key]) - Vector<Sum>{};
                Vector<Bits> bits;
                std::memcpy(&bits, &value, sizeof(bits));
                bits &= holds;
                Vector<Sum> added;
                std::memcpy(&added, &bits, sizeof(added));
                sum += added;
                count -= holds;
            }
            std::memcpy(sums + at, &sum, sizeof(sum));
            std::memcpy(counts + at, &count, sizeof(count));
        }
    }
}

#if defined(__AVX512BW__)
// As sum_rows, for small numbers and inputs of at most 8 tokens: a vector has all pairs of a key and a
// query.
void sum_byte_rows(const Layout& layout, const std::uint8_t* rows, const std::int8_t* values,
                   std::int16_t* sums, std::int16_t* counts) {
    const __m512i ones = _mm512_set1_epi64(0x0101010101010101);
    const __m512i zeros = _mm512_setzero_si512();
    for (std::size_t input = 0; input < layout.input_count; ++input) {
        const std::size_t first = layout.inputs[input].first;
        std::uint64_t value_word = 0;
        std::uint64_t row_word = 0;
        std::memcpy(&value_word, values + first, sizeof(value_word));
        std::memcpy(&row_word, rows + first, sizeof(row_word));
        value_word ^= 0x8080808080808080U; // bytes from 0 to 255, which are 128 more
        const __m512i values_selected =
            _mm512_maskz_set1_epi64(0xFF, static_cast<std::int64_t>(value_word));
        const __m512i selected = _mm512_movm_epi8(row_word);
        const __m512i count = _mm512_sad_epu8(_mm512_and_si512(selected, ones), zeros);
        const __m512i sum = _mm512_sad_epu8(_mm512_and_si512(selected, values_selected), zeros);
        const __m512i whole = _mm512_sub_epi64(sum, _mm512_maskz_slli_epi64(0xFF, count, 7));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(sums + first),
                         _mm512_maskz_cvtepi64_epi16(0xFF, whole));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(counts + first),
                         _mm512_maskz_cvtepi64_epi16(0xFF, count));
    }
}
#endif

// Divides sums by counts that are not 0.
template <class Sum, class Count>
void divide(const Sum* sums, const Count* counts, std::size_t count, double* result) {
    for_vectors<double>(count, [&](std::size_t at) {
        const Vector<double> selected = load<double>(counts + at);
        const Vector<double> means = load<double>(sums + at) / (selected == 0.0 ? 1.0 : selected);
        std::memcpy(result + at, &means, sizeof(means));
    });
}

// Small numbers are added exactly, and others in doubles from left to right, as the reference does.
template <class Row>
bool aggregate_numbers(const KernelCall& call, const Layout& layout, const Row* rows,
                       const ColumnView& values, const ColumnView* defaults, KernelOut& out) {
    const std::size_t count = layout.positions;
    double* const result = scratch_of(call, layout, 2);
    if (values.kind == ColumnKind::small) {
        // As many keys as a row of 16 bits has add up to a sum of 16 bits.
        using Sum = typename WholeLane<(sizeof(Row) < 2 ? 2 : sizeof(Row))>::Type;
        auto* const sums = reinterpret_cast<Sum*>(scratch_of(call, layout, 0));
        auto* const counts = reinterpret_cast<Sum*>(scratch_of(call, layout, 1));
#if defined(__AVX512BW__)
        if constexpr (sizeof(Row) == 1) {
            sum_byte_rows(layout, rows, values.small(), sums, counts);
        } else {
            sum_rows(layout, rows, values.small(), sums, counts);
        }
#else
        sum_rows(layout, rows, values.small(), sums, counts);
#endif
        if constexpr (sizeof(Sum) == 2) {
            const bool has_small_default =
                defaults == nullptr || defaults->kind == ColumnKind::small;
            Row several = 0;
            for (std::size_t i = 0; i < count; ++i) {
                several |= static_cast<Row>(rows[i] & static_cast<Row>(rows[i] - 1));
            }
            if (several == 0 && has_small_default) {
                for (std::size_t i = 0; i < count && defaults != nullptr; ++i) {
                    sums[i] = rows[i] == 0 ? defaults->small()[i] : sums[i];
                }
                return finish_whole(layout, out, sums);
            }
        }
        divide(sums, counts, count, result);
    } else {
        double* const sums = scratch_of(call, layout, 0);
        auto* const counts = reinterpret_cast<std::int64_t*>(scratch_of(call, layout, 1));
        sum_rows(layout, rows, values.reals(), sums, counts);
        divide(sums, counts, count, result);
    }
    if (defaults != nullptr) {
        const double* const other = as_reals(*defaults, count, scratch_of(call, layout, 0));
        for (std::size_t i = 0; i < count; ++i) {
            result[i] = rows[i] == 0 ? other[i] : result[i];
        }
    }
    return finish_reals(layout, out, result);
}

// Takes the one value that a row selects.
template <class Row, class Value, class Default>
bool aggregate_others(const Layout& layout, const Row* rows, KernelOut& out, Value value,
                      Default default_at) {
    for (std::size_t input = 0; input < layout.input_count; ++input) {
        const std::size_t first = layout.inputs[input].first;
        for (std::size_t i = first; i < first + layout.inputs[input].length; ++i) {
            const Row row = rows[i];
            if (row == 0) {
                if (!default_at(i) && !fail_at(layout, out, i)) {
                    return false;
                }
                continue;
            }
            if ((row & static_cast<Row>(row - 1)) != 0 && !fail_at(layout, out, i)) {
                return false;
            }
            value(i, first + static_cast<std::size_t>(__builtin_ctzll(row)));
        }
    }
    return true;
}

template <class Row>
bool aggregate_rows(const KernelCall& call, const Layout& layout, const Row* rows,
                    const ColumnView& values, const ColumnView* defaults, KernelOut& out) {
    if (values.is_number()) {
        if (defaults != nullptr && !defaults->is_number()) {
            return false;
        }
        return aggregate_numbers(call, layout, rows, values, defaults, out);
    }
    if (defaults != nullptr && defaults->kind != values.kind) {
        return false;
    }
    if (values.kind == ColumnKind::strings) {
        auto* const result = static_cast<std::uint32_t*>(out.data);
        return aggregate_others(
                   layout, rows, out,
                   [&](std::size_t at, std::size_t from) { result[at] = values.strings()[from]; },
                   [&](std::size_t at) {
                       result[at] = defaults != nullptr ? defaults->strings()[at] : 0;
                       return defaults != nullptr;
                   }) &&
               finish(layout, out, ColumnKind::strings);
    }
    if (values.kind != ColumnKind::booleans) {
        return false;
    }
    const auto bit_at = [](const std::uint64_t* words, std::size_t at) {
        return static_cast<std::uint8_t>((words[at / 64] >> (at % 64)) & 1U);
    };
    std::uint8_t* const flags = byte_memory(scratch_of(call, layout, 2));
    const bool is_fine = aggregate_others(
        layout, rows, out,
        [&](std::size_t at, std::size_t from) { flags[at] = bit_at(values.words(), from); },
        [&](std::size_t at) {
            flags[at] = defaults != nullptr ? bit_at(defaults->words(), at) : std::uint8_t{0};
            return true;
        });
    if (!is_fine) {
        return false;
    }
    pack_bits(flags, layout.positions, static_cast<std::uint64_t*>(out.data));
    return finish(layout, out, ColumnKind::booleans);
}

bool aggregate(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& selector = *call.arguments[0];
    if (selector.kind != ColumnKind::selector) {
        return false;
    }
    const ColumnView* const defaults =
        call.opcode == Opcode::aggregate_default ? call.arguments[2] : nullptr;
    return by_row(layout, [&](auto row) {
        return aggregate_rows(call, layout, static_cast<const decltype(row)*>(selector.data),
                              *call.arguments[1], defaults, out);
    });
}

} // namespace

} // namespace rasp_stitch::enumerator
