#pragma once

// Undoes arithmetic: if the goal is `(add x y)` and x is a part, y is a look-up in the bank, or a
// further goal. The same for `sub`, `mul` and `div`, with the part on either side.
//
//     g = x + y    x = g - y
//     g = x - y    x = g + y, y = x - g
//     g = x * y    x = g / y, where y is never 0
//     g = x / y    x = g * y, where y is never 0; y = x / g, where neither is ever 0
//
// For the first goals it also computes forwards from parts what cannot be undone: `mul` where a
// factor has zeros, `mod` of each part and the cheapest ones, and `round`.

#include "enumerator/backwards/matcher.hpp"

namespace rasp_stitch::enumerator::backwards {

class ArithmeticMatcher : public Matcher {
public:
    ArithmeticMatcher(Goals& goals, const Goal& goal, bool tries_pairs)
        : Matcher(goals, goal), tries_pairs_(tries_pairs) {}

    bool reads(Stream stream) const override { return stream == Stream::numbers; }
    std::uint64_t step(Stream stream, std::uint32_t place) override;

private:
    enum class Side : std::uint8_t { left, right }; // of the part

    template <class Residual>
    void undo(const Head* head, Side side, const Part& part, std::span<const double> values,
              std::optional<std::uint64_t> hash, Residual residual);
    template <class Compute>
    void try_pair(const Head* head, std::uint32_t left, std::uint32_t right, Compute compute);
    void try_round(std::uint32_t place);
    template <class Residual>
    bool fill(std::span<const double> values, Residual residual);

    bool tries_pairs_;
    std::vector<double> column_;
    std::uint64_t work_ = 0; // of this step
};

} // namespace rasp_stitch::enumerator::backwards
