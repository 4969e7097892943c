#pragma once

// The request that DreamCoder sends to its compressor, read.
//
//     const Json document = parse_json(text, NonFinite::text);
//     CompressionRequest request = read_compression_request(JsonCursor(document), std::nullopt);
//     learn_library(request.language(), request.grammar, request.frontiers, request.settings)
//
//     {"DSL": GRAMMAR, "frontiers": [{"request": TYPE, "task": "add1",
//          "programs": [{"program": "(lambda ...)", "logLikelihood": 0.0}, ...]}, ...],
//      "arity": 2, "topK": 2, "pseudoCounts": 30.0, "aic": 1.0, "structurePenalty": 1.0,
//      "iterations": 99, "topI": 300, "types": {"+": TYPE, ...}}
//
// Only "DSL" and "frontiers" must be there; DreamCoder never sends "types". Members that are not
// known are not looked at. NaN and the infinities are what Python writes for them.

#include "enumerator/grammar/grammar.hpp"
#include "integration/abstraction/abstraction_phase.hpp"
#include "integration/abstraction/frontier.hpp"
#include "integration/dreamcoder/primitive_tables.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "support/json/json_cursor.hpp"

#include <optional>
#include <vector>

namespace rasp_stitch::dreamcoder {

struct CompressionRequest {
    lambda::TypeStore types;
    lambda::TermStore store;
    enumerator::PrimitiveType primitive_type;
    enumerator::Grammar grammar;
    std::vector<Frontier> frontiers; // each program eta-long for its request
    AbstractionSettings settings;

    GrowingLanguage language() { return {types, store, primitive_type}; }
};

// The types of primitives are those of the request; else those that are given; else those of the
// first shipped table under which every production and every program has a type. Throws InputError
// with the place.
CompressionRequest read_compression_request(const JsonCursor& json,
                                            const std::optional<PrimitiveTypes>& given);

// "DSL" and "frontiers" of another message in the language of a request: of the reply to it.
CompressionRequest read_alike(const CompressionRequest& request, const JsonCursor& json);

} // namespace rasp_stitch::dreamcoder
