#include "integration/run/compaction.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "integration/run_folder/state_text.hpp"
#include "tests/integration/program/dream/small_run.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

TEST_CASE("A compacted state is the same state without what nothing refers to") {
    const Run run = small_run();
    LoopState state = first_state(run);
    lambda::TermStore& terms = state.language.terms;
    enumerator::read_expression(terms, "(lambda (neg (indices $0)))"); // nothing refers to it
    for (const std::string text :
         {"(lambda (add (indices $0) (indices $0)))", "(lambda (indices $0))"}) {
        state.frontiers[0].programs.push_back({.term = enumerator::read_expression(terms, text)});
    }
    const LoopState compact = compacted(state);
    CHECK(state_text(run, compact) == state_text(run, state));
    CHECK(compact.language.terms.size() < terms.size());
    CHECK(!compact.language.terms.has_primitive("neg"));
}

TEST_CASE("Ids of a compacted state do not depend on the order in which the stores were filled") {
    const Run run = small_run();
    const auto state_with = [&](const std::string& made_first) {
        LoopState state = first_state(run);
        state.language.types.constructor(made_first);
        enumerator::read_expression(state.language.terms, made_first);
        const lambda::TermId program = enumerator::read_expression(
            state.language.terms, "(lambda (add (indices $0) (indices $0)))");
        state.frontiers[0].programs.push_back({.term = program});
        return compacted(state);
    };
    const LoopState one = state_with("indices");
    const LoopState other = state_with("(add one)");
    CHECK(one.frontiers[0].programs[0].term == other.frontiers[0].programs[0].term);
    CHECK(one.frontiers[0].request == other.frontiers[0].request);
    CHECK(one.language.terms.size() == other.language.terms.size());
    CHECK(one.language.types.size() == other.language.types.size());
}
