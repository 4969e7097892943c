// The functions of the paper on RASP, written anew, on words: each holds against a plain computation
// of what the paper says that it is.

#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/value_text.hpp"
#include "rasp/source/read_source.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

const std::string functions = R"rasp(
def has_earlier(x) {
    return selector_width(select(x, x, ==) and select(indices, indices, <)) > 0;
}
def number_of(x) {
    return selector_width(select(x, x, ==));
}
def sorted(values, keys) {
    before = select(keys, keys, <) or (select(keys, keys, ==) and select(indices, indices, <));
    return aggregate(select(selector_width(before), indices, ==), values);
}
reverse = aggregate(select(indices, length - indices - 1, ==), tokens);
histogram = number_of(tokens);
double_histogram = selector_width(select(histogram, histogram, ==) and
                                  select(has_earlier(tokens), False, ==));
in_order = sorted(tokens, tokens);
by_frequency = sorted(tokens, -histogram);
def share_so_far(x) {
    return aggregate(select(indices, indices, <=), indicator(x));
}
opened = share_so_far(tokens == "(") * (indices + 1);
closed = share_so_far(tokens == ")") * (indices + 1);
below_zero = aggregate(select(indices, indices, <=), indicator(closed - opened > 0.5)) > 0;
balanced = (not aggregate(select(indices, length - 1, ==), below_zero)) and
           aggregate(select(indices, length - 1, ==), round(opened - closed)) == 0;
)rasp";

using Plain = std::function<Sequence(const std::string& word)>;

std::int64_t count_of(const std::string& word, char letter) {
    return std::ranges::count(word, letter);
}

Sequence letters(const std::string& word) {
    Sequence all;
    for (const char letter : word) {
        all.emplace_back(std::string(1, letter));
    }
    return all;
}

Sequence reversed(const std::string& word) {
    return letters({word.rbegin(), word.rend()});
}

Sequence histogram(const std::string& word) {
    Sequence all;
    for (const char letter : word) {
        all.emplace_back(count_of(word, letter));
    }
    return all;
}

// How many letters occur as often as the one at the position.
Sequence double_histogram(const std::string& word) {
    Sequence all;
    for (const char letter : word) {
        std::string kinds;
        for (const char other : word) {
            if (kinds.find(other) == std::string::npos &&
                count_of(word, other) == count_of(word, letter)) {
                kinds += other;
            }
        }
        all.emplace_back(static_cast<std::int64_t>(kinds.size()));
    }
    return all;
}

Sequence in_order(std::string word) {
    std::ranges::sort(word);
    return letters(word);
}

Sequence by_frequency(const std::string& word) {
    std::string ordered = word;
    std::ranges::stable_sort(ordered,
                             [&](char a, char b) { return count_of(word, a) > count_of(word, b); });
    return letters(ordered);
}

Sequence balanced(const std::string& word) {
    int depth = 0;
    bool is_below = false;
    for (const char letter : word) {
        depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
        is_below |= depth < 0;
    }
    Sequence all;
    all.assign(word.size(), Value(!is_below && depth == 0));
    return all;
}

} // namespace

TEST_CASE("The functions of the paper do what it says") {
    const std::map<std::string, Plain> plain = {
        {"reverse", reversed},
        {"histogram", histogram},
        {"double_histogram", double_histogram},
        {"in_order", in_order},
        {"by_frequency", by_frequency},
        {"balanced", balanced},
    };
    lambda::TermStore store;
    lambda::TypeStore types;
    SourceReader reader(store, types, {.input = ValueKind::string});
    reader.read(functions);
    constexpr std::array words = {"hello", "a",      "abracadabra", "(()())", "())(",
                                  "()",    "aabbcc", "zyxzyx",      "(a)b)",  ")("};
    for (const auto& [name, wanted] : plain) {
        const TypedProgram program = reader.program(reader.find(name).value());
        for (const std::string word : words) {
            CAPTURE(name, word);
            const Evaluation given =
                evaluate(store, program.term, {.tokens = letters(word), .atom = {}});
            REQUIRE(given.output);
            CHECK(to_json(*given.output) == to_json(Output(wanted(word))));
        }
    }
}
