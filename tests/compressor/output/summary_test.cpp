#include "compressor/output/summary.hpp"

#include "compressor/corpus/read_corpus.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

std::string summary_of(Corpus corpus, const CompressionSettings& settings) {
    const Compression found = compress(corpus, settings);
    return summary(corpus, found, settings.settings.penalty);
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("The summary shows costs, ratio and for each abstraction its body, uses and utility") {
    CHECK(summary_of(corpus_of({"(f (g a b c) d)", "(h (g a b e))", "(k (g a b c) (g a b c))"}),
                     {.iterations = 2}) ==
          "3 programs of 3 tasks, cost 2,017 -> 906, ratio 2.23\n"
          "\n"
          "fn_0  arity 0, 4 uses, utility 506, cost 2,017 -> 1,209\n"
          "    (g a b)\n"
          "    in program 0: fn_0\n"
          "    in program 1: fn_0\n"
          "\n"
          "fn_1  arity 0, 3 uses, utility 102, cost 1,209 -> 906\n"
          "    (fn_0 c)\n"
          "    in program 0: fn_1\n"
          "    in program 2: fn_1\n");
}

TEST_CASE("The summary explains the abstractions of the input that it mentions") {
    const std::string text = summary_of(read_corpus(R"j({
        "DSL": {"productions": [{"expression": "#(lambda (+ $0 1))"},
                                {"expression": "#(lambda (* $0 $0 $0))"}]},
        "frontiers": [
            {"task": "a", "programs": [{"program": "(map (#(lambda (+ $0 1)) 1) x y)"}]},
            {"task": "b", "programs": [{"program": "(map (#(lambda (+ $0 1)) 1) x z)"}]}]})j"),
                                        {.iterations = 1});
    CHECK(holds(text, "    (map (dreamcoder_abstraction_0 1) x)\n"));
    CHECK(text.ends_with("\n\ndreamcoder_abstraction_0 is #(lambda (+ $0 1))\n"));
    CHECK_FALSE(holds(text, "dreamcoder_abstraction_1"));
}

TEST_CASE("The summary of a corpus in which nothing compresses says so") {
    CHECK(summary_of(corpus_of({"(f a)"}), {}) ==
          "1 program of 1 task, cost 201: no abstraction makes them shorter\n");
}

TEST_CASE("The summary does not say that nothing compresses if nothing was proven") {
    const Texts programs = {"(p a q b r c)", "(p d q e r f)"};
    CHECK(summary_of(corpus_of(programs), {.iterations = 0}) ==
          "2 programs of 2 tasks, cost 1,210: no abstraction was asked for\n");
    Corpus corpus = corpus_of(programs);
    std::stop_source source;
    source.request_stop();
    CompressionControl control;
    control.budget.stop = source.get_token();
    const Compression stopped = compress(corpus, {}, control);
    CHECK(summary(corpus, stopped, {}) ==
          "2 programs of 2 tasks, cost 1,210: stopped before the first abstraction\n");
}

TEST_CASE("A long body is cut, and the summary says how long it is and where all of it is") {
    std::string body = "(f";
    for (int i = 0; i < 2000; ++i) {
        body += " argument_" + std::to_string(i);
    }
    body += ")";
    Corpus corpus = corpus_of({body, body});
    const Compression found = compress(corpus, {.iterations = 1});
    const std::string text = summary(corpus, found, {}, {}, {.full_result = "the file"});
    CHECK(found.steps.front().body == body);
    CHECK(text.size() < 800);
    CHECK(holds(text, "    " + body.substr(0, 400) +
                          "...\n    (the first 400 of 26,893 characters; "
                          "the file has all of it)\n"));
    CHECK_FALSE(holds(summary_of(corpus_of({"(f a b)", "(f a b)"}), {}), "characters"));
}

