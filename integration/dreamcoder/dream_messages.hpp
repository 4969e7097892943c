#pragma once

// The request that DreamCoder sends for dreams (its program `helmholtz`), and the answer.
//
//     {"request": TYPE, "timeout": 6.0, "DSL": GRAMMAR, "extras": [[["a", "b"]], ...],
//      "special": "rasp"}                                   // `extras` are the inputs
//     [{"ll": -6.9, "programs": ["(lambda (add one one))", ...]}, ...]
//
// `evaluationTimeout` is not looked at: a program has so many steps here, not so much time.

#include "enumerator/grammar/grammar_json.hpp"
#include "integration/dreamcoder/dreams.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "support/json/json_cursor.hpp"

#include <limits>
#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder {

struct DreamRequest {
    lambda::TypeStore types;
    enumerator::AnyGrammar grammar;
    lambda::TypeId request{};
    std::vector<rasp::Input> inputs;
    double seconds = std::numeric_limits<double>::infinity();
};

// Throws InputError with the place.
DreamRequest read_dream_request(const JsonCursor& json);

std::string dream_reply(const Dreams& dreams); // one line

} // namespace rasp_stitch::dreamcoder
