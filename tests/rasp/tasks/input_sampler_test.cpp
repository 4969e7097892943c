#include "rasp/tasks/input_sampler.hpp"

#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using rasp::InputSampler;

namespace {

std::vector<rasp::Input> words(const std::vector<std::string>& texts) {
    std::vector<rasp::Input> inputs;
    for (const std::string& text : texts) {
        inputs.push_back({.tokens = rasp::characters(text)});
    }
    return inputs;
}

std::vector<rasp::Input> drawn(const InputSampler& sampler, std::uint64_t seed = 1,
                               std::size_t count = 500) {
    std::mt19937_64 random(seed);
    std::vector<rasp::Input> inputs;
    for (std::size_t i = 0; i < count; ++i) {
        inputs.push_back(sampler.draw(random));
    }
    return inputs;
}

std::string text_of(const rasp::Input& input) {
    std::string text;
    for (const rasp::Value& token : input.tokens) {
        text += std::get<std::string>(token);
    }
    return text;
}

std::vector<std::string> texts_of(const std::vector<rasp::Input>& inputs) {
    std::vector<std::string> texts;
    std::ranges::transform(inputs, std::back_inserter(texts), text_of);
    return texts;
}

std::size_t count_of(char letter, const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count(text, letter));
}

} // namespace

TEST_CASE("Inputs have one token up to a bit more than those seen, all lengths of them") {
    const InputSampler sampler(words({"abcb", "ba", "", "cccbaabb"}));
    CHECK(sampler.longest() == 12);
    std::set<std::size_t> lengths;
    for (const rasp::Input& input : drawn(sampler)) {
        lengths.insert(input.tokens.size());
        CHECK(!input.atom);
    }
    CHECK(*lengths.begin() == 1);
    CHECK(*lengths.rbegin() == 12);
    CHECK(lengths.size() == 12);
}

TEST_CASE("Tokens are those seen, and few inputs are drawn twice") {
    const std::vector<std::string> texts = texts_of(drawn(InputSampler(words({"(a)", "()b("}))));
    for (const std::string& text : texts) {
        CHECK(text.find_first_not_of("(ab)") == std::string::npos);
    }
    CHECK(std::set<std::string>(texts.begin(), texts.end()).size() > 200);
}

TEST_CASE("Runs of inputs seen, repeated letters, palindromes and sorted inputs are common") {
    const std::vector<std::string> texts =
        texts_of(drawn(InputSampler(words({"zebra", "quick", "letter", "jumped"}))));
    std::size_t runs = 0;
    std::size_t repetitions = 0;
    std::size_t palindromes = 0;
    std::size_t sorted = 0;
    for (const std::string& text : texts) {
        const std::string reversed(text.rbegin(), text.rend());
        runs += text.find("ebr") != text.npos || text.find("ick") != text.npos ? 1U : 0U;
        repetitions += std::set<char>(text.begin(), text.end()).size() < text.size() ? 1U : 0U;
        palindromes += text.size() > 3 && text == reversed ? 1U : 0U;
        sorted += text.size() > 3 && std::ranges::is_sorted(text) ? 1U : 0U;
    }
    CHECK(runs > 50);
    CHECK(repetitions > 100);
    CHECK(palindromes > 10);
    CHECK(sorted > 10);
}

TEST_CASE("The same seed gives the same inputs on every machine") {
    const InputSampler sampler(words({"abcb", "ba", "cabb"}));
    CHECK(drawn(sampler, 7) == drawn(sampler, 7));
    CHECK(drawn(sampler, 7) != drawn(sampler, 8));
    CHECK(texts_of(drawn(sampler, 1, 4)) == std::vector<std::string>{"aaa", "c", "cccb", "b"});
}

TEST_CASE("What is once in each input seen is once in each that is drawn") {
    for (const std::string& text :
         texts_of(drawn(InputSampler(words({"1+2", "31+12", "2+31", "3+1112"}))))) {
        CHECK(count_of('+', text) == 1);
    }
    for (const std::string& text :
         texts_of(drawn(InputSampler(words({"<ab", "<", "<cc", "<aabc"}))))) {
        CHECK(text.front() == '<');
        CHECK(count_of('<', text) == 1);
    }
}

TEST_CASE("Where no input seen has a token twice, none that is drawn has") {
    const InputSampler sampler(words({"dcba", "c", "bd", "aeb"}));
    for (const std::string& text : texts_of(drawn(sampler))) {
        CHECK(std::set<char>(text.begin(), text.end()).size() == text.size());
    }
}

TEST_CASE("Whole numbers stay between the least and the most that were seen") {
    const std::vector<rasp::Input> seen = {{.tokens = {rasp::Value(0), rasp::Value(4)}},
                                           {.tokens = {rasp::Value(9), rasp::Value(4)}}};
    std::set<std::int64_t> numbers;
    for (const rasp::Input& input : drawn(InputSampler(seen))) {
        for (const rasp::Value& token : input.tokens) {
            numbers.insert(std::get<std::int64_t>(token));
        }
    }
    CHECK(*numbers.begin() == 0);
    CHECK(*numbers.rbegin() == 9);
    CHECK(numbers.contains(3)); // beside one that was seen
}

TEST_CASE("Atoms are from those seen, or one of the tokens where those seen are") {
    std::vector<rasp::Input> seen = words({"abc", "bcb"});
    seen[0].atom = rasp::Value("b");
    seen[1].atom = rasp::Value("x");
    std::set<std::string> atoms;
    for (const rasp::Input& input : drawn(InputSampler(seen))) {
        atoms.insert(std::get<std::string>(input.atom.value()));
    }
    CHECK(atoms == std::set<std::string>{"a", "b", "c", "x"});
}

TEST_CASE("Nothing is drawn like empty inputs alone") {
    CHECK_THROWS_AS(InputSampler(words({"", ""})), InputError);
}
