// Every extension of the paper's language is found from examples, by both searches.

#include "rasp/language/primitives.hpp"
#include "tests/enumerator/program/run_enumerate.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

struct Case {
    std::string primitives;
    std::string example;
    std::string program; // the most probable one
};

const std::array cases = {
    Case{"tokens,floor", "[1.5, 2.25, -0.5] -> [1, 2, -1]", "(lam (floor (tokens $0)))"},
    Case{"tokens,ceil", "[1.5, 2.25, -0.5] -> [2, 3, 0]", "(lam (ceil (tokens $0)))"},
    Case{"tokens,abs", "[-2, 0.5, -0.5] -> [2, 0.5, 0.5]", "(lam (abs (tokens $0)))"},
    Case{"tokens,sign", "[-2, 0, 0.5] -> [-1, 0, 1]", "(lam (sign (tokens $0)))"},
    Case{"tokens,exp", "[0, -1000] -> [1.0, 0.0]", "(lam (exp (tokens $0)))"},
    Case{"tokens,log,exp", "[2, 3] -> [2, 3]", "(lam (tokens $0))"},
    Case{"tokens,log,one", "[1, 1] -> [0, 0]", "(lam (log (tokens $0)))"},
    Case{"tokens,sqrt", "[9, 2.25] -> [3, 1.5]", "(lam (sqrt (tokens $0)))"},
    Case{"tokens,max,one", "[3, 0.5] -> [3, 1]", "(lam (max (tokens $0) one))"},
    Case{"tokens,min,one", "[3, 0.5] -> [1, 0.5]", "(lam (min (tokens $0) one))"},
    Case{"tokens,print_int", "[7, -12] -> [\"7\", \"-12\"]", "(lam (print_int (tokens $0)))"},
    Case{"tokens,repeat,indices", "[\"a\", \"b\", \"c\"] -> [\"\", \"b\", \"cc\"]",
         "(lam (repeat (tokens $0) (indices $0)))"},
    Case{"tokens,if_lazy,eq,zero,div", "[2, 0] -> [0, 0]", "(lam zero)"},
    Case{"tokens,if_lazy,eq,zero,div,one", "[2, 0, 4] -> [0.5, 0, 0.25]",
         "(lam (if_lazy (eq (tokens $0) zero) (tokens $0) (div one (tokens $0))))"},
    Case{"tokens,aggregate_max,causal,full", "[1, 3, 2] -> [1, 3, 3]",
         "(lam (aggregate_max (causal full) (tokens $0) (tokens $0)))"},
    Case{"tokens,aggregate_min,causal,full", "[3, 1, 2] -> [3, 1, 1]",
         "(lam (aggregate_min (causal full) (tokens $0) (tokens $0)))"},
    Case{"tokens,aggregate,causal,full", "[1, 3, 2] -> [1, 2, 2]",
         "(lam (aggregate (causal full) (tokens $0)))"},
};

} // namespace

TEST_CASE("Both searches find programs with extensions") {
    for (const Case& each : cases) {
        for (const char* const search : {"bottom-up", "top-down"}) {
            CAPTURE(each.primitives, search);
            const ChildResult result =
                run_program({"-e", each.example, "-p", each.primitives, "-s", search, "-k", "1",
                             "--literals", "none", "--print", "lambda", "-q"});
            CHECK(result.exit_code == 0);
            CHECK(result.errors.empty());
            CHECK(result.output.find(each.program) != std::string::npos);
            INFO(result.output);
        }
    }
}

TEST_CASE("Every extension is in such a case") {
    for (const rasp::Primitive& primitive : rasp::primitives()) {
        CAPTURE(primitive.name);
        CHECK((!primitive.extended() || std::ranges::any_of(cases, [&](const Case& each) {
            return each.primitives.find(primitive.name) != std::string::npos;
        })));
    }
}
