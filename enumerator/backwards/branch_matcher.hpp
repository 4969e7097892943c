#pragma once

// Meets a goal by `if`: by values that are right at some positions, and by conditions that tell
// which.
//
// A branch is a decision list that is right so far, such as `(if c x ?)`, with the positions that
// are left to it: those at which the hole counts. The first branch is the hole alone. If a
// condition divides what is left into two parts, and each of two values is right on one of them, a
// program is found; if only one value is, there is a longer list. Of the values and of the lists,
// the cheapest are kept, and none that a cheaper one can stand in for.
//
// Two values that are right at complementary positions leave one condition to look for, which is a
// further goal. So does a value together with a list that is right everywhere else.

#include "enumerator/backwards/matcher.hpp"

#include <optional>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

class BranchMatcher : public Matcher {
public:
    BranchMatcher(Goals& goals, const Goal& goal);

    bool reads(Stream stream) const override {
        return head(HeadName::choose) != nullptr &&
               (stream == Stream::booleans ||
                (stream != Stream::invertible && kind_of(stream) == goal().column.kind));
    }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    using Bits = std::vector<std::uint64_t>;

    struct Value {
        std::uint32_t place = 0;
        DescriptionLength cost = 0;
        Bits right; // where it gives what the goal wants
    };
    struct Branch {
        Expression context;
        DescriptionLength cost = 0; // of the context
        Bits left;
        std::size_t depth = 0;
        std::uint32_t next = 0; // the condition to try next
        // The list stands in `(if ? value LIST)`, where the condition is to be a goal.
        std::optional<std::size_t> value = {};
    };

    std::uint64_t add_value(std::uint32_t place);
    const Value* value_for(const Bits& places) const;
    std::uint64_t divide_all();
    std::uint64_t divide(std::size_t branch, std::uint32_t condition);
    void add_branch(Branch branch);
    void begin_with(std::size_t value);
    void open_condition(const Value& value, const Expression& otherwise, DescriptionLength cost);

    std::vector<Value> values_;
    std::vector<Branch> branches_;
    std::uint32_t conditions_ = 0; // as many have come
    Bits with_;
    Bits without_;
};

} // namespace rasp_stitch::enumerator::backwards
