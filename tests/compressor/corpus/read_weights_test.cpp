#include "compressor/corpus/read_weights.hpp"

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Weights = std::vector<std::int64_t>;

Corpus three_programs() {
    return read_corpus(R"j([{"name": "sort/fast", "program": "(f a)"},
                            {"name": "sort/slow", "program": "(f b)"},
                            {"name": "reverse", "program": "(f c)"}])j");
}

struct Read {
    Weights weights;
    std::int64_t scale = 0;

    bool operator==(const Read&) const = default;
};

Read read(const std::string& json) {
    Corpus corpus = three_programs();
    read_weights(corpus, json);
    Read result{.weights = {}, .scale = corpus.weight_scale};
    for (const Program& program : corpus.programs) {
        result.weights.push_back(program.weight);
    }
    return result;
}

std::string complaint(const std::string& json) {
    return message_of([&] { read(json); });
}

} // namespace

TEST_CASE("A list has a weight for each program") {
    CHECK(read("[1, 2, 3]") == Read{{1, 2, 3}, 1});
    CHECK(read("[0, 0, 7]") == Read{{0, 0, 7}, 1});
}

TEST_CASE("Decimals become whole numbers at the least scale that holds them exactly") {
    CHECK(read("[0.5, 2, 1]") == Read{{1, 4, 2}, 2});
    CHECK(read("[0.1, 0.2, 0.3]") == Read{{1, 2, 3}, 10});
    CHECK(read("[2.0, 4, 1e1]") == Read{{2, 4, 10}, 1});
    CHECK(read("[0.000001, 0, 1000000]") == Read{{1, 0, 1'000'000'000'000}, 1'000'000});
    CHECK(read("[999999.999999, 1, 1]") ==
          Read{{999'999'999'999, 1'000'000, 1'000'000}, 1'000'000});
    CHECK(read("[-0.0, 1, 1]") == Read{{0, 1, 1}, 1});
}

TEST_CASE("An object gives weights by name, a program's own before its task's, and else 1") {
    CHECK(read("{}") == Read{{1, 1, 1}, 1});
    CHECK(read(R"({"sort": 3})") == Read{{3, 3, 1}, 1});
    CHECK(read(R"({"sort": 3, "sort/slow": 0.5})") == Read{{6, 1, 2}, 2});
    CHECK(read(R"({"reverse": 0})") == Read{{1, 1, 0}, 1});
}

TEST_CASE(
    "If the first program of a task has the name of the task, the name stands for all of them") {
    Corpus corpus = read_corpus(R"j({"frontiers": [{"task": "t", "programs": [
        {"program": "(f a)"}, {"program": "(f b)"}]}]})j");
    read_weights(corpus, R"({"t": 2})");
    CHECK(corpus.programs[0].weight == 2);
    CHECK(corpus.programs[1].weight == 2);
    read_weights(corpus, R"({"t #2": 5})");
    CHECK(corpus.programs[0].weight == 1);
    CHECK(corpus.programs[1].weight == 5);
}

TEST_CASE("Anything but weights is refused with the place") {
    CHECK(complaint("7").starts_with("these are not weights\nexpected a list of numbers"));
    CHECK(complaint("[1, 2]") ==
          "there are 2 weights for 3 programs\nexpected one for each program of the corpus");
    CHECK(complaint("[1, -2, 3]") ==
          "at /1: found the number -2\nexpected a weight from 0 to 1000000");
    CHECK(complaint("[1, 1000000.1, 3]").starts_with("at /1: found the number 1000000.1\n"));
    CHECK(complaint("[1, 2, 0.0000001]") ==
          "at /2: found the number 1e-07\nexpected a weight with at most 6 digits after the point");
    CHECK(complaint("[1, 2, 3.1234567]").starts_with("at /2: found the number 3.1234567\n"));
    CHECK(complaint(R"([1, "2", 3])") == "at /1: found the string \"2\"\nexpected a number");
    CHECK(complaint("[1, NaN, 3]") == "at /1: found NaN\nexpected a finite number");
    CHECK(complaint(R"({"sort": 1, "sort": 2})") ==
          "two weights for \"sort\"\nexpected each name once");
    CHECK(complaint(R"({"sort": {}})") == "at /sort: found an empty object\nexpected a number");
    CHECK(complaint(R"({"sort/quick": 2})") ==
          "at /sort~1quick: \"sort/quick\" is neither a task nor a program of the corpus\n"
          "expected a name such as \"sort/fast\"");
    CHECK(complaint("[0, 0, 0]") ==
          "every weight is 0, so nothing can be saved\nexpected a weight above 0");
    CHECK(complaint("[1, 2").starts_with("line 1, column 6: "));
}

TEST_CASE("A task of weight 3 counts like three tasks") {
    Corpus weighted = corpus_of({"(f a b c)", "(f a b d)", "(g a b d)"});
    read_weights(weighted, "[3, 1, 0.5]");
    const Compression found = compress(weighted, {.iterations = 1});
    CHECK(weighted.weight_scale == 2);
    CHECK(found.original_cost == (3 * 403 + 403) * 2 + 403);
}

TEST_CASE("A corpus that is too large with its weights is refused") {
    Corpus corpus = corpus_of({"(f a)", "(f b)"});
    read_weights(corpus, "[0.000001, 1000000]");
    CompressionSettings settings;
    settings.settings.costs.primitive = 1'000'000;
    settings.settings.penalty = {.units = 999'999'999, .scale = 1'000'000};
    CHECK(message_of([&] { compress(corpus, settings); }).find("in the weights") !=
          std::string::npos);
}
