#include "integration/generation/example_choice.hpp"

#include "rasp/language/value.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::generation;

namespace {

rasp::Example example(const std::string& input, const std::string& output) {
    return {.input = {rasp::characters(input)}, .output = rasp::Output(rasp::characters(output))};
}

// Two of each length up to 14: what comes out is the input, or the other letter.
std::vector<rasp::Example> ladder() {
    std::vector<rasp::Example> candidates;
    for (std::size_t tokens = 1; tokens <= 14; ++tokens) {
        candidates.push_back(example(std::string(tokens, 'a'), std::string(tokens, 'a')));
        candidates.push_back(example(std::string(tokens, 'b'), std::string(tokens, 'a')));
    }
    return candidates;
}

} // namespace

TEST_CASE("Lengths go from the shortest to the longest, in growing steps") {
    const std::vector<rasp::Example> candidates = ladder();
    std::vector<std::size_t> lengths;
    for (const std::size_t i : chosen_examples(candidates, 6, {})) {
        lengths.push_back(candidates[i].input.tokens.size());
    }
    CHECK(lengths == std::vector<std::size_t>{1, 3, 5, 7, 10, 14});
}

TEST_CASE("None is chosen twice, and all where they are no more than are wanted") {
    const std::vector<rasp::Example> candidates = ladder();
    for (const std::size_t count : {20U, 28U, 40U}) {
        const std::vector<std::size_t> chosen = chosen_examples(candidates, count, {});
        const std::set<std::size_t> distinct(chosen.begin(), chosen.end());
        CHECK(distinct.size() == chosen.size());
        CHECK(chosen.size() == std::min<std::size_t>(count, 28));
    }
    CHECK(chosen_examples({}, 3, {}).empty());
}

TEST_CASE("What refutes an alternative is chosen, whatever else speaks against it") {
    const std::vector<rasp::Example> candidates = {example("ab", "ab"), example("ba", "ba"),
                                                   example("aa", "aa"), example("abc", "bbb")};
    const std::vector<Refuted> alternatives = {{false, false, true, false}};
    CHECK(chosen_examples(candidates, 2, alternatives) == std::vector<std::size_t>{2, 3});
    CHECK(chosen_examples(candidates, 2, {}) == std::vector<std::size_t>{0, 3});
}

TEST_CASE("A rare outcome is there about as often as a common one") {
    std::vector<rasp::Example> candidates;
    for (std::size_t i = 0; i < 100; ++i) {
        candidates.push_back(example("abcd", i % 10 == 9 ? "yyyy" : "nnnn"));
    }
    std::size_t rare = 0;
    for (const std::size_t i : chosen_examples(candidates, 10, {})) {
        rare += i % 10 == 9 ? 1U : 0U;
    }
    CHECK(rare >= 4);
    CHECK(rare <= 6);
}

TEST_CASE("Outputs and inputs with different values are preferred") {
    const std::vector<rasp::Example> candidates = {example("aaa", "bbb"), example("abc", "bbb"),
                                                   example("abc", "bcd")};
    CHECK(chosen_examples(candidates, 1, {}) == std::vector<std::size_t>{2});
}
