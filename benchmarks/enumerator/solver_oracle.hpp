#pragma once

// What DreamCoder's solver, which is written in OCaml, found in the language of RASP
// (tests/enumerator/oracle.json): the number of programs in windows of description length, some
// programs with their log priors, and the time that it took for the last window.
//
//     const Oracle oracle = read_oracle(path);
//     oracle.cases.front().windows.back().programs == 13'396
//
// The solver has primitives of its own called `mod`, `if`, `and`, `or`, `not` and `length`, and of
// two primitives with the same name it takes the first. So these have DreamCoder's types here, such
// as `int -> int -> int`, and not those of RASP. Of them, only `if : bool -> t0 -> t0 -> t0` can be
// reached, and it cannot be completed; but it takes its share of the probability.

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
    double seconds = 0; // of the solver for the last window, on one core
};

struct Oracle {
    lambda::TypeStore types;
    std::vector<OracleCase> cases;
};

// Throws InputError with the file and the place in it.
Oracle read_oracle(const std::string& path);

} // namespace rasp_stitch::benchmarks
