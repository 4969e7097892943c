#include "enumerator/solve/example_choice.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

// Inputs, with outputs that say for each token whether it is an "a"; "!" stands before an input on
// which the program must fail.
rasp::Task task_of(const std::vector<std::string>& words) {
    rasp::Task task{.name = "is_a", .type = "input(str) -> seq(bool)"};
    for (const std::string& word : words) {
        const bool fails = word.starts_with('!');
        rasp::Example example{{rasp::characters(word.substr(fails ? 1 : 0))}, std::nullopt};
        if (!fails) {
            rasp::Sequence output;
            for (const rasp::Value& token : example.input.tokens) {
                output.emplace_back(token == rasp::Value(std::string("a")));
            }
            example.output = output;
        }
        task.examples.push_back(example);
    }
    return task;
}

using Numbers = std::vector<std::size_t>;

} // namespace

TEST_CASE("Short examples that show something new are chosen, within the positions") {
    const rasp::Task task =
        task_of({"abcabcabcabcabcabc", "abca", "b", "b", "cab", "aaaaaaaaaaaaaaaa"});
    for (const std::size_t positions : {1U, 4U, 8U, 24U, 100U}) {
        CAPTURE(positions);
        const Numbers chosen = choose_examples(task, {.positions = positions});
        std::size_t sum = 0;
        std::set<std::size_t> lengths;
        for (const std::size_t example : chosen) {
            sum += task.examples[example].input.tokens.size();
            lengths.insert(task.examples[example].input.tokens.size());
        }
        CHECK(sum <= positions);
        CHECK(lengths.size() >= (positions == 1 ? 1U : 2U));
        CHECK(std::ranges::is_sorted(chosen));
        CHECK(std::ranges::find(chosen, 3U) == chosen.end()); // the same as the one before it
    }
}

TEST_CASE("The shortest example is chosen even if it is too long") {
    CHECK(choose_examples(task_of({"abcabc", "abc"}), {.positions = 2}) == Numbers{1});
}

TEST_CASE("An example with an output is chosen if there is one, and no empty input is") {
    CHECK(choose_examples(task_of({"!a", "", "abcd", "!b"}), {.positions = 1}) == Numbers{2});
    CHECK(choose_examples(task_of({"!a", "", "!"}), {.positions = 5}) == Numbers{0});
    CHECK(choose_examples(task_of({""}), {}).empty());
}
