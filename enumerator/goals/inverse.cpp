#include "enumerator/goals/inverse.hpp"

#include <bit>
#include <cstddef>

namespace rasp_stitch::enumerator::backwards {

using rasp::Extent;

namespace {

std::size_t count_keys(std::span<const std::uint64_t> row) {
    std::size_t count = 0;
    for (const std::uint64_t word : row) {
        count += static_cast<std::size_t>(std::popcount(word));
    }
    return count;
}

std::span<const std::uint64_t> row_of(const Extent& extent, std::span<const std::uint64_t> rows,
                                      std::size_t query) {
    return rows.subspan(extent.row_of(false, query), extent.row_words);
}

// Returns the one key that the row selects and the row before it does not, or nullopt if there is
// not exactly one, or if that row is not part of this one.
std::optional<std::size_t> new_key(std::span<const std::uint64_t> row,
                                   std::span<const std::uint64_t> before) {
    std::optional<std::size_t> key;
    for (std::size_t word = 0; word < row.size(); ++word) {
        const std::uint64_t old = before.empty() ? 0 : before[word];
        const std::uint64_t fresh = row[word] & ~old;
        if ((old & ~row[word]) != 0 || (fresh & (fresh - 1)) != 0 || (fresh != 0 && key)) {
            return std::nullopt;
        }
        if (fresh != 0) {
            key = word * rasp::word_bits + static_cast<std::size_t>(std::countr_zero(fresh));
        }
    }
    return key;
}

// Adds the steps of one input.
bool add_steps(const Extent& extent, std::span<const std::uint64_t> rows, Inverse& inverse) {
    std::vector<std::uint32_t> by_count(extent.length, UINT32_MAX); // the query with this many keys
    std::vector<bool> is_selected(extent.length);
    for (std::uint32_t query = 0; query < extent.length; ++query) {
        const std::size_t count = count_keys(row_of(extent, rows, query));
        if (count == 0 || count > extent.length) {
            return false;
        }
        std::uint32_t& place = by_count[inverse.is_chain ? count - 1 : query];
        if ((!inverse.is_chain && count != 1) || place != UINT32_MAX) {
            return false;
        }
        place = query;
    }
    std::span<const std::uint64_t> before;
    for (const std::uint32_t query : by_count) {
        const std::span<const std::uint64_t> row = row_of(extent, rows, query);
        const std::optional<std::size_t> key = new_key(row, before);
        if (!key || is_selected[*key]) {
            return false;
        }
        is_selected[*key] = true;
        inverse.rows.push_back(static_cast<std::uint32_t>(extent.offset) + query);
        inverse.keys.push_back(static_cast<std::uint32_t>(extent.offset + *key));
        before = inverse.is_chain ? row : std::span<const std::uint64_t>();
    }
    return true;
}

} // namespace

void Inverse::find_values(const BatchShape& shape, std::span<const double> result,
                          std::vector<double>& values) const {
    values.resize(result.size());
    std::size_t step = 0;
    for (const Extent& extent : shape.extents) {
        double before = 0;
        for (std::size_t i = 0; i < extent.length; ++i, ++step) {
            if (!is_chain) {
                values[keys[step]] = result[rows[step]];
                continue;
            }
            const double sum = result[rows[step]] * static_cast<double>(i + 1);
            values[keys[step]] = snapped(sum - before);
            before = sum;
        }
    }
}

std::optional<Inverse> inverse_of(const BatchShape& shape, std::span<const std::uint64_t> rows) {
    // An input of several tokens tells the two kinds apart.
    std::size_t selected = 0;
    for (const Extent& extent : shape.extents) {
        for (std::size_t query = 0; extent.length > 1 && query < extent.length && selected < 2;
             ++query) {
            selected = std::max(selected, count_keys(row_of(extent, rows, query)));
        }
    }
    Inverse inverse{.is_chain = selected > 1, .rows = {}, .keys = {}};
    for (const Extent& extent : shape.extents) {
        if (!add_steps(extent, rows, inverse)) {
            return std::nullopt;
        }
    }
    return inverse;
}

} // namespace rasp_stitch::enumerator::backwards
