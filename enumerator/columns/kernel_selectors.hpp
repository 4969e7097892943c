#pragma once

// Computes selectors. A row is an unsigned number of 8 to 64 bits, one for each key.
//
// Part of the kernels, like all kernel_*.hpp: column_kernels_v1.cpp and its like compile them, each
// for another processor and in an unnamed namespace. Nothing in them may be an inline function or a
// template with external linkage: the linker would keep one copy of it for all.

#include "enumerator/columns/kernel_logic.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace rasp_stitch::enumerator {

namespace {

// Calls the function with a row of the type that the layout has.
template <class Function>
auto by_row(const Layout& layout, const Function& function) {
    switch (layout.row_bytes) {
    case 1:
        return function(std::uint8_t{});
    case 2:
        return function(std::uint16_t{});
    case 4:
        return function(std::uint32_t{});
    default:
        return function(std::uint64_t{});
    }
}

// As many queries at a time as a vector has lanes: what is written beyond an input is written again
// by the next, and what is written beyond the last is not part of the column.
template <class Row, class T, class Holds>
void select_rows(const Layout& layout, const T* keys, const T* queries, Row* rows, Holds holds) {
    constexpr std::size_t bytes = sizeof(T) > sizeof(Row) ? sizeof(T) : sizeof(Row);
    using Bits = typename WholeLane<bytes>::Type;
    using Value = typename std::conditional<std::is_same<T, double>::value, double, Bits>::type;
    for (std::size_t input = 0; input < layout.input_count; ++input) {
        const std::size_t first = layout.inputs[input].first;
        const std::size_t length = layout.inputs[input].length;
        for (std::size_t at = first; at < first + length; at += lanes_of<Bits>) {
            const Vector<Value> asked = load<Value>(queries + at);
            Vector<Bits> made = {};
            for (std::size_t key = 0; key < length; ++key) {
                const Vector<Value> value = static_cast<Value>(keys[first + key]) - Vector<Value>{};
                const auto bit = static_cast<Bits>(std::uint64_t{1} << key);
                made |= holds(value, asked) & bit;
            }
            store<Bits>(made, rows + at);
        }
    }
}

#if defined(__AVX512BW__)
// As select_rows, for inputs of at most 8 tokens and values that are bytes: a vector has all pairs of
// a key and a query.
template <class T, class Holds>
void select_byte_rows(const Layout& layout, const T* keys, const T* queries, std::uint8_t* rows,
                      Holds holds) {
    // Where the bytes of the queries come from within 16 bytes: 8 times 0, 8 times 1 and so on.
    const __m512i places = _mm512_set_epi64(
        0x0707070707070707, 0x0606060606060606, 0x0505050505050505, 0x0404040404040404,
        0x0303030303030303, 0x0202020202020202, 0x0101010101010101, 0);
    for (std::size_t input = 0; input < layout.input_count; ++input) {
        const std::size_t first = layout.inputs[input].first;
        std::int64_t key_word = 0;
        std::int64_t query_word = 0;
        std::memcpy(&key_word, keys + first, sizeof(key_word));
        std::memcpy(&query_word, queries + first, sizeof(query_word));
        const __m512i asked =
            _mm512_maskz_shuffle_epi8(~__mmask64{0}, _mm512_set1_epi64(query_word), places);
        const Vector<std::int8_t> held =
            holds(bits_as<T>(_mm512_set1_epi64(key_word)), bits_as<T>(asked));
        const std::uint64_t valid = (std::uint64_t{1} << layout.inputs[input].length) - 1;
        const std::uint64_t made =
            _mm512_movepi8_mask(_mm512_loadu_si512(&held)) & (valid * 0x0101010101010101U);
        std::memcpy(rows + first, &made, sizeof(made));
    }
}
#endif

template <class T>
bool select_values(Comparison comparison, const Layout& layout, const T* keys, const T* queries,
                   KernelOut& out) {
    return by_row(layout, [&](auto row) {
        return by_comparison(comparison, [&](auto holds) {
            using Row = decltype(row);
            auto* const rows = static_cast<Row*>(out.data);
#if defined(__AVX512BW__)
            if constexpr (sizeof(Row) == 1 && sizeof(T) == 1) {
                select_byte_rows(layout, keys, queries, rows, holds);
                return true;
            }
#endif
            select_rows(layout, keys, queries, rows, holds);
            return true;
        });
    });
}

// Compares strings by order, which takes a call for each pair.
bool select_string_order(const KernelCall& call, Comparison comparison, const Layout& layout,
                         const std::uint32_t* keys, const std::uint32_t* queries, KernelOut& out) {
    return by_row(layout, [&](auto row) {
        return by_comparison(comparison, [&](auto holds) {
            using Row = decltype(row);
            auto* const rows = static_cast<Row*>(out.data);
            for (std::size_t input = 0; input < layout.input_count; ++input) {
                const std::size_t first = layout.inputs[input].first;
                const std::size_t length = layout.inputs[input].length;
                for (std::size_t query = first; query < first + length; ++query) {
                    Row made = 0;
                    for (std::size_t key = 0; key < length; ++key) {
                        const int order = call.strings->compare(keys[first + key], queries[query]);
                        made |= holds(order, 0) ? static_cast<Row>(Row{1} << key) : Row{0};
                    }
                    rows[query] = made;
                }
            }
            return true;
        });
    });
}

bool select(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& keys = *call.arguments[0];
    const ColumnView& queries = *call.arguments[1];
    const std::size_t count = layout.positions;
    const ColumnView* const predicate = call.arguments[2];
    if (predicate == nullptr || predicate->kind != ColumnKind::predicate) {
        return false;
    }
    const Comparison comparison = predicate->comparison;
    if (keys.is_number() && queries.is_number()) {
        if (keys.kind == ColumnKind::small && queries.kind == ColumnKind::small) {
            select_values(comparison, layout, keys.small(), queries.small(), out);
        } else {
            select_values(comparison, layout, as_reals(keys, count, scratch_of(call, layout, 0)),
                          as_reals(queries, count, scratch_of(call, layout, 1)), out);
        }
    } else if (keys.kind == ColumnKind::strings && queries.kind == ColumnKind::strings) {
        if (is_order(comparison)) {
            select_string_order(call, comparison, layout, keys.strings(), queries.strings(), out);
        } else {
            select_values(comparison, layout, keys.strings(), queries.strings(), out);
        }
    } else if (keys.kind == ColumnKind::booleans && queries.kind == ColumnKind::booleans) {
        std::uint8_t* const x = byte_memory(scratch_of(call, layout, 0));
        std::uint8_t* const y = byte_memory(scratch_of(call, layout, 1));
        unpack_bits(keys.words(), count, x);
        unpack_bits(queries.words(), count, y);
        select_values(comparison, layout, x, y, out);
    } else {
        return false;
    }
    return finish(layout, out, ColumnKind::selector);
}

bool combine(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    const bool is_not = call.opcode == Opcode::selector_not;
    const ColumnView& b = is_not ? a : *call.arguments[1];
    if (a.kind != ColumnKind::selector || b.kind != ColumnKind::selector) {
        return false;
    }
    const auto* const x = static_cast<const std::uint8_t*>(a.data);
    const auto* const y = static_cast<const std::uint8_t*>(b.data);
    auto* const result = static_cast<std::uint8_t*>(out.data);
    const std::size_t bytes = layout.positions * layout.row_bytes;
    switch (call.opcode) {
    case Opcode::selector_and:
        for (std::size_t i = 0; i < bytes; ++i) {
            result[i] = x[i] & y[i];
        }
        break;
    case Opcode::selector_or:
        for (std::size_t i = 0; i < bytes; ++i) {
            result[i] = x[i] | y[i];
        }
        break;
    default:
        for (std::size_t i = 0; i < bytes; ++i) {
            result[i] = static_cast<std::uint8_t>(~x[i]) & layout.full_rows[i];
        }
        break;
    }
    return finish(layout, out, ColumnKind::selector);
}

template <class Row>
std::size_t count_bits(Row row) {
    return static_cast<std::size_t>(__builtin_popcountll(row));
}

bool selector_width(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    if (a.kind != ColumnKind::selector) {
        return false;
    }
    by_row(layout, [&](auto row) {
        const auto* const rows = static_cast<const decltype(row)*>(a.data);
        auto* const result = static_cast<std::int8_t*>(out.data);
        for (std::size_t i = 0; i < layout.positions; ++i) {
            result[i] = static_cast<std::int8_t>(count_bits(rows[i]));
        }
        return true;
    });
    return finish(layout, out, ColumnKind::small);
}

} // namespace

} // namespace rasp_stitch::enumerator
