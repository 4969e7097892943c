// The report on an abstraction that is followed, as text and as JSON.

#include "compressor/output/follow_report.hpp"

#include "compressor/library/library.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

struct Report {
    std::string text;
    OutputJson json;
};

Report report(const std::string& body, CompressionSettings settings = {.iterations = 1}) {
    Corpus corpus = corpus_of({"(p (f (g a b) c d))", "(q (f (g a b) c e))", "(r (f (g a b) h e))",
                               "(k (m x x))", "(l (m x y))"});
    settings.follow = parse_abstraction_body(corpus.store, body).term;
    const Compression found = compress(corpus, settings);
    const Units units(corpus, settings.settings.penalty);
    return {follow_text(found, units), follow_json(found, units)};
}

} // namespace

TEST_CASE("The winner is reported as the answer") {
    const Report told = report("(f (g a b))");
    CHECK(told.text == "followed (f (g a b))\n"
                       "step 1: is the answer, fn_0. It matches 1 sub-term in 3 tasks; uses at 1 "
                       "of them save 909, and its body costs 403: utility 506\n");
    CHECK(told.json["body"] == "(f (g a b))");
    CHECK(told.json["arity"] == 0);
    CHECK(told.json["body_cost"] == 403);
    CHECK(told.json["steps"].size() == 1);
    CHECK(told.json["steps"][0].dump() ==
          R"({"outcome":"won","rank":1,"num_locations":1,"num_used_locations":1,"num_tasks":3,)"
          R"("saved":909,"utility":506,"winner":"fn_0","winner_utility":506})");
}

TEST_CASE("For an abstraction that loses, the margin and the pruning point are reported") {
    const Report told = report("(f (g a b) #0 e)");
    CHECK(told.text ==
          "followed (f (g a b) #0 e)\n"
          "step 1: loses to fn_0 by 203. It matches 2 sub-terms in 2 tasks; uses at 2 of them save "
          "808, and its body costs 505: utility 303\n"
          "    the search prunes the path to it at (?? (?? ?? b) #0 e), 2 matches: (?? (?? a b) #0 "
          "e), 2 matches, has a utility of at most 503 where fn_0 has 506 (rule body-size: "
          "subtract the cost of the body so far from the bound)\n");
    const OutputJson& step = told.json["steps"][0];
    CHECK(step["outcome"] == "lost");
    CHECK(step["departure"]["rule"].is_string());
    CHECK(step["departure"]["pattern"].is_string());
}

TEST_CASE("For an abstraction that does not compete, the reason is reported") {
    CHECK(report("(m #0 z)").text == "followed (m #0 z)\nstep 1: matches nowhere in the corpus as "
                                     "it is at this step\n");
    CHECK(report("(m #0 z)").json["steps"][0]["reason"] == "matches-nowhere");
    CHECK(report("(p #0)").text.find("allow_single_task admits it") != std::string::npos);
    CHECK(report("(#0 #1 #2)").text.find("takes 3 arguments, more than max_arity allows") !=
          std::string::npos);
}

TEST_CASE("For a candidate, the rank is reported") {
    const Report told = report("(f (g a b) c)", {.iterations = 1, .candidates = 10});
    CHECK(told.text.find("step 1: is candidate 5, ") != std::string::npos);
    CHECK(told.json["steps"][0]["rank"] == 5);
}

TEST_CASE("If nothing is followed, the report is empty") {
    CHECK(follow_text({}, Units({}, {})).empty());
    CHECK(follow_json({}, Units({}, {})).is_null());
}
