#include "benchmarks/enumerator/solver_oracle.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "tests/enumerator/judge/window_programs.hpp"

#include <catch2/catch.hpp>

#include <cstddef>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;
using benchmarks::Oracle;
using benchmarks::OracleCase;
using benchmarks::read_oracle;

TEST_CASE("Windows have as many programs as DreamCoder's solver finds") {
    const Oracle oracle = read_oracle(RASP_STITCH_SOURCE_DIR "/tests/enumerator/oracle.json");
    for (const OracleCase& entry : oracle.cases) {
        const GrammarView view = view_of(oracle.types, entry.grammar);
        for (const OracleCase::Window& window : entry.windows) {
            CAPTURE(entry.name, window.lower);
            for (const std::size_t threads : {1U, 2U}) {
                const TopDownResult result = enumerate_top_down(
                    oracle.types, view, entry.request,
                    {.lower = window.lower, .upper = window.upper, .threads = threads});
                CHECK(result.programs == window.programs);
                CHECK(result.stopped == StopReason::none);
            }
        }
    }
}

TEST_CASE("Programs and log priors are those of DreamCoder's solver, on any number of threads") {
    const Oracle oracle = read_oracle(RASP_STITCH_SOURCE_DIR "/tests/enumerator/oracle.json");
    for (const OracleCase& entry : oracle.cases) {
        const GrammarView view = view_of(oracle.types, entry.grammar);
        const double upper = -entry.programs.back().log_prior + 0.001;
        const auto programs = window_programs(oracle.types, view, entry.request, {.upper = upper});
        for (const OracleCase::Program& program : entry.programs) {
            CAPTURE(entry.name, program.text);
            const auto found = programs.find(program.text);
            REQUIRE(found != programs.end());
            CHECK(found->second == Approx(program.log_prior).margin(1e-9).epsilon(0));
        }
        for (const std::size_t threads : {2U, 8U}) {
            CHECK(window_programs(oracle.types, view, entry.request,
                                  {.upper = upper, .threads = threads}) == programs);
        }
    }
}
