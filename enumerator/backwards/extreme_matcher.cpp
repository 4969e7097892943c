#include "enumerator/backwards/extreme_matcher.hpp"

#include "enumerator/backwards/rank_expressions.hpp"

#include <optional>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

using rasp::Extent;

bool ExtremeMatcher::is_possible(const BatchShape& shape, const Goal& goal,
                                 const Sources& sources) {
    if (sources.fallback || !sources.are_everywhere) {
        return false;
    }
    const std::vector<double>& wanted = goal.column.values;
    bool is_one_value = true; // for all inputs
    for (const Extent& extent : shape.extents) {
        if (extent.length == 0) {
            continue;
        }
        for (std::size_t i = 0; i < extent.length; ++i) {
            if (!are_alike(wanted[extent.offset + i], wanted[extent.offset])) {
                return false;
            }
        }
        is_one_value &= are_alike(wanted[extent.offset], wanted.front());
    }
    return !is_one_value;
}

ExtremeMatcher::ExtremeMatcher(Goals& goals, const Goal& goal, const Sources& sources)
    : Matcher(goals, goal, sources.cost), values_(sources.values), is_allowed_(positions()) {
    const std::span<const double> values = bank().values(goal.column.kind, values_);
    for (std::size_t i = 0; i < positions(); ++i) {
        is_allowed_[i] = are_alike(values[i], goal.column.values[i]) ? 1 : 0;
    }
}

ExtremeMatcher::Firsts ExtremeMatcher::firsts_by(std::span<const double> keys, bool falls) const {
    const bool takes_several = goal().column.kind == PartKind::number;
    Firsts firsts;
    for (const Extent& extent : shape().extents) {
        if (extent.length == 0) {
            continue;
        }
        std::size_t earliest = extent.offset;
        std::size_t latest = extent.offset;
        bool are_allowed = is_allowed_[extent.offset] != 0; // all that have the first key
        for (std::size_t i = extent.offset + 1; i < extent.offset + extent.length; ++i) {
            if (falls ? keys[i] > keys[earliest] : keys[i] < keys[earliest]) {
                earliest = latest = i;
                are_allowed = is_allowed_[i] != 0;
            } else if (keys[i] == keys[earliest]) {
                latest = i;
                are_allowed &= is_allowed_[i] != 0;
            }
        }
        firsts.all &= are_allowed && (takes_several || earliest == latest);
        firsts.earliest &= is_allowed_[earliest] != 0;
        firsts.latest &= is_allowed_[latest] != 0;
        if (!firsts.earliest && !firsts.latest) {
            break;
        }
    }
    return firsts;
}

std::uint64_t ExtremeMatcher::step(Stream stream, std::uint32_t place) {
    early_.push_back({.kind = kind_of(stream), .place = place});
    if (!bank().zero()) {
        return 1;
    }
    const std::vector<Key> keys = std::exchange(early_, {});
    for (const Key& key : keys) {
        try_key(key);
    }
    return keys.size() * (20 + 2 * positions());
}

void ExtremeMatcher::try_key(Key key) {
    const Part& found = bank().part(key.kind, key.place);
    if (!found.is_ordered || found.is_constant) {
        return;
    }
    const std::span<const double> keys = bank().values(key.kind, key.place);
    const Candidate candidate{.expression = part(found.handle), .cost = found.cost};
    for (const bool falls : {false, true}) {
        const Firsts firsts = firsts_by(keys, falls);
        std::optional<Candidate> rank;
        if (firsts.all) {
            rank = strict_rank(goals(), {.falls = falls}, candidate);
        } else if (firsts.earliest || firsts.latest) {
            rank = stable_rank(goals(), {.falls = falls, .reverses = !firsts.earliest}, candidate);
        }
        if (rank) {
            report(*rank);
        }
    }
}

void ExtremeMatcher::report(const Candidate& rank) {
    const Head* const select = head(HeadName::select);
    const Head* const equals = head(HeadName::equals_to);
    const Head* const aggregate = head(HeadName::aggregate);
    if (select == nullptr || equals == nullptr || aggregate == nullptr) {
        return;
    }
    const Part& zero = bank().part(PartKind::number, *bank().zero());
    const Part& values = bank().part(goal().column.kind, values_);
    goals().meet(
        goal(),
        call(*aggregate, {call(*select, {rank.expression, part(zero.handle), call(*equals, {})}),
                          part(values.handle)}),
        this->cost() + select->cost + equals->cost + zero.cost + rank.cost);
}

} // namespace rasp_stitch::enumerator::backwards
