#pragma once

// Requests for the compressor, and its replies.
//
//     const Json request = sample("compression-rasp.request.json");
//     const Json reply = answer(request, sample_types("toy-types.json"));

#include "integration/abstraction/learn_library.hpp"
#include "support/json/json_input.hpp"

#include <string>

namespace rasp_stitch::dreamcoder_judge {

// Reads a file of tests/integration/dreamcoder/samples.
Json sample(const std::string& name);

// Reads a list of types from such a file; returns it as {"+": TYPE, ...}.
Json sample_types(const std::string& name);

// Returns the reply to the request, as the program makes it. Types that are not null are put into
// the request.
Json answer(Json request, const Json& types, const abstraction::AbstractionControl& control = {});
std::string answer_text(Json request, const Json& types,
                        const abstraction::AbstractionControl& control = {});

} // namespace rasp_stitch::dreamcoder_judge
