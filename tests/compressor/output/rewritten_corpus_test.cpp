#include "compressor/output/rewritten_corpus.hpp"

#include "compressor/corpus/corpus_sample.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/corpus/read_weights.hpp"
#include "compressor/output/output_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

OutputJson rewritten(Corpus corpus) {
    const Compression found = compress(corpus, {.iterations = 1});
    return OutputJson::parse(rewritten_corpus(corpus, found));
}

Corpus read(const std::string& text) {
    return read_corpus(text, {.keep_document = true});
}

} // namespace

TEST_CASE("A plain list stays one") {
    CHECK(rewritten(read(R"j(["(p (f a b c))", "(q (f a b c))"])j")) ==
          OutputJson({"(p fn_0)", "(q fn_0)"}));
    CHECK(rewritten(read(R"j({"programs": ["(p (f a b c))", "(q (f a b c))"]})j")) ==
          OutputJson({"(p fn_0)", "(q fn_0)"}));
}

TEST_CASE("A list with tasks or weights keeps them") {
    CHECK(
        rewritten(read(R"j({"programs": ["(p (f a b c))", "(q (f a b c))", "(x y y y y y)"],
                              "tasks": ["t", "u", "t"]})j")) ==
        OutputJson::parse(
            R"j({"programs": ["(p fn_0)", "(q fn_0)", "(x y y y y y)"], "tasks": ["t", "u", "t"]})j"));
    Corpus corpus = read(R"j(["(p (f a b c))", "(q (f a b c))"])j");
    read_weights(corpus, "[2, 0.5]");
    CHECK(rewritten(std::move(corpus)) ==
          OutputJson::parse(R"j({"programs": ["(p fn_0)", "(q fn_0)"], "weights": [2, 0.5]})j"));
}

TEST_CASE("A request of DreamCoder becomes a list with its tasks") {
    CHECK(
        rewritten(read(R"j({"frontiers": [
              {"task": "t", "programs": [{"program": "(p (f a b c))"}, {"program": "(x y y y y)"}]},
              {"task": "u", "programs": [{"program": "(q (f a b c))"}]}]})j")) ==
        OutputJson::parse(
            R"j({"programs": ["(p fn_0)", "(x y y y y)", "(q fn_0)"], "tasks": ["t", "t", "u"]})j"));
}

TEST_CASE("Entries of the form rasp keep all of their members") {
    const std::string text = R"j([
        {"name": "a/x", "note": null, "type": "t", "program": "(p (f a b c))",
         "examples": [[1, 0.5]]},
        {"name": "b", "program": "(q (f a b c))", "size": 3}])j";
    const OutputJson expected = OutputJson::parse(R"j([
        {"name": "a/x", "type": "t", "program": "(p fn_0)", "examples": [[1, 0.5]], "note": null},
        {"name": "b", "program": "(q fn_0)", "size": 3}])j");
    CHECK(rewritten(read(text)) == expected);
    // A program is found again however few are left, in whatever order.
    Corpus corpus = read(text);
    std::swap(corpus.programs[0], corpus.programs[1]);
    CHECK(OutputJson::parse(rewritten_corpus(corpus, compress(corpus, {})))[0]["size"] == 3);
    keep_programs(corpus, 1);
    CHECK(OutputJson::parse(rewritten_corpus(corpus, {})).size() == 1);
    CHECK(OutputJson::parse(rewritten_corpus(corpus, {}))[0]["size"] == 3);
    // Without the document, names and programs are left.
    CHECK(rewritten(read_corpus(text))[1] == OutputJson({{"name", "b"}, {"program", "(q fn_0)"}}));
}

TEST_CASE("A second round over the project's corpus sees the tasks and examples of the first") {
    Corpus corpus = read(read_input(RASP_STITCH_SOURCE_DIR "/corpora/rasp.json"));
    const Compression found = compress(corpus, {.iterations = 2});
    const Corpus again = read(rewritten_corpus(corpus, found));
    CHECK(again.tasks == corpus.tasks);
    CHECK(printed_programs(again) == printed(corpus.store, found.steps.back().rewriting.roots));
    for (std::size_t i = 0; i < corpus.programs.size(); ++i) {
        nlohmann::json before = (*corpus.document)[i];
        nlohmann::json after = (*again.document)[i];
        before.erase("program");
        after.erase("program");
        CHECK(after == before);
    }
}
