#pragma once

// JSON that keeps its members in the order in which they are written.

#include "compressor/corpus/units.hpp"

#include <nlohmann/json.hpp>

namespace rasp_stitch::compressor {

using OutputJson = nlohmann::ordered_json;

// Returns a whole number if the amount is one, as it always is for whole weights and penalties.
inline OutputJson amount_json(const Amount& amount) {
    return amount.is_whole() ? OutputJson(amount.whole()) : OutputJson(amount.approximate());
}

} // namespace rasp_stitch::compressor
