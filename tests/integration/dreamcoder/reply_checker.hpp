#pragma once

// Checks everything that DreamCoder enforces of a compressor's reply, or silently misreads.
//
//     CHECK(reply_faults(request, reply, types).empty());

#include "support/json/json_input.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder_judge {

// Returns a sentence for each fault. `types` is {"+": TYPE, ...}; the request was read with
// NonFinite::text.
std::vector<std::string> reply_faults(const Json& request, const Json& reply, const Json& types);

} // namespace rasp_stitch::dreamcoder_judge
