#pragma once

// JSON that keeps the order in which its members are written.

#include "compressor/corpus/units.hpp"

#include <nlohmann/json.hpp>

namespace rasp_stitch::compressor {

using OutputJson = nlohmann::ordered_json;

// A whole number wherever it is one, which it always is for whole weights and penalties.
inline OutputJson amount_json(const Amount& amount) {
    return amount.is_whole() ? OutputJson(amount.whole()) : OutputJson(amount.approximate());
}

} // namespace rasp_stitch::compressor
