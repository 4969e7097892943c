// Every extension of the paper's language is found from examples, by both searches.

#include "rasp/language/primitives.hpp"
#include "tests/enumerator/program/extension_cases.hpp"
#include "tests/enumerator/program/run_enumerate.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

TEST_CASE("Both searches find programs with extensions") {
    for (const ExtensionCase& each : extension_cases) {
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
        CHECK((!primitive.extended() ||
               std::ranges::any_of(extension_cases, [&](const ExtensionCase& each) {
                   return each.primitives.find(primitive.name) != std::string::npos;
               })));
    }
}
