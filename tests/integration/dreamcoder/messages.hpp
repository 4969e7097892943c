#pragma once

// Messages to try the compressor on, and its answers.
//
//     const Json request = sample("compression-rasp.request.json");
//     const Json reply = answer(request, sample_types("toy-types.json"));

#include "integration/abstraction/learn_library.hpp"
#include "support/json/json_input.hpp"

#include <string>

namespace rasp_stitch::dreamcoder_judge {

// A file of tests/integration/dreamcoder/samples.
Json sample(const std::string& name);

// A list of types in such a file, as {"+": TYPE, ...}.
Json sample_types(const std::string& name);

// The reply, as the program makes it; with the types put into the request, unless they are null.
Json answer(Json request, const Json& types, const abstraction::AbstractionControl& control = {});
std::string answer_text(Json request, const Json& types,
                        const abstraction::AbstractionControl& control = {});

} // namespace rasp_stitch::dreamcoder_judge
