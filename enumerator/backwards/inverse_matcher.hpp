#pragma once

// Undoes `aggregate` by a selector that can be inverted (inverse.hpp): what it aggregates is a
// look-up in the bank, or a further goal.

#include "enumerator/backwards/matcher.hpp"

namespace rasp_stitch::enumerator::backwards {

class InverseMatcher : public Matcher {
public:
    using Matcher::Matcher;

    bool reads(Stream stream) const override {
        return stream == Stream::invertible && head(HeadName::aggregate) != nullptr;
    }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    std::vector<double> column_;
};

// Opens the goals that follow from a goal alone: the arguments of `neg`, `not`, `selector_not` and
// `indicator`.
void open_unary_goals(Goals& goals, const Goal& goal);

} // namespace rasp_stitch::enumerator::backwards
