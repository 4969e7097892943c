#pragma once

// Meets a goal of booleans or a selector by `and` and `or` of parts.
//
// A part that holds wherever the goal does is a factor, one that holds only where the goal does is
// a term; if the language has `not`, parts that become one by a negation count too. Two factors
// whose conjunction is the goal, or two terms whose disjunction is, give a program. If more are
// needed, they are chosen greedily: each time the one that costs the least for each place that it
// settles.

#include "enumerator/backwards/matcher.hpp"

#include <array>

namespace rasp_stitch::enumerator::backwards {

class LogicMatcher : public Matcher {
public:
    LogicMatcher(Goals& goals, const Goal& goal);

    bool reads(Stream stream) const override;
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    using Bits = std::vector<std::uint64_t>;

    // A part that settles some places: those where a term holds, or a factor does not. The places
    // that are not settled are right already in the other.
    struct Member {
        std::uint32_t place = 0;
        bool is_negated = false;
        DescriptionLength cost = 0;
        Bits settles;
    };
    struct Side {
        const Head* head = nullptr; // `or` for terms, `and` for factors
        Bits wanted;                // all places that have to be settled
        std::vector<Member> members;
        std::size_t next_cover = 3; // members at which the greedy choice is tried again
    };

    std::uint64_t offer(Side& side, std::uint32_t place, bool is_negated, const Bits& settles);
    void cover(Side& side);
    void report(const Side& side, std::span<const std::size_t> chosen);

    const Head* negation_;
    std::array<Side, 2> sides_; // terms and factors
};

} // namespace rasp_stitch::enumerator::backwards
