#pragma once

// What DreamCoder's solver, written in OCaml, found in the language of RASP
// (tests/enumerator/oracle.json): how many programs in windows of description length, some of them
// with their log priors, and how long it took for the last window.
//
//     const Oracle oracle = read_oracle(path);
//     oracle.cases.front().windows.back().programs == 13'396
//
// That solver has primitives of its own called `mod`, `if`, `and`, `or`, `not` and `length`, and of
// two primitives with one name the first counts. So these have DreamCoder's types here, `int -> int
// -> int` and the like, and not those of RASP. None of them but `if`, `bool -> t0 -> t0 -> t0`, can
// then be reached, and it cannot be completed; it still takes its share of the probability.

#include "enumerator/grammar/grammar_json.hpp"
#include "lambda/types/type_store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

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
    enumerator::AnyGrammar grammar;
    lambda::TypeId request{};
    std::vector<Window> windows;
    std::vector<Program> programs;
    double seconds = 0; // that the solver took for the last window, on one core
};

struct Oracle {
    lambda::TypeStore types;
    std::vector<OracleCase> cases;
};

// Throws InputError with the file and the place in it.
Oracle read_oracle(const std::string& path);

} // namespace rasp_stitch::benchmarks
