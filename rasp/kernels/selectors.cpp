#include "rasp/kernels/column_access.hpp"
#include "rasp/kernels/kernels.hpp"
#include "rasp/kernels/word_bits.hpp"

namespace rasp_stitch::rasp {

namespace {

// Applies the operation word by word. The result is uniform if both selectors are.
template <class Operation>
void fill_words(const KernelContext& context, const Selector& a, const Selector& b,
                std::uint64_t* out, Operation operation) {
    if (a.uniform == b.uniform) {
        const std::size_t count =
            a.uniform ? context.batch.row_words() : context.batch.matrix_words();
        for (std::size_t i = 0; i < count; ++i) {
            out[i] = operation(a.words[i], b.words[i]);
        }
        return;
    }
    for (const Extent& extent : context.batch.extents()) {
        for (std::size_t query = 0; query < extent.length; ++query) {
            const std::uint64_t* const row_a = a.words + extent.row_of(a.uniform, query);
            const std::uint64_t* const row_b = b.words + extent.row_of(b.uniform, query);
            std::uint64_t* const row = out + extent.row_of(false, query);
            for (std::size_t word = 0; word < extent.row_words; ++word) {
                row[word] = operation(row_a[word], row_b[word]);
            }
        }
    }
}

} // namespace

Selector combine(KernelContext& context, Opcode opcode, const Selector& a, const Selector& b,
                 std::uint64_t* out) {
    if (opcode == Opcode::selector_and) {
        fill_words(context, a, b, out, [](std::uint64_t x, std::uint64_t y) { return x & y; });
    } else {
        fill_words(context, a, b, out, [](std::uint64_t x, std::uint64_t y) { return x | y; });
    }
    return {.words = out, .uniform = a.uniform && b.uniform};
}

Selector invert(KernelContext& context, const Selector& a, std::uint64_t* out) {
    for (const Extent& extent : context.batch.extents()) {
        const std::size_t rows = a.uniform ? (extent.length > 0 ? 1 : 0) : extent.length;
        for (std::size_t row = 0; row < rows; ++row) {
            const std::size_t first = extent.row_of(a.uniform, row);
            for (std::size_t word = 0; word < extent.row_words; ++word) {
                out[first + word] = a.words[first + word] ^ extent.mask(word);
            }
        }
    }
    return {.words = out, .uniform = a.uniform};
}

Selector causal(KernelContext& context, const Selector& a, std::uint64_t* out) {
    for (const Extent& extent : context.batch.extents()) {
        for (std::size_t query = 0; query < extent.length; ++query) {
            const std::uint64_t* const from = a.words + extent.row_of(a.uniform, query);
            std::uint64_t* const to = out + extent.row_of(false, query);
            const std::size_t last = query / word_bits;
            for (std::size_t word = 0; word < extent.row_words; ++word) {
                const std::uint64_t upto = ~std::uint64_t{0} >> (word_bits - 1 - query % word_bits);
                to[word] = word < last ? from[word] : word == last ? from[word] & upto : 0;
            }
        }
    }
    return {.words = out, .uniform = false};
}

Column selector_width(KernelContext& context, const Selector& selector, const ColumnBuffer& out) {
    for (const Extent& extent : context.batch.extents()) {
        std::int64_t width = 0;
        for (std::size_t query = 0; query < extent.length; ++query) {
            if (query == 0 || !selector.uniform) {
                width = static_cast<std::int64_t>(count_bits(
                    selector.words + extent.row_of(selector.uniform, query), extent.row_words));
            }
            out.ints[extent.offset + query] = width;
        }
    }
    return view_of(out, Form::ints, false);
}

} // namespace rasp_stitch::rasp
