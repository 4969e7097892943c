#include "benchmarks/enumerator/solver_oracle.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "lambda/terms/term_store.hpp"

#include <catch2/catch.hpp>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;
using benchmarks::Oracle;
using benchmarks::OracleCase;
using benchmarks::read_oracle;

TEST_CASE("Log priors are those of DreamCoder's solver") {
    const Oracle oracle = read_oracle(RASP_STITCH_SOURCE_DIR "/tests/enumerator/oracle.json");
    std::size_t programs = 0;
    for (const OracleCase& entry : oracle.cases) {
        const GrammarView view = view_of(oracle.types, entry.grammar);
        Likelihood likelihood(oracle.types, view);
        lambda::TermStore store;
        for (const OracleCase::Program& program : entry.programs) {
            CAPTURE(entry.name, program.text);
            const lambda::TermId term = read_expression(store, program.text);
            CHECK(print_expression(store, term) == program.text);
            const double log_prior_of = likelihood.log_prior(entry.request, store, term);
            CHECK(log_prior_of == Approx(program.log_prior).margin(1e-9).epsilon(0));
            const LikelihoodSummary summary = likelihood.summary(entry.request, store, term);
            CHECK(log_prior(summary, view) == Approx(log_prior_of).margin(1e-9).epsilon(0));
            ++programs;
        }
    }
    CHECK(programs > 500);
}
