#pragma once

// The request that DreamCoder sends to its program `helmholtz`, and the reply.
//
//     {"request": TYPE, "timeout": 6.0, "DSL": GRAMMAR, "special": "rasp",
//      "extras": [[["a", "b"]], ...]} // lists of arguments
//
//     [{"ll": -6.9, "programs": ["(lambda (add one one))", ...]}, ...]
//
// The member `evaluationTimeout` is ignored: the steps of a program are limited, not its time.

#include "enumerator/grammar/language.hpp"
#include "integration/dreamcoder/helmholtz.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "support/json/json_forward.hpp"

#include <limits>
#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder {

struct HelmholtzRequest {
    enumerator::Language language;
    lambda::TypeId request{};
    std::vector<rasp::Input> inputs;
    double seconds = std::numeric_limits<double>::infinity();
};

// Throws InputError with the place of the error.
HelmholtzRequest read_helmholtz_request(const JsonCursor& json);

// Returns the reply as one line.
std::string helmholtz_reply(const HelmholtzResult& result);

} // namespace rasp_stitch::dreamcoder
