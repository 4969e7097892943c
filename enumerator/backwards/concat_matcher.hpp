#pragma once

// Undoes `concat`: if a part is the beginning of a goal of strings at every position, or its end,
// the rest is a look-up in the bank.

#include "enumerator/backwards/matcher.hpp"
#include "enumerator/goals/string_codes.hpp"

namespace rasp_stitch::enumerator::backwards {

class ConcatMatcher : public Matcher {
public:
    // The codes must outlive this object.
    ConcatMatcher(Goals& goals, const Goal& goal, StringCodes& codes)
        : Matcher(goals, goal), codes_(&codes) {}

    bool reads(Stream stream) const override {
        return stream == Stream::strings && head(HeadName::concat) != nullptr;
    }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    void undo(std::uint32_t place, bool is_beginning);

    StringCodes* codes_;
    std::vector<double> rest_;
};

} // namespace rasp_stitch::enumerator::backwards
