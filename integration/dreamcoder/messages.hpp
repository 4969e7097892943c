#pragma once

// Door of integration/dreamcoder.
//
// Answers the messages of DreamCoder's driver (Ellis et al. 2021; github.com/ellisk42/ec). What
// comes in is a request, a JSON document; what goes out is the reply, as one line of JSON:
//
// - a compression request, for any domain: grammar and frontiers, answered with a better grammar
//   and the frontiers rewritten (integration/abstraction/learn_library.hpp);
// - a solver request, for RASP: a grammar, tasks and a window of description length, answered with
//   the programs in it that solve tasks;
// - a helmholtz request, for RASP: a grammar, a type and inputs, answered with programs to train a
//   recognition network on.
//
// ```cpp
// #include "support/json/json_cursor.hpp"
// const Json request = parse_json(R"({
//     "DSL": {"logVariable": 0.0, "productions": [
//         {"expression": "indices", "logProbability": 0.0},
//         {"expression": "one", "logProbability": 0.0}]},
//     "request": {"constructor": "->", "arguments": [
//         {"constructor": "input", "arguments": [{"constructor": "str", "arguments": []}]},
//         {"constructor": "seq", "arguments": [{"constructor": "num", "arguments": []}]}]},
//     "extras": [[["a", "b"]]]})");
// const HelmholtzRequest read = read_helmholtz_request(JsonCursor(request));
// const HelmholtzResult found =
//     helmholtz_enumeration(read.language, read.request, read.inputs, {.upper = 3});
// CHECK(parse_json(helmholtz_reply(found))[0]["programs"][0] == "(lambda (indices $0))");
// ```
//
// The programs rasp-stitch-compression, rasp-stitch-solver and rasp-stitch-helmholtz read a request
// from standard input and write the reply to standard output; docs/dreamcoder.md shows their use.

#include "integration/dreamcoder/compression_reply.hpp"
#include "integration/dreamcoder/compression_request.hpp"
#include "integration/dreamcoder/helmholtz.hpp"
#include "integration/dreamcoder/helmholtz_messages.hpp"
#include "integration/dreamcoder/solver.hpp"
#include "integration/dreamcoder/solver_reply.hpp"
#include "integration/dreamcoder/solver_request.hpp"
