#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"
#include "rasp/kernels/word_bits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

namespace rasp_stitch::rasp {

namespace {

// What stands for the values of both columns: numbers of one C++ type, in the order of the values.
template <class T>
struct Comparands {
    const T* keys = nullptr;
    const T* queries = nullptr;
};

// Comparands that are all among 0 .. count - 1. Then the set of keys with a code gives the rows of
// all queries with that code at once.
struct Codes {
    Comparands<std::uint16_t> values;
    std::size_t count = 0;
};

constexpr std::size_t most_codes = std::size_t{1} << 16U;

template <class T, class Function>
const T* converted(const KernelContext& context, const Column& column, Scratch<T>& scratch,
                   Function value_at) {
    const std::size_t count = context.batch.positions();
    T* const values = scratch.get(count + 1);
    if (column.constant) {
        std::fill_n(values, count, value_at(column, 0));
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            values[i] = value_at(column, i);
        }
    }
    return values;
}

// `value_at(column, element)` gives the number that stands for an element.
template <class T, class Function>
Comparands<T> comparands(const KernelContext& context, const Column& keys, const Column& queries,
                         ScratchPair<T>& scratch, Function value_at) {
    return {.keys = converted(context, keys, scratch.keys, value_at),
            .queries = converted(context, queries, scratch.queries, value_at)};
}

// Compares every key with every query, by holds_of(key, query).
template <class T, class Holds>
void fill_rows(const Extent& extent, const Comparands<T>& values, bool uniform, std::uint64_t* out,
               Holds holds_of) {
    std::array<std::uint8_t, word_bits> flags{};
    const T* const keys = values.keys + extent.offset;
    const std::size_t rows = uniform ? 1 : extent.length;
    for (std::size_t query = 0; query < rows; ++query) {
        const T wanted = values.queries[extent.offset + query];
        std::uint64_t* const row = out + extent.row_of(uniform, query);
        for (std::size_t word = 0; word < extent.row_words; ++word) {
            const std::size_t first = word * word_bits;
            const std::size_t count = std::min(word_bits, extent.length - first);
            for (std::size_t j = 0; j < count; ++j) {
                flags[j] = holds_of(keys[first + j], wanted) ? 1 : 0;
            }
            std::fill(flags.begin() + static_cast<std::ptrdiff_t>(count), flags.end(),
                      std::uint8_t{0});
            row[word] = collect_bits(flags.data(), count);
        }
    }
}

template <class T>
void fill_rows(const Extent& extent, const Comparands<T>& values, Comparison comparison,
               bool uniform, std::uint64_t* out) {
    with_comparison(comparison, [&](auto holds_of) {
        fill_rows(extent, values, uniform, out,
                  [&](T key, T query) { return holds_of(key, query); });
    });
}

// Fills one word of every row at a time. For each code, the set of the word's keys that have it (or
// a smaller one) is that word in the row of every query with the code. Takes time linear in the
// numbers of keys, codes and queries.
void fill_rows_by_code(KernelContext& context, const Extent& extent, const Codes& codes,
                       Comparison comparison, std::uint64_t* out) {
    const bool is_equality = comparison == Comparison::equal || comparison == Comparison::not_equal;
    // These are computed as the complement of the opposite comparison.
    const bool is_inverted = comparison == Comparison::not_equal ||
                             comparison == Comparison::greater ||
                             comparison == Comparison::at_least;
    const bool includes_equal =
        comparison == Comparison::at_most || comparison == Comparison::greater;
    std::uint64_t* const sets = context.masks.get(codes.count + 1);
    const std::uint16_t* const keys = codes.values.keys + extent.offset;
    const std::uint16_t* const queries = codes.values.queries + extent.offset;
    for (std::size_t word = 0; word < extent.row_words; ++word) {
        std::fill_n(sets, codes.count + 1, 0);
        const std::size_t first = word * word_bits;
        const std::size_t count = std::min(word_bits, extent.length - first);
        for (std::size_t j = 0; j < count; ++j) {
            sets[keys[first + j]] |= std::uint64_t{1} << j;
        }
        if (!is_equality) {
            // From the keys with each code to those with a smaller one.
            std::uint64_t smaller = 0;
            for (std::size_t code = 0; code <= codes.count; ++code) {
                const std::uint64_t same = sets[code];
                sets[code] = smaller;
                smaller |= same;
            }
        }
        const std::uint64_t flip = is_inverted ? extent.mask(word) : 0;
        const std::uint64_t* const set = sets + (includes_equal ? 1 : 0);
        std::uint64_t* const column = out + extent.matrix + word;
        for (std::size_t query = 0; query < extent.length; ++query) {
            column[query * extent.row_words] = set[queries[query]] ^ flip;
        }
    }
}

template <class T>
void fill_all(KernelContext& context, const Comparands<T>& values, Comparison comparison,
              bool uniform, std::uint64_t* out) {
    for (const Extent& extent : context.batch.extents()) {
        if (extent.length > 0) {
            fill_rows(extent, values, comparison, uniform, out);
        }
    }
}

void fill_all(KernelContext& context, const Codes& codes, Comparison comparison, bool uniform,
              std::uint64_t* out) {
    for (const Extent& extent : context.batch.extents()) {
        if (extent.length == 0) {
            continue;
        }
        // Both ways are right, but for few keys the table of codes does not pay.
        if (uniform || codes.count > 4 * extent.length + 32) {
            fill_rows(extent, codes.values, comparison, uniform, out);
        } else {
            fill_rows_by_code(context, extent, codes, comparison, out);
        }
    }
}

struct Range {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t most = std::numeric_limits<std::int64_t>::min();
};

void extend(Range& range, const KernelContext& context, const Column& column) {
    const std::size_t count = element_count(context, column.constant);
    for (std::size_t i = 0; i < count; ++i) {
        range.least = std::min(range.least, column.ints[i]);
        range.most = std::max(range.most, column.ints[i]);
    }
}

void select_ints(KernelContext& context, const Column& keys, const Column& queries,
                 Comparison comparison, bool uniform, std::uint64_t* out) {
    Range range;
    extend(range, context, keys);
    extend(range, context, queries);
    std::int64_t width = 0;
    const bool has_codes = !__builtin_sub_overflow(range.most, range.least, &width) &&
                           width < static_cast<std::int64_t>(most_codes);
    if (has_codes) {
        const auto code_at = [least = range.least](const Column& column, std::size_t i) {
            return static_cast<std::uint16_t>(column.ints[i] - least);
        };
        const Codes codes{.values = comparands(context, keys, queries, context.codes, code_at),
                          .count = static_cast<std::size_t>(width) + 1};
        fill_all(context, codes, comparison, uniform, out);
        return;
    }
    const auto int_at = [](const Column& column, std::size_t i) { return column.ints[i]; };
    fill_all(context, comparands(context, keys, queries, context.ints, int_at), comparison, uniform,
             out);
}

void select_strings(KernelContext& context, const Column& keys, const Column& queries,
                    Comparison comparison, bool uniform, std::uint64_t* out) {
    const std::span<const std::uint32_t> ranks = context.batch.strings().ranks();
    if (ranks.size() <= most_codes) {
        const auto code_at = [ranks](const Column& column, std::size_t i) {
            return static_cast<std::uint16_t>(ranks[column.strings[i]]);
        };
        const Codes codes{.values = comparands(context, keys, queries, context.codes, code_at),
                          .count = ranks.size()};
        fill_all(context, codes, comparison, uniform, out);
        return;
    }
    const auto rank_at = [ranks](const Column& column, std::size_t i) {
        return std::int64_t{ranks[column.strings[i]]};
    };
    fill_all(context, comparands(context, keys, queries, context.ints, rank_at), comparison,
             uniform, out);
}

void select_booleans(KernelContext& context, const Column& keys, const Column& queries,
                     Comparison comparison, bool uniform, std::uint64_t* out) {
    const auto flag_at = [](const Column& column, std::size_t i) {
        return std::uint16_t{column.flags[i]};
    };
    const Codes codes{.values = comparands(context, keys, queries, context.codes, flag_at),
                      .count = 2};
    fill_all(context, codes, comparison, uniform, out);
}

// Returns whether every value equals the float nearest to it.
bool is_exact_in_floats(const KernelContext& context, const Column& column) {
    constexpr std::int64_t most = std::int64_t{1} << 53U;
    const std::size_t count = element_count(context, column.constant);
    for (std::size_t i = 0; i < count; ++i) {
        const Number number = number_at(column, i);
        if (number.is_int && (number.i < -most || number.i > most)) {
            return false;
        }
    }
    return true;
}

void select_numbers(KernelContext& context, const Column& keys, const Column& queries,
                    Comparison comparison, bool uniform, std::uint64_t* out) {
    if (is_exact_in_floats(context, keys) && is_exact_in_floats(context, queries)) {
        const auto float_at = [](const Column& column, std::size_t i) {
            return number_at(column, i).d;
        };
        fill_all(context, comparands(context, keys, queries, context.floats, float_at), comparison,
                 uniform, out);
        return;
    }
    // Rare: the comparands are positions, and what stands there is compared.
    const auto position_at = [](const Column& /*column*/, std::size_t i) {
        return static_cast<std::int64_t>(i);
    };
    const Comparands<std::int64_t> positions =
        comparands(context, keys, queries, context.ints, position_at);
    for (const Extent& extent : context.batch.extents()) {
        if (extent.length > 0) {
            fill_rows(extent, positions, uniform, out, [&](std::int64_t key, std::int64_t query) {
                return compare_numbers(comparison, number_at(keys, static_cast<std::size_t>(key)),
                                       number_at(queries, static_cast<std::size_t>(query)));
            });
        }
    }
}

} // namespace

Selector select(KernelContext& context, const Column& keys, const Column& queries,
                Comparison comparison, std::uint64_t* out) {
    if (keys.kind() != queries.kind()) {
        context.fail_all(FailureClass::type);
        return context.batch.full();
    }
    const bool uniform = queries.constant;
    switch (keys.kind()) {
    case ValueKind::boolean:
        select_booleans(context, keys, queries, comparison, uniform, out);
        break;
    case ValueKind::string:
        select_strings(context, keys, queries, comparison, uniform, out);
        break;
    case ValueKind::number:
        if (keys.form == Form::ints && queries.form == Form::ints) {
            select_ints(context, keys, queries, comparison, uniform, out);
        } else {
            select_numbers(context, keys, queries, comparison, uniform, out);
        }
        break;
    }
    return {.words = out, .uniform = uniform};
}

} // namespace rasp_stitch::rasp
