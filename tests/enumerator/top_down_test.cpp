#include "enumerator/derivation.hpp"
#include "enumerator/expression_types.hpp"
#include "enumerator/likelihood.hpp"
#include "enumerator/top_down.hpp"
#include "lambda/term_store.hpp"
#include "tests/enumerator/oracle.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <mutex>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

// The programs of a window with their log priors.
std::map<std::string, double> programs_of(const lambda::TypeStore& types, const GrammarView& view,
                                          lambda::TypeId request, const TopDownOptions& options) {
    const ProgramTable table =
        make_program_table(types, view, request, bound_of(options.upper), {});
    lambda::TermStore store;
    TermBuilder build(table, view.productions(), store);
    std::map<std::string, double> programs;
    std::mutex mutex;
    const TopDownResult result = enumerate_top_down(table, options, [&](const Derivation& program) {
        const std::scoped_lock lock(mutex);
        const std::string text = print_expression(store, build.term(program));
        CHECK(programs.emplace(text, program.log_prior()).second);
    });
    CHECK(result.stopped == Stopped::no);
    CHECK(result.programs == programs.size());
    return programs;
}

} // namespace

TEST_CASE("Windows have as many programs as DreamCoder's solver finds") {
    const Oracle oracle = read_oracle();
    for (const OracleCase& entry : oracle.cases) {
        const GrammarView view = view_of(oracle.types, entry.grammar);
        for (const OracleCase::Window& window : entry.windows) {
            CAPTURE(entry.name, window.lower);
            for (const std::size_t threads : {1U, 2U}) {
                const TopDownResult result = enumerate_top_down(
                    oracle.types, view, entry.request,
                    {.lower = window.lower, .upper = window.upper, .threads = threads});
                CHECK(result.programs == window.programs);
                CHECK(result.stopped == Stopped::no);
            }
        }
    }
}

TEST_CASE("Programs and log priors are those of DreamCoder's solver, on any number of threads") {
    const Oracle oracle = read_oracle();
    for (const OracleCase& entry : oracle.cases) {
        const GrammarView view = view_of(oracle.types, entry.grammar);
        const double upper = -entry.programs.back().log_prior + 0.001;
        const auto programs = programs_of(oracle.types, view, entry.request, {.upper = upper});
        for (const OracleCase::Program& program : entry.programs) {
            CAPTURE(entry.name, program.text);
            const auto found = programs.find(program.text);
            REQUIRE(found != programs.end());
            CHECK(found->second == Approx(program.log_prior).margin(1e-9).epsilon(0));
        }
        for (const std::size_t threads : {2U, 8U}) {
            CHECK(programs_of(oracle.types, view, entry.request,
                              {.upper = upper, .threads = threads}) == programs);
        }
    }
}
