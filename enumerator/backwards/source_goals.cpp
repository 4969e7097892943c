// The goals of positions that follow from what is allowed in each row of a selector.

#include "enumerator/backwards/source_matcher.hpp"

#include <bit>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

using rasp::Extent;

// Returns the number of the set bit with this rank among the set bits, or nullopt if there are not
// so many.
std::optional<std::size_t> SourceMatcher::allowed_key(const SourceRow& row,
                                                      std::size_t rank) const {
    for (std::size_t word = 0; word < shape().extents[row.input].row_words; ++word) {
        for (std::uint64_t bits = sources_.allowed[row.words + word]; bits != 0; bits &= bits - 1) {
            if (rank-- == 0) {
                return word * rasp::word_bits + static_cast<std::size_t>(std::countr_zero(bits));
            }
        }
    }
    return std::nullopt;
}

// Opens the goals of positions for `(select (indices $0) ? equals_to)` and, if these are a
// permutation of each input, of keys for `(select ? (indices $0) equals_to)`. Rows that want the
// same value have the same allowed keys. They take them in their own order, or in the reverse.
void SourceMatcher::open_goals(bool reverses) {
    const Head* const select = head(HeadName::select);
    const Head* const equals = head(HeadName::equals_to);
    if (select == nullptr || equals == nullptr) {
        return;
    }
    const std::vector<double>& wanted = goal().column.values;
    std::vector<double> queries(positions());
    std::vector<double> keys(positions(), -1);
    bool is_permutation = true;
    for (const SourceRow& row : sources_.rows) {
        const Extent& extent = shape().extents[row.input];
        const std::size_t end = extent.offset + extent.length;
        std::size_t rank = 0;
        for (std::size_t other = reverses ? row.position + 1U : extent.offset;
             other < (reverses ? end : row.position); ++other) {
            rank += are_alike(wanted[other], wanted[row.position]) ? 1U : 0U;
        }
        std::optional<std::size_t> key = allowed_key(row, rank);
        if (!key && sources_.are_unique) {
            key = allowed_key(row, 0);
        }
        if (!key) {
            return;
        }
        queries[row.position] = static_cast<double>(*key);
        double& query = keys[extent.offset + *key];
        is_permutation &= query < 0;
        query = static_cast<double>(row.position - extent.offset);
    }
    const Part& indices = bank().part(PartKind::number, *bank().indices());
    const DescriptionLength cost = sources_.cost + select->cost + equals->cost + indices.cost;
    const auto open = [&](std::vector<double> column, const Expression& selector) {
        if (goals().may_open(goal(), GoalOrigin::other, cost)) {
            goals().open(goal(), GoalOrigin::other,
                         {.kind = PartKind::number, .values = std::move(column)},
                         aggregation(selector), cost);
        }
    };
    if (!is_permutation && !sources_.are_unique) {
        return;
    }
    const Expression given = backwards::part(indices.handle);
    open(std::move(queries), call(*select, {given, hole(), call(*equals, {})}));
    if (is_permutation) {
        open(std::move(keys), call(*select, {hole(), given, call(*equals, {})}));
    }
}

} // namespace rasp_stitch::enumerator::backwards
