#pragma once

// Writes the reply to DreamCoder's compression request, and checks it.
//
//     const std::string reply = compression_reply(request, JsonCursor(document), learnt);
//     check_compression_reply(request, JsonCursor(document), reply);
//
//     {"DSL": GRAMMAR,
//      "frontiers": [{"request": TYPE, "task": "add1",
//                     "programs": [{"program": "(lambda ...)", "logLikelihood": 0.0}, ...]},
//                    ...],
//      "scores": {"before": -152.0354, "after": -143.0251},
//      "complete": true}
//
// DreamCoder matches frontiers by position and trusts what it receives, so frontiers, the programs
// in them and log likelihoods keep their order. "scores" and "complete" (false if the search was
// stopped) are for people; DreamCoder does not read them.

#include "integration/abstraction/learn_library.hpp"
#include "integration/dreamcoder/compression_request.hpp"
#include "support/json/json_forward.hpp"

#include <string>

namespace rasp_stitch::dreamcoder {

// Returns the reply as one line. `json` is the document that the request was read from.
std::string compression_reply(const CompressionRequest& request, const JsonCursor& json,
                              const abstraction::LearntLibrary& learnt);

// Reads the reply as DreamCoder will, and compares it with the request: the frontiers are the same,
// the received productions follow the new ones in order, and every program is eta-long and
// well-typed under the reply's grammar and has the unfolding of the program received. Throws
// std::logic_error otherwise, since that is a bug in this library.
void check_compression_reply(const CompressionRequest& request, const JsonCursor& json,
                             const std::string& reply);

} // namespace rasp_stitch::dreamcoder
