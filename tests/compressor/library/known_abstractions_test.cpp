// Abstractions that a DreamCoder request brings along, written `#(lambda ...)`.

#include "compressor/corpus/dreamcoder_form.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

Corpus request(const Texts& expressions, const Texts& programs) {
    nlohmann::json json;
    for (const std::string& expression : expressions) {
        json["DSL"]["productions"].push_back({{"expression", expression}});
    }
    for (const std::string& program : programs) {
        nlohmann::json frontier;
        frontier["programs"].push_back({{"program", program}});
        json["frontiers"].push_back(frontier);
    }
    return read_corpus(json.dump());
}

Texts known_texts(const Corpus& corpus) {
    Texts texts;
    for (const KnownAbstraction& known : corpus.known_abstractions) {
        texts.push_back(corpus.store.symbol_name(known.symbol) + " = " + known.text);
    }
    return texts;
}

// The programs as DreamCoder would write them.
Texts written_out(const Corpus& corpus) {
    DreamCoderForm form(corpus.store);
    for (const KnownAbstraction& known : corpus.known_abstractions) {
        form.add(known.symbol, known.text);
    }
    Texts texts;
    for (const Program& program : corpus.programs) {
        texts.push_back(form.program(program.root));
    }
    return texts;
}

} // namespace

TEST_CASE("An abstraction that is written out becomes a primitive") {
    const Corpus corpus =
        request({"map", "#(lambda (+ $0 1))"},
                {"(lambda (map #(lambda (+ $0 1)) $0))", "(#(lambda (+ $0 1)) 1)"});
    CHECK(printed_programs(corpus) ==
          Texts{"(lam (map dreamcoder_abstraction_0 $0))", "(dreamcoder_abstraction_0 1)"});
    CHECK(known_texts(corpus) == Texts{"dreamcoder_abstraction_0 = #(lambda (+ $0 1))"});
}

TEST_CASE("Abstractions are numbered by the length of their text, equal lengths in their order") {
    const Corpus corpus =
        request({"#(lambda (f $0 $0))", "#(f b)", "#(f a)", "#(lambda (g $0))"}, {"a"});
    CHECK(known_texts(corpus) == Texts{"dreamcoder_abstraction_0 = #(f b)",
                                       "dreamcoder_abstraction_1 = #(f a)",
                                       "dreamcoder_abstraction_2 = #(lambda (g $0))",
                                       "dreamcoder_abstraction_3 = #(lambda (f $0 $0))"});
}

TEST_CASE(
    "An abstraction inside another is part of it, and the programs come out as they went in") {
    const std::string inner = "#(lambda (+ $0 1))";
    const std::string outer = "#(lambda (lambda (map " + inner + " (f $1 $0))))";
    const Texts programs = {"(lambda (" + outer + " $0 " + inner + "))", "(" + inner + " 1)"};
    const Corpus corpus = request({outer, inner}, programs);
    CHECK(printed_programs(corpus) ==
          Texts{"(lam (dreamcoder_abstraction_1 $0 dreamcoder_abstraction_0))",
                "(dreamcoder_abstraction_0 1)"});
    CHECK(known_texts(corpus) ==
          Texts{"dreamcoder_abstraction_0 = " + inner, "dreamcoder_abstraction_1 = " + outer});
    CHECK(written_out(corpus) == programs);
}

TEST_CASE("An abstraction that no production declares is numbered where it is met") {
    const Corpus corpus =
        request({"#(lambda (f $0))"}, {"(#(lambda (g $0)) a)", "(#(lambda (f $0)) a)"});
    CHECK(printed_programs(corpus) ==
          Texts{"(dreamcoder_abstraction_1 a)", "(dreamcoder_abstraction_0 a)"});
    CHECK(written_out(corpus) == Texts{"(#(lambda (g $0)) a)", "(#(lambda (f $0)) a)"});
}

TEST_CASE("Blanks and the word for lambda make no difference to which abstraction it is") {
    const Corpus corpus = request({"#(lambda (f $0 a))"}, {"(#(lam  (f $0\n a)) b)", "(# (x))",
                                                           "(#( (lambda ((f $0) a))) b)"});
    CHECK(printed_programs(corpus) ==
          Texts{"(dreamcoder_abstraction_0 b)", "(# x)", "(dreamcoder_abstraction_0 b)"});
    CHECK(known_texts(corpus) == Texts{"dreamcoder_abstraction_0 = #(lambda (f $0 a))"});
    CHECK(written_out(corpus).front() == "(#(lambda (f $0 a)) b)");
}

TEST_CASE("Abstractions may be written out in the other forms of corpora too") {
    const Corpus corpus = read_corpus(R"j(["(#(lambda (f $0)) a)", "(#(lambda (f $0)) b)"])j");
    CHECK(printed_programs(corpus) ==
          Texts{"(dreamcoder_abstraction_0 a)", "(dreamcoder_abstraction_0 b)"});
}

TEST_CASE("A name that an abstraction would get is skipped if the corpus uses it otherwise") {
    // Otherwise the two would be the same primitive, and the programs would come out changed.
    const Texts programs = {"(dreamcoder_abstraction_0 (#(lambda (f $0)) a))"};
    CHECK(written_out(request({}, programs)) == programs);
    CHECK(written_out(request({"#(lambda (f $0))"}, programs)) == programs);
}
