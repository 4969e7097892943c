#pragma once

// Costs and utilities in the units of the user. The libraries count in fractions of a cost, so that
// weights and penalties such as 0.5 stay exact.
//
//     const Units units(corpus, penalty);           // weights in halves: corpus.weight_scale == 2
//     amount_text(units.cost(step.cost_after))      == "1,234.5"
//     amount_text(units.utility(step.utility))      == "203"

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"

#include <cstdint>
#include <string>

namespace rasp_stitch::compressor {

// The number units / scale; the scale is positive.
struct Amount {
    std::int64_t units = 0;
    std::int64_t scale = 1;

    bool is_whole() const { return units % scale == 0; }
    std::int64_t whole() const { return units / scale; }
    double approximate() const { return static_cast<double>(units) / static_cast<double>(scale); }
};

class Units {
public:
    Units(const Corpus& corpus, const StructurePenalty& penalty)
        : cost_scale_(corpus.weight_scale), utility_scale_(corpus.weight_scale * penalty.scale) {}

    // Converts a Cost in units of 1 / weight_scale.
    Amount cost(lambda::Cost cost) const { return {.units = cost, .scale = cost_scale_}; }

    // Converts a Utility in units of 1 / (penalty.scale * weight_scale).
    Amount utility(Utility utility) const { return {.units = utility, .scale = utility_scale_}; }

private:
    std::int64_t cost_scale_;
    std::int64_t utility_scale_;
};

// Returns "1,234", or "1,234.5" if the amount is not whole, with at most twelve digits after the
// point.
std::string amount_text(const Amount& amount);

} // namespace rasp_stitch::compressor
