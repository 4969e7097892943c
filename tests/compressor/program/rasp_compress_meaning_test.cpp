#include "compressor/program/meaning_check.hpp"

#include "compressor/corpus/read_corpus.hpp"
#include "lambda/terms/parse.hpp"
#include "support/files/file.hpp"
#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Types = std::vector<std::optional<std::string>>;

// Two programs with one abstraction, in aliases and literals as people write them.
const std::string programs = R"j([
    {"name": "next", "type": "input(str) -> seq(num)", "program": "(lam (+ (+ (indices $0) 1) 1))",
     "examples": [{"input": ["a", "b"], "output": [2, 3]}]},
    {"name": "after", "type": "input(str) -> seq(num)",
     "program": "(lam (neg (+ (+ (length $0) 1) 1)))",
     "examples": [{"input": ["a"], "output": [-3]}, {"input": ["a", "b"], "output": [-4]}]}])j";

struct Compressed {
    explicit Compressed(const std::string& text)
        : corpus(read_corpus(text, {.keep_document = true})),
          compression(compress(corpus, {.iterations = 2})) {}

    Corpus corpus;
    Compression compression;
};

std::string complaint(const std::string& text) {
    Corpus corpus = read_corpus(text, {.keep_document = true});
    try {
        const MeaningCheck check(corpus);
    } catch (const InputError& error) {
        return error.problem().found;
    }
    return "none";
}

} // namespace

TEST_CASE("Abstractions of RASP have types") {
    Compressed made(programs);
    REQUIRE(made.compression.steps.size() == 1);
    CHECK(made.compression.steps[0].body == "(+ #0 1)");
    CHECK(rasp_types(made.corpus, made.compression) == Types{"seq(num) -> seq(num)"});
}

TEST_CASE("The corpus of RASP has a type for each abstraction") {
    Corpus corpus = read_corpus(read_input(RASP_STITCH_SOURCE_DIR "/corpora/rasp.json"));
    const Compression compression =
        compress(corpus, {.iterations = 10, .settings = {.max_arity = 3}});
    const Types types = rasp_types(corpus, compression);
    REQUIRE(types.size() == 10);
    for (const auto& type : types) {
        CHECK(type.has_value());
    }
}

TEST_CASE("A corpus of another language has no types") {
    Compressed made(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
    CHECK(made.compression.steps.size() == 1);
    CHECK(rasp_types(made.corpus, made.compression).empty());
}

TEST_CASE("Abstractions that a corpus had before are known by what they mean") {
    Compressed made(R"j({"DSL": {"productions": [
            {"expression": "#(lambda (add (add $0 one) one))", "logProbability": 0}]},
        "frontiers": [
            {"task": "a", "programs": [{"program":
                "(lambda (#(lambda (add (add $0 one) one)) (neg (neg (indices $0)))))"}]},
            {"task": "b", "programs": [{"program":
                "(lambda (#(lambda (add (add $0 one) one)) (neg (neg (length $0)))))"}]}]})j");
    REQUIRE(made.compression.steps.size() == 1);
    CHECK(rasp_types(made.corpus, made.compression) == Types{"(t0 -> seq(num)) -> t0 -> seq(num)"});
}

TEST_CASE("Rewritten programs are run on their examples") {
    Compressed made(programs);
    const CheckedMeaning checked = MeaningCheck(made.corpus).check(made.compression);
    CHECK(checked.programs == 2);
    CHECK(checked.examples == 3);
    CHECK(checked.difference.empty());
}

TEST_CASE("A program that is rewritten wrongly is found") {
    Compressed made(programs);
    Rewriting& rewriting = made.compression.steps[0].rewriting;
    rewriting.roots[1] = lambda::parse(made.corpus.store, "(lam (neg (fn_0 (indices $0))))");
    CHECK(MeaningCheck(made.corpus).check(made.compression).difference ==
          "after on [\"a\"]: gave [-3], gives [-1]");
    // So is an abstraction whose body is not what was put in its place.
    Compressed other(programs);
    other.compression.steps[0].rewriting.abstraction.body =
        lambda::parse(other.corpus.store, "(+ #0 2)", {.metavariables = true});
    CHECK(MeaningCheck(other.corpus).check(other.compression).difference ==
          "next on [\"a\",\"b\"]: gave [2,3], gives [4,5]");
}

TEST_CASE("Aliases, errors of either kind and NaN do not mislead the check") {
    const auto meaning = [](const std::string& text) {
        Compressed made(text);
        REQUIRE_FALSE(made.compression.steps.empty());
        return MeaningCheck(made.corpus).check(made.compression).difference;
    };
    const auto corpus = [](const std::string& a, const std::string& b, const char* examples) {
        return R"j([{"name": "a", "type": "t0", "program": ")j" + a + R"j(", "examples": )j" +
               examples + R"j(}, {"name": "b", "type": "t0", "program": ")j" + b +
               R"j(", "examples": )j" + examples + "}]";
    };
    // A predicate by the name of a comparison becomes an argument.
    CHECK(meaning(corpus("(lam (aggregate (select (indices $0) (indices $0) eq) (tokens $0)))",
                         "(lam (aggregate (select (indices $0) (indices $0) lt) (tokens $0)))",
                         R"([{"input": [1, 2], "output": [1, 2]}])"))
              .empty());
    // `+` on strings.
    CHECK(meaning(corpus("(lam (+ (tokens $0) (+ (tokens $0) str.q)))",
                         "(lam (+ str.x (+ (tokens $0) str.q)))",
                         R"([{"input": ["a"], "output": ["aaq"]}])"))
              .empty());
    // Which error comes first is not part of the meaning.
    CHECK(meaning(corpus("(lam (add (div one (tokens $0)) (add (mul two (indices $0)) (mod one "
                         "(tokens $0)))))",
                         "(lam (add (div one (tokens $0)) (add (mul two (indices $0)) (mod two "
                         "(tokens $0)))))",
                         R"([{"input": [1, 0], "error": "any"}])"))
              .empty());
}

TEST_CASE("Meaning cannot be checked without examples, or of what is not RASP") {
    CHECK(complaint(R"j([{"name": "f", "type": "t0", "program": "(lam (f $0))",
                         "examples": [{"input": [1], "output": [1]}]}])j") ==
          "the program \"f\" cannot be run: unknown-name: neither a primitive nor a literal nor a "
          "name of the library, in f");
    CHECK(complaint(R"j([{"name": "f", "type": "t0", "program": "(lam (tokens $0))",
                         "examples": []}])j") ==
          "the program \"f\" has no examples to check its meaning on");
    CHECK(complaint(R"j([{"name": "f", "program": "(lam (add (indices $0) one))"}])j") ==
          "the member \"examples\" is missing");
}
