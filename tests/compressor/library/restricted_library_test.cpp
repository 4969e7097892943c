// Libraries whose abstractions take symbols, or are used in certain states of an automaton.

#include "compressor/corpus/automaton.hpp"
#include "compressor/joint/compress_jointly.hpp"
#include "compressor/library/library.hpp"
#include "compressor/library/library_rewriting.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

Settings with_symbols(const std::string& prefix) {
    Settings settings;
    settings.matching.symbol_prefix = prefix;
    return settings;
}

Settings with_automaton() {
    Settings settings;
    settings.matching.automaton = read_automaton(
        R"j({"P": {"p": ["S", "E"]}, "S": {"f": ["E", "E", "E"]}, "E": {"f": ["E", "E", "E"]}})j",
        {.root = "P", .valid_metavariables = {"S", "E"}, .valid_roots = {"S", "E"}});
    return settings;
}

Texts rewritten(const Texts& programs, const std::string& library, const Settings& settings) {
    Corpus corpus = corpus_of(programs);
    const Library read = read_library(corpus.store, library);
    const Compression made = rewrite_with_library(corpus, read, settings);
    return printed(corpus.store, made.steps.back().rewriting.roots);
}

std::string complaint(const std::string& library, const Settings& settings = {}) {
    return message_of([&] { rewritten({"(p (f a b c) d)"}, library, settings); });
}

} // namespace

TEST_CASE("A symbol variable of a library takes symbols only, and two of them two symbols") {
    const Texts programs = {"(swap k &a &b)", "(swap k &a &a)", "(swap k &a b)"};
    const std::string body = R"j([{"name": "n", "body": "(swap k #0 #1)", "variable_types": )j";
    CHECK(rewritten(programs, body + R"j(["S", "S"]}])j", with_symbols("&")) ==
          Texts{"(n &a &b)", "(swap k &a &a)", "(swap k &a b)"});
    CHECK(rewritten(programs, body + R"j(["S", "M"]}])j", with_symbols("&")) ==
          Texts{"(n &a &b)", "(swap k &a &a)", "(n &a b)"});
    const Texts all = {"(n &a &b)", "(n &a &a)", "(n &a b)"};
    CHECK(rewritten(programs, body + R"j(["M", "M"]}])j", with_symbols("&")) == all);
    CHECK(rewritten(programs, body + "null}]", with_symbols("&")) == all);
    CHECK(rewritten(programs, body + R"j(["S", "S"]}])j", {}) == all);
}

TEST_CASE("A body with a symbol matches nothing where there are symbols") {
    const std::string library = R"j([{"name": "n", "body": "(swap k &a #0)"}])j";
    CHECK(rewritten({"(swap k &a b)"}, library, with_symbols("&")) == Texts{"(swap k &a b)"});
    CHECK(rewritten({"(swap k &a b)"}, library, {}) == Texts{"(n b)"});
}

TEST_CASE("An abstraction of a library is used in the states that the library says") {
    const Texts programs = {"(p (f a b c) (f a b d))", "(p (f a b e) g)"};
    const std::string body = R"j([{"name": "n", "body": "(f a b #0)", "tdfa_annotation": )j";
    CHECK(rewritten(programs, body + R"j({"root_state": "E", "metavariable_states": ["E"]}}])j",
                    with_automaton()) == Texts{"(p (f a b c) (n d))", "(p (f a b e) g)"});
    CHECK(rewritten(programs, body + R"j({"root_state": "E", "metavariable_states": ["S"]}}])j",
                    with_automaton()) == programs);
    // Without a word on states, it is used in those in which it saves most: in S here.
    CHECK(rewritten(programs, body + "null}]", with_automaton()) ==
          Texts{"(p (n c) (f a b d))", "(p (n e) g)"});
    CHECK(rewritten(programs, body + R"j({"root_state": "E", "metavariable_states": ["E"]}}])j",
                    {}) == Texts{"(p (n c) (n d))", "(p (n e) g)"});
}

TEST_CASE("What a library says of symbols and states has to fit") {
    CHECK(complaint(R"j([{"name": "n", "body": "(f #0)", "variable_types": ["S", "M"]}])j")
              .find("2 where the body has 1 metavariable") != std::string::npos);
    CHECK(complaint(R"j([{"name": "n", "body": "(f #0)", "variable_types": ["X"]}])j")
              .find("\"X\"\nexpected \"S\" for a metavariable") != std::string::npos);
    CHECK(
        complaint(R"j([{"name": "n", "body": "(f #0)", "tdfa_annotation": {"root_state": "S"}}])j")
            .find("metavariable_states") != std::string::npos);
    CHECK(complaint(R"j([{"name": "n", "body": "(f #0)", "tdfa_annotation":
                          {"root_state": "Q", "metavariable_states": ["E"]}}])j",
                    with_automaton())
              .starts_with("the abstraction \"n\" of the library has the state \"Q\", "));
    CHECK(complaint(R"j([{"name": "&n", "body": "(f #0)"}])j", with_symbols("&"))
              .starts_with("\"&n\", the name of an abstraction of the library, would be a symbol"));
}

TEST_CASE("The total without an abstraction is told whatever restricts matches and saves nothing") {
    Corpus corpus = corpus_of({"(swap k &a &b)", "(swap k &c &d)", "(h (f a b c d))"});
    const Library library = read_library(corpus.store, R"j([{"name": "useless", "body": "(zz #0)"},
                           {"name": "n", "body": "(swap k #0 #1)", "variable_types": ["S", "S"]},
                           {"name": "m", "body": "(h (f a b #0 d))"}])j");
    CompressionSettings settings;
    settings.settings = with_symbols("&");
    Compression made = rewrite_with_library(corpus, library, settings.settings);
    note_totals_without(corpus, settings, made);
    const Utility total = made.original_cost - made.total_utility();
    CHECK(*made.steps[0].total_without == total - 101); // the cost of its body
    CHECK(*made.steps[1].total_without == total + made.steps[1].utility);
    CHECK(*made.steps[2].total_without == total + made.steps[2].utility);
}
