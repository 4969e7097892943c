#include "enumerator/backwards/logic_matcher.hpp"

#include <algorithm>
#include <bit>
#include <optional>

namespace rasp_stitch::enumerator::backwards {

namespace {

constexpr std::size_t most_members = 400;
constexpr std::size_t most_chosen = 8; // members of one cover
constexpr std::uint64_t work_of_part = 30;
constexpr std::uint64_t work_of_pair = 3;

bool is_empty(std::span<const std::uint64_t> bits) {
    return std::ranges::all_of(bits, [](std::uint64_t word) { return word == 0; });
}

int count_new(std::span<const std::uint64_t> settles, std::span<const std::uint64_t> rest) {
    int count = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        count += std::popcount(settles[i] & rest[i]);
    }
    return count;
}

} // namespace

LogicMatcher::LogicMatcher(Goals& goals, const Goal& goal) : Matcher(goals, goal) {
    const bool is_selector = goal.column.kind == PartKind::selector;
    negation_ = head(is_selector ? HeadName::selector_not : HeadName::logical_not);
    sides_[0].head = head(is_selector ? HeadName::selector_or : HeadName::logical_or);
    sides_[1].head = head(is_selector ? HeadName::selector_and : HeadName::logical_and);
    sides_[0].wanted = goal.column.bits;
    for (const std::uint64_t word : goal.column.bits) {
        sides_[1].wanted.push_back(~word);
    }
    // The bits that stand for nothing are not wanted.
    if (is_selector) {
        for (const rasp::Extent& extent : shape().extents) {
            for (std::size_t i = 0; i < extent.length * extent.row_words; ++i) {
                sides_[1].wanted[extent.matrix + i] &= extent.mask(i % extent.row_words);
            }
        }
    } else if (positions() % rasp::word_bits != 0) {
        sides_[1].wanted.back() &= (std::uint64_t{1} << (positions() % rasp::word_bits)) - 1;
    }
}

bool LogicMatcher::reads(Stream stream) const {
    return stream ==
           (goal().column.kind == PartKind::selector ? Stream::selectors : Stream::booleans);
}

std::uint64_t LogicMatcher::step(Stream stream, std::uint32_t place) {
    const std::span<const std::uint64_t> bits = bank().bits(kind_of(stream), place);
    std::uint64_t work = work_of_part + bits.size();
    for (std::size_t number = 0; number < sides_.size(); ++number) {
        Side& side = sides_[number];
        if (side.head == nullptr || side.members.size() >= most_members) {
            continue;
        }
        // A term of a disjunction must hold nowhere where the goal fails, and a factor of a
        // conjunction must fail nowhere where the goal holds.
        const Bits& holding = sides_[0].wanted;
        const Bits& failing = sides_[1].wanted;
        for (const bool is_negated : {false, true}) {
            if (is_negated && negation_ == nullptr) {
                continue;
            }
            bool fits = true;
            for (std::size_t i = 0; i < bits.size() && fits; ++i) {
                const std::uint64_t value = is_negated ? ~bits[i] : bits[i];
                fits = number == 0 ? (value & failing[i]) == 0 : (~value & holding[i]) == 0;
            }
            if (!fits) {
                continue;
            }
            Bits settles;
            for (std::size_t i = 0; i < bits.size(); ++i) {
                const std::uint64_t value = is_negated ? ~bits[i] : bits[i];
                settles.push_back((number == 0 ? value : ~value) & side.wanted[i]);
            }
            work += offer(side, place, is_negated, settles);
        }
    }
    return work;
}

// Looks for another member that settles the rest.
std::uint64_t LogicMatcher::offer(Side& side, std::uint32_t place, bool is_negated,
                                  const Bits& settles) {
    if (is_empty(settles) || settles == side.wanted) {
        return 0; // it does nothing, or is the goal itself or its negation
    }
    const Part& part = bank().part(goal().column.kind, place);
    Member member{.place = place,
                  .is_negated = is_negated,
                  .cost = part.cost + (is_negated ? negation_->cost : 0),
                  .settles = settles};
    std::optional<std::size_t> best;
    bool is_useless = false;
    for (std::size_t other = 0; other < side.members.size(); ++other) {
        const Member& earlier = side.members[other];
        bool is_whole = true;
        bool is_within = true;
        for (std::size_t i = 0; i < settles.size(); ++i) {
            is_whole &= (settles[i] | earlier.settles[i]) == side.wanted[i];
            is_within &= (settles[i] & ~earlier.settles[i]) == 0;
        }
        if (is_whole && (!best || earlier.cost < side.members[*best].cost)) {
            best = other;
        }
        is_useless |= is_within && earlier.cost <= member.cost;
    }
    side.members.push_back(std::move(member));
    if (best) {
        report(side, std::array{*best, side.members.size() - 1});
    }
    const std::uint64_t work = work_of_pair * settles.size() * side.members.size();
    if (is_useless) {
        side.members.pop_back();
    } else if (side.members.size() >= side.next_cover) {
        cover(side);
        side.next_cover += std::max<std::size_t>(side.next_cover / 4, 1);
        return 2 * work;
    }
    return work;
}

void LogicMatcher::cover(Side& side) {
    Bits rest = side.wanted;
    std::vector<std::size_t> chosen;
    while (!is_empty(rest) && chosen.size() < most_chosen) {
        std::optional<std::size_t> best;
        double least = 0; // nats for each place
        for (std::size_t i = 0; i < side.members.size(); ++i) {
            const int count = count_new(side.members[i].settles, rest);
            const double price =
                nats(side.members[i].cost + side.head->cost) / static_cast<double>(count);
            if (count > 0 && (!best || price < least)) {
                best = i;
                least = price;
            }
        }
        if (!best) {
            return;
        }
        chosen.push_back(*best);
        for (std::size_t i = 0; i < rest.size(); ++i) {
            rest[i] &= ~side.members[*best].settles[i];
        }
    }
    // A member can be superfluous once others have been chosen.
    for (std::size_t i = 0; i < chosen.size() && is_empty(rest);) {
        Bits without = side.wanted;
        for (std::size_t j = 0; j < chosen.size(); ++j) {
            for (std::size_t word = 0; word < without.size() && j != i; ++word) {
                without[word] &= ~side.members[chosen[j]].settles[word];
            }
        }
        if (is_empty(without)) {
            chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
    if (is_empty(rest) && chosen.size() > 1) {
        report(side, chosen);
    }
}

void LogicMatcher::report(const Side& side, std::span<const std::size_t> chosen) {
    Expression filler;
    DescriptionLength cost = goal().cost;
    for (const std::size_t number : chosen) {
        const Member& member = side.members[number];
        Expression made = backwards::part(bank().part(goal().column.kind, member.place).handle);
        if (member.is_negated) {
            made = call(*negation_, {made});
        }
        cost += member.cost + (filler.empty() ? 0 : side.head->cost);
        filler = filler.empty() ? made : call(*side.head, {filler, made});
    }
    goals().meet(goal(), filler, cost);
}

} // namespace rasp_stitch::enumerator::backwards
