#pragma once

// Writes the reply to DreamCoder's solver request.
//
//     {"number_enumerated": 86,
//      "reverse": [{"program": "(lambda ...)", "time": 0.0089, "logLikelihood": 0.0,
//                   "logPrior": -9.1},
//                  ...],
//      ...}

#include "enumerator/task_search/task_search.hpp"
#include "integration/dreamcoder/solver_request.hpp"

#include <string>

namespace rasp_stitch::dreamcoder {

// Returns the reply as one line.
std::string solver_reply(const SolverRequest& request, const enumerator::TaskSearchResult& result);

} // namespace rasp_stitch::dreamcoder
