#pragma once

// Meets a goal that says where each position comes when its input is sorted, by a key: a part whose
// order is that of the goal, or the sum or difference of a part and one of the cheapest.
//
//     (selector_width (select k k PREDICATE))                 keys that are equal have equal ranks
//     (selector_width (selector_or (select k k less_than)     such keys come in the order of their
//         (selector_and (select k k equals_to)                places, or in the reverse order
//                       (select (indices $0) (indices $0) less_than))))
//
// The key is the only thing that has to be looked for, although it stands in the program two or
// four times. Together with the goals that a SourceMatcher opens, this sorts tokens by any key.
// Counting the smaller keys to sort by them is from Weiss, Goldberg and Yahav 2021, section 4.

#include "enumerator/backwards/matcher.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

// Two positions of one input that are next to each other in the order that the goal says.
struct RankStep {
    std::uint32_t before = 0;
    std::uint32_t after = 0;
    bool is_tie = false; // the goal has the same value for both
};

// What the values of a goal count.
enum class RankKind : std::uint8_t {
    below,       // in its input, the positions that have a lower rank
    up_to_here,  // these, and those that have the same rank
    permutation, // as `below`, where no two positions of an input have the same rank
};

struct Ranks {
    RankKind kind{};
    std::vector<RankStep> steps; // what refutes most keys first: those from one rank to the next
};

// Returns nullopt if the values of the goal are no such counts, or the same in each input.
std::optional<Ranks> ranks_of(const BatchShape& shape, const std::vector<double>& values);

class RankMatcher : public Matcher {
public:
    RankMatcher(Goals& goals, const Goal& goal, Ranks ranks)
        : Matcher(goals, goal), ranks_(std::move(ranks)) {}

    bool reads(Stream stream) const override {
        return stream != Stream::selectors && stream != Stream::invertible;
    }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    template <class KeyAt>
    unsigned possible_orders(KeyAt at) const;
    void report(unsigned orders, const Candidate& key);

    Ranks ranks_;
};

} // namespace rasp_stitch::enumerator::backwards
