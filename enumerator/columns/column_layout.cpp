#include "enumerator/columns/column_layout.hpp"

#include <algorithm>
#include <bit>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t byte_bits = 8;

} // namespace

std::size_t bytes_of(ColumnKind kind, const ColumnLayout& layout) {
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

std::optional<ColumnLayout> layout_of(std::span<const rasp::Extent> extents, bool keeps_failures) {
    ColumnLayout layout;
    std::size_t longest = 1;
    for (const rasp::Extent& extent : extents) {
        layout.inputs.push_back({.first = static_cast<std::uint32_t>(extent.offset),
                                 .length = static_cast<std::uint32_t>(extent.length)});
        layout.positions += extent.length;
        longest = std::max(longest, extent.length);
    }
    if (longest > rasp::word_bits) {
        return std::nullopt;
    }
    layout.words = (layout.positions + rasp::word_bits - 1) / rasp::word_bits;
    layout.row_bytes = std::bit_ceil((longest + byte_bits - 1) / byte_bits);
    layout.failure_words =
        keeps_failures ? (extents.size() + rasp::word_bits - 1) / rasp::word_bits : 0;
    for (const rasp::Extent& extent : extents) {
        const std::uint64_t row = extent.mask(0);
        for (std::size_t query = 0; query < extent.length; ++query) {
            for (std::size_t byte = 0; byte < layout.row_bytes; ++byte) {
                layout.full_rows.push_back(static_cast<std::uint8_t>(row >> (byte * byte_bits)));
            }
        }
    }
    layout.full_rows.resize(layout.full_rows.size() + column_slack);
    return layout;
}

} // namespace rasp_stitch::enumerator
