// Part of column_kernels_*.cpp, each of which compiles it for another processor, in a namespace of
// its own. Nothing here may be an inline function or a template with external linkage: the linker
// would keep one copy of it for all, compiled for who knows which processor.

#include "enumerator/columns/column_kernels.hpp"

#include <cmath>
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

// ---- Failures, hashes and forms.

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
    for (std::size_t i = 0; i < layout.failure_words && failures != nullptr; ++i) {
        seed = mixed(seed ^ failures[i]) + (failures[i] != 0 ? 1U : 0U);
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

// ---- Between bits and bytes.

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
    for_lanes(count, [&](std::size_t i) { memory[i] = small[i]; });
    return memory;
}

double* scratch_of(const KernelCall& call, const Layout& layout, std::size_t number) {
    return call.scratch + number * (layout.positions + column_slack / sizeof(double));
}

// ---- Arithmetic.

double floored_rest(double a, double b) {
    const double rest = std::fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
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
        const std::int8_t* const x = a.small();
        const std::int8_t* const y = b.small();
        switch (call.opcode) {
        case Opcode::add:
            for_lanes(count,
                      [&](std::size_t i) { whole[i] = static_cast<std::int16_t>(x[i] + y[i]); });
            break;
        case Opcode::sub:
            for_lanes(count,
                      [&](std::size_t i) { whole[i] = static_cast<std::int16_t>(x[i] - y[i]); });
            break;
        default:
            for_lanes(count,
                      [&](std::size_t i) { whole[i] = static_cast<std::int16_t>(x[i] * y[i]); });
            break;
        }
        return finish_whole(layout, out, whole);
    }
    const double* const x = as_reals(a, count, scratch_of(call, layout, 0));
    const double* const y = as_reals(b, count, scratch_of(call, layout, 1));
    switch (call.opcode) {
    case Opcode::add:
        for_lanes(count, [&](std::size_t i) { result[i] = x[i] + y[i]; });
        break;
    case Opcode::sub:
        for_lanes(count, [&](std::size_t i) { result[i] = x[i] - y[i]; });
        break;
    case Opcode::mul:
        for_lanes(count, [&](std::size_t i) { result[i] = x[i] * y[i]; });
        break;
    case Opcode::div:
    case Opcode::mod: {
        bool has_zero = false;
        for (std::size_t i = 0; i < count; ++i) {
            has_zero |= y[i] == 0;
        }
        if (has_zero) {
            for (std::size_t i = 0; i < count; ++i) {
                if (y[i] == 0 && !fail_at(layout, out, i)) {
                    return false;
                }
            }
        }
        if (call.opcode == Opcode::div) {
            for_lanes(count, [&](std::size_t i) { result[i] = x[i] / (y[i] == 0 ? 1.0 : y[i]); });
        } else if (a.kind == ColumnKind::small && b.kind == ColumnKind::small) {
            // Exact: the quotients of small numbers are far from any whole number that they are not.
            for_lanes(count, [&](std::size_t i) {
                const double divisor = y[i] == 0 ? 1.0 : y[i];
                result[i] = x[i] - std::floor(x[i] / divisor) * divisor;
            });
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
        for (std::size_t i = 0; i < layout.positions; ++i) {
            whole[i] = static_cast<std::int16_t>(-a.small()[i]);
        }
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

// ---- Comparisons and logic.

// Calls the function with the comparison as a function object.
template <class Function>
auto by_comparison(Comparison comparison, const Function& function) {
    switch (comparison) {
    case Comparison::equal:
        return function([](auto x, auto y) { return x == y; });
    case Comparison::not_equal:
        return function([](auto x, auto y) { return x != y; });
    case Comparison::less:
        return function([](auto x, auto y) { return x < y; });
    case Comparison::at_most:
        return function([](auto x, auto y) { return x <= y; });
    case Comparison::greater:
        return function([](auto x, auto y) { return x > y; });
    default:
        return function([](auto x, auto y) { return x >= y; });
    }
}

bool is_order(Comparison comparison) {
    return comparison != Comparison::equal && comparison != Comparison::not_equal;
}

// Compares values of one type into bytes 0 or 1.
template <class T>
void compare_values(Comparison comparison, const T* x, const T* y, std::size_t count,
                    std::uint8_t* flags) {
    by_comparison(comparison, [&](auto holds) {
        for_lanes(count, [&](std::size_t i) { flags[i] = holds(x[i], y[i]) ? 1 : 0; });
        return true;
    });
}

void compare_string_order(const KernelCall& call, const std::uint32_t* x, const std::uint32_t* y,
                          std::size_t count, std::uint8_t* flags) {
    by_comparison(call.comparison, [&](auto holds) {
        for (std::size_t i = 0; i < count; ++i) {
            flags[i] = holds(call.strings->compare(x[i], y[i]), 0) ? 1 : 0;
        }
        return true;
    });
}

bool compare(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    const ColumnView& b = *call.arguments[1];
    const std::size_t count = layout.positions;
    std::uint8_t* const flags = byte_memory(scratch_of(call, layout, 2));
    if (a.is_number() && b.is_number()) {
        if (a.kind == ColumnKind::small && b.kind == ColumnKind::small) {
            compare_values(call.comparison, a.small(), b.small(), count, flags);
        } else {
            compare_values(call.comparison, as_reals(a, count, scratch_of(call, layout, 0)),
                           as_reals(b, count, scratch_of(call, layout, 1)), count, flags);
        }
    } else if (a.kind == ColumnKind::strings && b.kind == ColumnKind::strings) {
        if (is_order(call.comparison)) {
            compare_string_order(call, a.strings(), b.strings(), count, flags);
        } else {
            compare_values(call.comparison, a.strings(), b.strings(), count, flags);
        }
    } else if (a.kind == ColumnKind::booleans && b.kind == ColumnKind::booleans) {
        std::uint8_t* const x = byte_memory(scratch_of(call, layout, 0));
        std::uint8_t* const y = byte_memory(scratch_of(call, layout, 1));
        unpack_bits(a.words(), count, x);
        unpack_bits(b.words(), count, y);
        compare_values(call.comparison, x, y, count, flags);
    } else {
        return false;
    }
    pack_bits(flags, count, static_cast<std::uint64_t*>(out.data));
    return finish(layout, out, ColumnKind::booleans);
}

bool logical(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    const ColumnView& b = *call.arguments[1];
    if (a.kind != ColumnKind::booleans || b.kind != ColumnKind::booleans) {
        return false;
    }
    auto* const words = static_cast<std::uint64_t*>(out.data);
    for (std::size_t i = 0; i < layout.words; ++i) {
        words[i] = call.opcode == Opcode::logical_and ? a.words()[i] & b.words()[i]
                                                      : a.words()[i] | b.words()[i];
    }
    return finish(layout, out, ColumnKind::booleans);
}

bool logical_not(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    if (a.kind != ColumnKind::booleans) {
        return false;
    }
    auto* const words = static_cast<std::uint64_t*>(out.data);
    for (std::size_t i = 0; i < layout.words; ++i) {
        words[i] = ~a.words()[i];
    }
    if (layout.positions % 64 != 0) {
        words[layout.words - 1] &= (std::uint64_t{1} << (layout.positions % 64)) - 1;
    }
    return finish(layout, out, ColumnKind::booleans);
}

bool indicator(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& a = *call.arguments[0];
    if (a.kind != ColumnKind::booleans) {
        return false;
    }
    unpack_bits(a.words(), layout.positions, static_cast<std::uint8_t*>(out.data));
    return finish(layout, out, ColumnKind::small);
}

template <class T>
void choose_values(const std::uint8_t* flags, const T* x, const T* y, std::size_t count,
                   T* result) {
    for_lanes(count, [&](std::size_t i) { result[i] = flags[i] != 0 ? x[i] : y[i]; });
}

bool choose(const KernelCall& call, const Layout& layout, KernelOut& out) {
    const ColumnView& condition = *call.arguments[0];
    const ColumnView& a = *call.arguments[1];
    const ColumnView& b = *call.arguments[2];
    if (condition.kind != ColumnKind::booleans) {
        return false;
    }
    const std::size_t count = layout.positions;
    if (a.kind == ColumnKind::booleans && b.kind == ColumnKind::booleans) {
        auto* const words = static_cast<std::uint64_t*>(out.data);
        for (std::size_t i = 0; i < layout.words; ++i) {
            words[i] =
                (condition.words()[i] & a.words()[i]) | (~condition.words()[i] & b.words()[i]);
        }
        return finish(layout, out, ColumnKind::booleans);
    }
    std::uint8_t* const flags = byte_memory(scratch_of(call, layout, 2));
    if (a.kind == ColumnKind::small && b.kind == ColumnKind::small) {
        unpack_bits(condition.words(), count, flags);
        choose_values(flags, a.small(), b.small(), count, static_cast<std::int8_t*>(out.data));
        return finish(layout, out, ColumnKind::small);
    }
    if (a.kind == ColumnKind::strings && b.kind == ColumnKind::strings) {
        unpack_bits(condition.words(), count, flags);
        choose_values(flags, a.strings(), b.strings(), count,
                      static_cast<std::uint32_t*>(out.data));
        return finish(layout, out, ColumnKind::strings);
    }
    if (!a.is_number() || !b.is_number()) {
        return false;
    }
    const double* const x = as_reals(a, count, scratch_of(call, layout, 0));
    const double* const y = as_reals(b, count, scratch_of(call, layout, 1));
    double* const result = scratch_of(call, layout, 2);
    for (std::size_t i = 0; i < count; ++i) {
        result[i] = ((condition.words()[i / 64] >> (i % 64)) & 1U) != 0 ? x[i] : y[i];
    }
    return finish_reals(layout, out, result);
}

// ---- Strings.

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

// ---- Selectors. A row is an unsigned number of 8 to 64 bits.

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

template <class T>
bool select_values(Comparison comparison, const Layout& layout, const T* keys, const T* queries,
                   KernelOut& out) {
    return by_row(layout, [&](auto row) {
        return by_comparison(comparison, [&](auto holds) {
            select_rows(layout, keys, queries, static_cast<decltype(row)*>(out.data), holds);
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

// ---- Aggregation.

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

// Divides sums by counts that are not 0.
template <class Sum, class Count>
void divide(const Sum* sums, const Count* counts, std::size_t count, double* result) {
    for_lanes(count, [&](std::size_t i) {
        const auto selected = static_cast<double>(counts[i]);
        result[i] = static_cast<double>(sums[i]) / (selected == 0 ? 1.0 : selected);
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
        sum_rows(layout, rows, values.small(), sums, counts);
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

bool apply(const KernelCall& call, KernelOut& out) {
    const Layout layout = plain(*call.layout);
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

std::uint64_t hash(const ColumnView& column, const ColumnLayout& layout) {
    return hash_of(column.kind, column.data, column.failures, plain(layout));
}

} // namespace

} // namespace rasp_stitch::enumerator
