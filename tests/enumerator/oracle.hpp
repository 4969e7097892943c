#pragma once

// What DreamCoder's solver, written in OCaml, found in the language of RASP (oracle.json): how many
// programs in windows of description length, and some of them with their log priors.
//
// That solver has primitives of its own called `mod`, `if`, `and`, `or`, `not` and `length`, and of
// two primitives with one name the first counts. So these have DreamCoder's types here, `int -> int
// -> int` and the like, and not those of RASP. None of them but `if`, `bool -> t0 -> t0 -> t0`, can
// then be reached, and it not be completed; it still takes its share of the probability.

#include "enumerator/grammar_json.hpp"
#include "lambda/type_store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct OracleCase {
    struct Window {
        double lower = 0; // nats
        double upper = 0;
        std::uint64_t programs = 0;
    };
    struct Program {
        std::string text;
        double log_prior = 0;
    };
    std::string name;
    AnyGrammar grammar;
    lambda::TypeId request{};
    std::vector<Window> windows;
    std::vector<Program> programs;
};

struct Oracle {
    lambda::TypeStore types;
    std::vector<OracleCase> cases;
};

Oracle read_oracle();

} // namespace rasp_stitch::enumerator
