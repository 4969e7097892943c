#pragma once

// What looks for parts that meet one goal in one way. A backward search calls the matchers in the
// order of the costs of what they would find: the cost of the goal and that of the next part.
//
//     class RoundMatcher : public Matcher { ... };
//     matcher->reads(Stream::numbers) // whether it wants these parts
//     matcher->step(Stream::numbers, 12) // looks at the part in this place, returns the work done
//
// A step may look at the parts before this one in the bank as well: whoever needs pairs looks at
// the pair when the later part comes.

#include "enumerator/goals/goals.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

// Lists of parts in the bank.
enum class Stream : std::uint8_t { numbers, booleans, strings, selectors, invertible };
inline constexpr std::size_t streams = 5;

inline PartKind kind_of(Stream stream) {
    return stream == Stream::invertible ? PartKind::selector : static_cast<PartKind>(stream);
}

// How many of the cheapest parts are tried together with every other part.
inline constexpr std::uint32_t cheap_parts = 32;

// Relations of two values, as bits: less, equal, greater, and their negations.
inline constexpr unsigned all_relations = 0x3FU;
inline constexpr unsigned equalities = 0x12U;

// Returns the relations that can be told from the values of the parts.
inline unsigned relations_of(const Part& a, const Part& b) {
    return a.is_ordered && b.is_ordered ? all_relations : equalities;
}

class Matcher {
public:
    Matcher(Goals& goals, const Goal& goal) : Matcher(goals, goal, goal.cost) {}

    // `cost` is what everything it finds costs besides the parts.
    Matcher(Goals& goals, const Goal& goal, DescriptionLength cost)
        : goals_(&goals), goal_(&goal), cost_(cost) {}
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;
    virtual ~Matcher() = default;

    virtual bool reads(Stream stream) const = 0;

    // Returns about how many nanoseconds it took.
    virtual std::uint64_t step(Stream stream, std::uint32_t place) = 0;

    // Returns the matchers that it wants to have beside it, once.
    std::vector<std::unique_ptr<Matcher>> take_matchers() { return std::exchange(matchers_, {}); }

    const Goal& goal() const { return *goal_; }
    DescriptionLength cost() const { return cost_; }

protected:
    const Bank& bank() const { return goals_->bank(); }
    const Head* head(HeadName name) const { return goals_->heads().find(name); }
    Goals& goals() { return *goals_; }
    const BatchShape& shape() const { return goals_->shape(); }
    std::size_t positions() const { return goals_->shape().positions; }

    void add_matcher(std::unique_ptr<Matcher> matcher) { matchers_.push_back(std::move(matcher)); }

private:
    Goals* goals_;
    const Goal* goal_;
    DescriptionLength cost_;
    std::vector<std::unique_ptr<Matcher>> matchers_;
};

} // namespace rasp_stitch::enumerator::backwards
