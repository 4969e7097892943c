#include "enumerator/backwards/rank_matcher.hpp"

#include "enumerator/backwards/rank_expressions.hpp"

#include <algorithm>
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
    report(possible_orders([&](std::size_t i) { return keys[i]; }),
           {.expression = part(key.handle), .cost = key.cost});
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
                   {.expression = call(*add, {part(key.handle), part(second.handle)}),
                    .cost = cost + add->cost});
        }
        if (sub != nullptr) {
            report(possible_orders([&](std::size_t i) { return keys[i] - others[i]; }),
                   {.expression = call(*sub, {part(key.handle), part(second.handle)}),
                    .cost = cost + sub->cost});
        }
    }
    return work_of_key * (1 + 2 * end);
}

void RankMatcher::report(unsigned orders, const Candidate& key) {
    const auto meet = [&](const std::optional<Candidate>& rank) {
        if (rank) {
            goals().meet(goal(), rank->expression, cost() + rank->cost);
        }
    };
    const bool counts_itself = ranks_.kind == RankKind::up_to_here;
    for (const bool falls : {false, true}) {
        if ((orders & (falls ? falling : rising)) != 0) {
            meet(strict_rank(goals(), {.falls = falls, .counts_itself = counts_itself}, key));
            return; // whatever is in this order is in the others, which cost more
        }
    }
    for (const bool falls : {false, true}) {
        for (const bool reverses : {false, true}) {
            const unsigned order = falls ? (reverses ? falling_later : falling_stable)
                                         : (reverses ? rising_later : rising_stable);
            if ((orders & order) != 0) {
                meet(stable_rank(goals(), {.falls = falls, .reverses = reverses}, key));
            }
        }
    }
}

} // namespace rasp_stitch::enumerator::backwards
