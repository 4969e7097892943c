#include "enumerator/backwards/rank_matcher.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rasp_stitch::enumerator::backwards {

namespace {

constexpr std::uint64_t work_of_key = 6; // of the steps until most keys are refuted

// Ways to order by a key, as bits. With `later`, equal keys come in the reverse order of places.
constexpr unsigned rising = 1;
constexpr unsigned falling = 2;
constexpr unsigned rising_stable = 4;
constexpr unsigned rising_later = 8;
constexpr unsigned falling_stable = 16;
constexpr unsigned falling_later = 32;
constexpr unsigned all_orders = 63;

constexpr unsigned strict_orders = rising | falling;

} // namespace

std::optional<Ranks> ranks_of(const BatchShape& shape, const std::vector<double>& values) {
    bool are_below = true;
    bool are_up_to_here = true;
    Ranks ranks;
    std::vector<std::uint32_t> order;
    for (const rasp::Extent& extent : shape.extents) {
        order.clear();
        for (std::size_t i = 0; i < extent.length; ++i) {
            order.push_back(static_cast<std::uint32_t>(extent.offset + i));
        }
        std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return values[i]; });
        for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
            const double rank = values[order[first]];
            end = first + 1;
            while (end < order.size() && values[order[end]] == rank) {
                ++end;
            }
            are_below &= rank == static_cast<double>(first);
            are_up_to_here &= rank == static_cast<double>(end);
            for (std::size_t i = first + 1; i < std::min(end + 1, order.size()); ++i) {
                ranks.steps.push_back(
                    {.before = order[i - 1], .after = order[i], .is_tie = i < end});
            }
        }
    }
    const auto ties = std::ranges::count_if(ranks.steps, &RankStep::is_tie);
    if ((!are_below && !are_up_to_here) || ties == std::ssize(ranks.steps)) {
        return std::nullopt;
    }
    ranks.kind = !are_below  ? RankKind::up_to_here
                 : ties == 0 ? RankKind::permutation
                             : RankKind::below;
    std::stable_partition(ranks.steps.begin(), ranks.steps.end(),
                          [](const RankStep& step) { return !step.is_tie; });
    return ranks;
}

// Returns the ways in which the keys `at(position)` are in the order of the goal.
template <class KeyAt>
unsigned RankMatcher::possible_orders(KeyAt at) const {
    unsigned alive = ranks_.kind == RankKind::permutation ? all_orders : strict_orders;
    for (const RankStep& step : ranks_.steps) {
        const auto before = at(step.before);
        const auto after = at(step.after);
        if (step.is_tie) {
            alive &= before == after ? strict_orders : 0U;
        } else if (before == after) {
            alive &= step.before < step.after ? rising_stable | falling_stable
                                              : rising_later | falling_later;
        } else {
            alive &= before < after ? rising | rising_stable | rising_later
                                    : falling | falling_stable | falling_later;
        }
        if (alive == 0) {
            return 0;
        }
    }
    return alive;
}

std::uint64_t RankMatcher::step(Stream stream, std::uint32_t place) {
    const PartKind kind = kind_of(stream);
    const Part& key = bank().part(kind, place);
    const std::span<const double> keys = bank().values(kind, place);
    if (!key.is_ordered) {
        return 1;
    }
    report(possible_orders([&](std::size_t i) { return keys[i]; }), part(key.handle), key.cost);
    if (stream != Stream::numbers) {
        return work_of_key;
    }
    const Head* const add = head(HeadName::add);
    const Head* const sub = head(HeadName::sub);
    const std::uint32_t end = std::min(place, cheap_parts);
    for (std::uint32_t other = 0; other < end; ++other) {
        const Part& second = bank().part(kind, other);
        const std::span<const double> others = bank().values(kind, other);
        if (second.is_constant) {
            continue; // the order stays as it is
        }
        const DescriptionLength cost = key.cost + second.cost;
        if (add != nullptr) {
            report(possible_orders([&](std::size_t i) { return keys[i] + others[i]; }),
                   call(*add, {part(key.handle), part(second.handle)}), cost + add->cost);
        }
        if (sub != nullptr) {
            report(possible_orders([&](std::size_t i) { return keys[i] - others[i]; }),
                   call(*sub, {part(key.handle), part(second.handle)}), cost + sub->cost);
        }
    }
    return work_of_key * (1 + 2 * end);
}

void RankMatcher::report(unsigned orders, const Expression& key, DescriptionLength cost) {
    for (const bool falls : {false, true}) {
        if ((orders & (falls ? falling : rising)) != 0) {
            report_strict(falls, key, cost);
            return; // whatever is in this order is in the others, which cost more
        }
    }
    for (const bool falls : {false, true}) {
        for (const bool reverses : {false, true}) {
            const unsigned order = falls ? (reverses ? falling_later : falling_stable)
                                         : (reverses ? rising_later : rising_stable);
            if ((orders & order) != 0) {
                report_stable(falls, reverses, key, cost);
            }
        }
    }
}

void RankMatcher::report_strict(bool falls, const Expression& key, DescriptionLength cost) {
    const Head* const width = head(HeadName::selector_width);
    const Head* const select = head(HeadName::select);
    const bool counts_itself = ranks_.kind == RankKind::up_to_here;
    const Head* const predicate =
        head(counts_itself ? (falls ? HeadName::at_least : HeadName::at_most)
                           : (falls ? HeadName::greater_than : HeadName::less_than));
    if (width == nullptr || select == nullptr || predicate == nullptr) {
        return;
    }
    goals().meet(goal(), call(*width, {call(*select, {key, key, call(*predicate, {})})}),
                 this->cost() + width->cost + select->cost + predicate->cost + 2 * cost);
}

void RankMatcher::report_stable(bool falls, bool reverses, const Expression& key,
                                DescriptionLength cost) {
    const Head* const width = head(HeadName::selector_width);
    const Head* const select = head(HeadName::select);
    const Head* const both = head(HeadName::selector_and);
    const Head* const either = head(HeadName::selector_or);
    const Head* const equals = head(HeadName::equals_to);
    const Head* const order = head(falls ? HeadName::greater_than : HeadName::less_than);
    const Head* const places = head(reverses ? HeadName::greater_than : HeadName::less_than);
    const std::array needed = {width, select, both, either, equals, order, places};
    if (!bank().indices() ||
        std::ranges::any_of(needed, [](const Head* given) { return given == nullptr; })) {
        return;
    }
    const Part& indices = bank().part(PartKind::number, *bank().indices());
    const Expression place = part(indices.handle);
    const Expression smaller = call(*select, {key, key, call(*order, {})});
    const Expression equal = call(*select, {key, key, call(*equals, {})});
    const Expression before = call(*select, {place, place, call(*places, {})});
    goals().meet(goal(), call(*width, {call(*either, {smaller, call(*both, {equal, before})})}),
                 this->cost() + width->cost + 3 * select->cost + both->cost + either->cost +
                     equals->cost + order->cost + places->cost + 2 * indices.cost + 4 * cost);
}

} // namespace rasp_stitch::enumerator::backwards
