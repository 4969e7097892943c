#pragma once

// What the compressor answers to DreamCoder.
//
//     const std::string reply = compression_reply(request, JsonCursor(document), learnt);
//     check_compression_reply(request, JsonCursor(document), reply);
//
//     {"DSL": GRAMMAR, "frontiers": [{"request": TYPE, "task": "add1",
//          "programs": [{"program": "(lambda ...)", "logLikelihood": 0.0}, ...]}, ...],
//      "scores": {"before": -152.0354, "after": -143.0251}, "complete": true}
//
// DreamCoder matches frontiers by their place and trusts what it gets, so frontiers, programs in
// them and log likelihoods are as they were received. "scores" and "complete" (false where time ran
// out) are for people; DreamCoder does not read them.

#include "integration/abstraction/abstraction_phase.hpp"
#include "integration/dreamcoder/compression_request.hpp"
#include "support/json/json_cursor.hpp"

#include <string>

namespace rasp_stitch::dreamcoder {

// One line. `json` is what the request was read from.
std::string compression_reply(const CompressionRequest& request, const JsonCursor& json,
                              const LearntLibrary& learnt);

// Reads the reply as DreamCoder will and compares it with the request: the same frontiers, old
// productions in order behind the new ones, every program eta-long and typed under the reply's own
// grammar, and unfolding to what the received one unfolds to. Throws std::logic_error where that is
// not so, which would be a fault of this library.
void check_compression_reply(const CompressionRequest& request, const JsonCursor& json,
                             const std::string& reply);

} // namespace rasp_stitch::dreamcoder
