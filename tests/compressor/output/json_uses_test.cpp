// "uses" and "num_uses" in the result: what was really rewritten.

#include "compressor/output/compression_json.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

OutputJson result_of(Corpus corpus, const CompressionSettings& settings) {
    const Compression found = compress(corpus, settings);
    return compression_json(corpus, found, settings.settings.penalty, {});
}

// How often the text holds the name as a token.
std::size_t count_name(const std::string& text, const std::string& name) {
    std::size_t count = 0;
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
        const char after = at + name.size() < text.size() ? text[at + name.size()] : ' ';
        count += after == ' ' || after == ')' ? 1 : 0;
    }
    return count;
}

} // namespace

TEST_CASE("The uses are those in the rewritten programs, each as often as it occurs there") {
    const OutputJson json =
        result_of(corpus_of({"(p (f a x b b b) (f a x b b b))", "(q (f a y b b b) (f a x b b b))"}),
                  {.iterations = 1});
    const OutputJson& found = json["abstractions"][0];
    REQUIRE(found["body"] == "(f a #0 b b b)");
    CHECK(json["rewritten"] == OutputJson({"(p (fn_0 x) (fn_0 x))", "(q (fn_0 y) (fn_0 x))"}));
    CHECK(found["num_uses"] == 4);
    CHECK(found["uses"] ==
          OutputJson::array({{{"fn_0 x", "(f a x b b b)"}}, {{"fn_0 y", "(f a y b b b)"}}}));
}

TEST_CASE("A use without arguments is the name alone") {
    const OutputJson json =
        result_of(corpus_of({"(p (f a b c))", "(q (f a b c))"}), {.iterations = 1});
    CHECK(json["abstractions"][0]["uses"] == OutputJson::array({{{"fn_0", "(f a b c)"}}}));
    CHECK(json["abstractions"][0]["num_uses"] == 2);
}

TEST_CASE("Arguments are shown as they were before rewriting, and uses inside them count") {
    const OutputJson json =
        result_of(corpus_of({"(p (f a a a (f a a a x)))", "(q (f a a a y))", "(r (f a a a z))"}),
                  {.iterations = 1, .settings = {.max_arity = 1}});
    const OutputJson& found = json["abstractions"][0];
    REQUIRE(found["arity"] == 0);
    CHECK(found["body"] == "(f a a a)");
    CHECK(found["num_uses"] == 4);
}

TEST_CASE("Uses are ordered by the text that they replace") {
    Texts programs;
    for (const char* name : {"z", "m", "(k a)", "b", "a", "(k Z)", "_"}) {
        programs.push_back("(f (g " + std::string(name) + ") x x x x)");
    }
    const OutputJson json = result_of(corpus_of(programs), {.iterations = 1});
    Texts places;
    for (const OutputJson& use : json["abstractions"][0]["uses"]) {
        REQUIRE(use.size() == 1);
        places.push_back(use.begin().value());
    }
    CHECK(places.size() == programs.size());
    CHECK(std::is_sorted(places.begin(), places.end()));
}

TEST_CASE("A match inside the body of a use is not a use") {
    // Stitch counts matches; here (f #0 #0) matches at every level, of which every other is used.
    const std::string twice = "(f (f a a) (f a a))";
    const OutputJson json =
        result_of(corpus_of({"(p (f " + twice + " " + twice + "))", "(q (f (f b b) (f b b)))",
                             "(r (f (f c c) (f c c)))"}),
                  {.iterations = 3});
    for (const OutputJson& found : json["abstractions"]) {
        CAPTURE(found.dump(2));
        CHECK(found["num_uses"] >= found["uses"].size());
    }
    std::size_t last = 0;
    for (const OutputJson& program : json["rewritten"]) {
        last += count_name(program, json["abstractions"].back()["name"]);
    }
    CHECK(last == json["abstractions"].back()["num_uses"]);
}
