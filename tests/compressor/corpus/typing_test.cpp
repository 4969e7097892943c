// Types of primitives as users give them.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/corpus/typing.hpp"
#include "support/text/input_error.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

std::string complaint(const Corpus& corpus, const std::string& json) {
    try {
        read_types(corpus, json);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("Types are read from an object or from the productions of a grammar") {
    const Corpus corpus = corpus_of({"(f a)", "a"});
    const PrimitiveTypes expected = {{"a", "int"}, {"f", "int -> list(t0)"}};
    CHECK(read_types(corpus, R"j({"a": "int", "f": "int -> list(t0)"})j") == expected);
    CHECK(read_types(corpus, R"j({"productions": [
        {"expression": "a", "type": {"constructor": "int", "arguments": []}},
        {"expression": "#(lambda (f $0))", "type": "int -> list(t0)"},
        {"expression": "f", "type": "int -> list(t0)"}]})j") == expected);
    CHECK(read_types(corpus, R"j({"DSL": {"productions": [
        {"expression": "a", "type": "int"}, {"expression": "f", "type": "int -> list(t0)"}]}})j") ==
          expected);
}

TEST_CASE("What is wrong with types is said") {
    const Corpus corpus = corpus_of({"(f a)", "(f (f a))"});
    CHECK(complaint(corpus, R"({"a": "int"})") ==
          "the program \"program 0\" does not type: \"f\" is not known\n"
          "expected a type for each primitive of the corpus");
    CHECK(complaint(corpus, R"({"a": "int", "f": "int -> bool"})")
              .starts_with("the program \"program 1\" does not type: "));
    CHECK(complaint(corpus, R"({"a": "list(int"})").starts_with("at /a: "));
    CHECK(complaint(corpus, R"({"a": 3})").starts_with("at /a: found the number 3"));
    CHECK(complaint(corpus, "{}") == "no primitive has a type\n"
                                     "expected an object that maps names of primitives to types");
}

TEST_CASE("Abstractions that the corpus has already get the types of their bodies") {
    const Corpus corpus = read_corpus(R"j({"DSL": {"productions": []}, "frontiers": [
        {"programs": [{"program": "(#(lambda (f (f $0))) a)"}]}, {"programs": [{"program": "a"}]}]})j");
    REQUIRE(corpus.known_abstractions.size() == 1);
    const std::string name = corpus.store.symbol_name(corpus.known_abstractions.front().symbol);
    CHECK(read_types(corpus, R"({"a": "int", "f": "t0 -> t0"})").at(name) == "t0 -> t0");
}