TEST_CASE("The variables of the summary can have names") {
    Corpus corpus = corpus_of(
        {"(lam (g (map (lam (f $0 $1 a)) $0)))", "(lam (lam (h (map (lam (f $0 $1 a)) $0) x)))"});
    const Compression found = compress(corpus, {.iterations = 1, .candidates = 2});
    const std::string text = summary(corpus, found, {}, {}, {}, VariableStyle::name);
    CHECK(found.steps.front().body == "(map (lam (f $0 #0 a)) #0)");
    CHECK(holds(text, "    (map (lam y (f y #0 a)) #0)\n"
                      "    in program 0: (fn_0 y)\n"
                      "    in program 1: (fn_0 z)\n"
                      "    2. utility "));
    CHECK_FALSE(holds(text, "$"));
    CHECK(holds(summary(corpus, found, {}), "    (map (lam (f $0 #0 a)) #0)\n"
                                            "    in program 0: (fn_0 $0)\n"));
}

TEST_CASE("Uses are shown from two different tasks if there are two") {
    const std::string body = "(f (g a b c) (g a b c) (g a b c))";
    const std::string text =
        summary_of(frontiers_of({{"t", body}, {"t", "(h " + body + ")"}, {"u", body}, {"v", body}}),
                   {.iterations = 1});
    CHECK(holds(text, "\n    in a program of t: fn_0\n    in a program of u: fn_0\n"));
    CHECK_FALSE(holds(text, "program of v"));
}

TEST_CASE("A long body and a long use are cut, and names cannot harm the terminal") {
    std::string row;
    for (int i = 0; i < 200; ++i) {
        row += " primitive" + std::to_string(i);
    }
    CorpusBuilder builder;
    builder.add_program("t", "name\x1b[2J", "(f" + row + " x)");
    builder.add_program("u", std::string(300, 'n'), "(f" + row + " y)");
    const std::string text = summary_of(builder.finish(), {.iterations = 1});
    CHECK(holds(text, "primitive20"));
    CHECK_FALSE(holds(text, "primitive199"));
    CHECK(holds(text, "name?[2J"));
    CHECK_FALSE(holds(text, "\x1b"));
    CHECK(holds(text, std::string(90, 'n') + "..."));
    CHECK_FALSE(holds(text, std::string(91, 'n')));
}

TEST_CASE("Candidates that were kept are listed under the one that was taken") {
    const std::vector<std::string> programs = {"(f a b c)", "(f a b c)"};
    const std::string text = summary_of(corpus_of(programs), {.iterations = 1, .candidates = 2});
    CHECK(holds(text, "    (f a b c)\n"
                      "    in program 0: fn_0\n"
                      "    in program 1: fn_0\n"
                      "    2. utility 102 (101 less): (f a b)\n"));
    CHECK_FALSE(holds(text, "3. "));
    CHECK_FALSE(holds(summary_of(corpus_of(programs), {.iterations = 1}), "2. "));
}

TEST_CASE("A long list of candidates is cut") {
    std::string row = "(f";
    for (int i = 0; i < 40; ++i) {
        row += " a" + std::to_string(i);
    }
    const std::string text =
        summary_of(corpus_of({row + ")", row + ")"}), {.iterations = 1, .candidates = 30});
    CHECK(holds(text, "\n    20. utility "));
    CHECK_FALSE(holds(text, "\n    21. "));
    CHECK(holds(text, "\n    and 10 more, which the JSON has\n"));
}

TEST_CASE("Costs and utilities of a weighted corpus are in the user's units") {
    Corpus corpus = corpus_of({"(f a b c)", "(f a b c)"});
    corpus.weight_scale = 2;
    corpus.programs[0].weight = 3;
    corpus.programs[1].weight = 4;
    const std::string text = summary_of(std::move(corpus), {.iterations = 1});
    CHECK(holds(text, "cost 1,410.5 -> 350, ratio 4.03"));
    CHECK(holds(text, "utility 657.5, cost 1,410.5 -> 350\n"));
}

TEST_CASE("A corpus that comes to cost nothing has an infinite ratio") {
    CompressionSettings settings;
    settings.settings.costs.primitive = 0;
    const std::string text = summary_of(corpus_of({"(f a b)", "(f a b)"}), settings);
    CHECK(holds(text, "cost 4 -> 0, ratio infinite"));
}
