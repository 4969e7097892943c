#include "recognition/tasks/task_features.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

rasp::Example example(const std::string& word, rasp::Sequence output) {
    return {.input = {.tokens = rasp::characters(word)}, .output = std::move(output)};
}

rasp::Value number(double value) {
    return value;
}

} // namespace

TEST_CASE("Words tell values apart by kind and value; whole numbers whatever their tag") {
    CHECK(word_of(rasp::Value(std::int64_t{3})) == word_of(rasp::Value(3.0)));
    CHECK(word_of(rasp::Value(std::int64_t{3})) != word_of(rasp::Value(std::int64_t{4})));
    CHECK(word_of(rasp::Value(std::int64_t{3})) != word_of(rasp::Value(std::string("3"))));
    CHECK(word_of(rasp::Value(true)) != word_of(rasp::Value(std::int64_t{1})));
    CHECK(word_of(rasp::Value(std::string("a"))) != word_of(rasp::Value(std::string("b"))));
    CHECK(word_of(rasp::Value(std::string())) != word_of(rasp::Value(std::string("a"))));
    for (const rasp::Value& value :
         {number(1e300), number(-1e300), number(0.5), number(-7.25), number(std::nan("")),
          number(HUGE_VAL), rasp::Value(std::string("é")), rasp::Value(std::string("\n")),
          rasp::Value(std::string(1000, 'x'))}) {
        CHECK(word_of(value) < vocabulary_size);
        CHECK(word_of(value) != no_word);
    }
}

TEST_CASE("Positions stand one after the other, input and output side by side") {
    const TaskFeatures features = task_features(std::vector{
        example("ab", {number(0), number(1)}), example("cba", {number(0), number(1), number(2)})});
    CHECK(features.lengths == std::vector<std::size_t>{2, 3});
    REQUIRE(features.positions.size() == 5);
    CHECK(features.positions[0].input == word_of(rasp::Value(std::string("a"))));
    CHECK(features.positions[1].output == word_of(number(1)));
    CHECK(features.positions[3].from_start == 1);
    CHECK(features.positions[3].from_end == 1);
    CHECK(features.positions[3].atom == no_word);
}

TEST_CASE("Long and many examples are cut, empty ones left out, failures have no output") {
    std::vector<rasp::Example> examples(100, example(std::string(100, 'a'), {}));
    for (rasp::Example& each : examples) {
        each.output = rasp::Sequence(100, number(1e6));
    }
    examples.push_back(example("", {}));
    examples.front().output.reset();
    const TaskFeatures features = task_features(examples);
    CHECK(features.lengths == std::vector<std::size_t>(most_examples, most_positions));
    CHECK(features.positions.front().output == no_word);
    for (const PositionFeatures& position : features.positions) {
        CHECK(position.from_start < most_positions);
        CHECK(position.from_end < most_positions);
        CHECK(std::ranges::all_of(position.reals, [](float real) { return std::abs(real) <= 8; }));
    }
}

TEST_CASE("Rows of a selector are read by how much they select") {
    const rasp::Example identity{.input = {.tokens = rasp::characters("ab")},
                                 .output = rasp::Matrix{{true, false}, {true, true}}};
    const TaskFeatures features = task_features(std::vector{identity});
    CHECK(features.positions[0].output != features.positions[1].output);
}
