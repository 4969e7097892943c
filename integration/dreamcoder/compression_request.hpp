#pragma once

// Reads the request that DreamCoder sends to its compressor.
//
//     const Json document = parse_json(text, NonFinite::text);
//     CompressionRequest request = read_compression_request(JsonCursor(document), std::nullopt);
//     learn_library(request.language, request.frontiers, request.settings)
//
//     {"DSL": GRAMMAR,
//      "frontiers": [{"request": TYPE, "task": "add1",
//                     "programs": [{"program": "(lambda ...)", "logLikelihood": 0.0}, ...]},
//                    ...],
//      "arity": 2, "topK": 2, "pseudoCounts": 30.0, "aic": 1.0, "structurePenalty": 1.0,
//      "iterations": 99, "topI": 300, "CPUs": 2,
//      "types": {"+": TYPE, ...}}
//
// Only "DSL" and "frontiers" are required; DreamCoder never sends "types". Unknown members are
// ignored. NaN and the infinities may be written as Python writes them.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "integration/abstraction/learn_library.hpp"
#include "integration/dreamcoder/primitive_tables.hpp"
#include "support/json/json_forward.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace rasp_stitch::dreamcoder {

// The code (InputProblem::code) of a fault that the types of the primitives would mend. A program
// that reads them from elsewhere can add to the message where.
inline constexpr std::string_view types_needed = "types-needed";

struct CompressionRequest {
    enumerator::Language language;               // its grammar is a unigram grammar
    std::vector<enumerator::Frontier> frontiers; // each program is eta-long for its request
    abstraction::AbstractionSettings settings;
    std::optional<std::size_t> threads = {}; // that DreamCoder wants used
};

// The types of primitives are those in the request; if it has none, the given ones; if none are
// given, the first shipped table under which every production and every program has a type. Throws
// InputError with the place of the error.
CompressionRequest read_compression_request(const JsonCursor& json,
                                            const std::optional<PrimitiveTypes>& given);

// Reads "DSL" and "frontiers" of the reply to a request, in the language of the request.
CompressionRequest read_compression_reply(const CompressionRequest& request,
                                          const JsonCursor& json);

} // namespace rasp_stitch::dreamcoder
