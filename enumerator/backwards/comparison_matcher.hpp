#pragma once

// Meets a goal of booleans by a comparison of two parts of one kind: each part with the cheapest
// ones, and each part with every constant. Of two booleans, `eq` and `ne` can be undone: the other
// argument is a look-up or a further goal.

#include "enumerator/backwards/matcher.hpp"

#include <array>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

class ComparisonMatcher : public Matcher {
public:
    ComparisonMatcher(Goals& goals, const Goal& goal);

    bool reads(Stream stream) const override {
        return stream == Stream::numbers || stream == Stream::strings || stream == Stream::booleans;
    }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    void compare(PartKind kind, std::uint32_t left, std::uint32_t right);
    void report(PartKind kind, std::uint32_t left, std::uint32_t right, std::size_t relation,
                bool is_negated);
    void undo_equality(std::uint32_t place);

    std::vector<std::uint32_t> order_; // of positions: true and false ones by turns
    std::array<std::vector<std::uint32_t>, part_kinds> constants_; // not among the cheapest parts
};

} // namespace rasp_stitch::enumerator::backwards
