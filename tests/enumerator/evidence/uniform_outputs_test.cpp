#include "enumerator/evidence/uniform_outputs.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace rasp_stitch::enumerator;
namespace rasp = rasp_stitch::rasp;

namespace {

rasp::Example example(const std::string& word, const rasp::Output& output) {
    return {.input = {.tokens = rasp::characters(word)}, .output = output};
}

rasp::Sequence numbers(const std::vector<double>& values) {
    return {values.begin(), values.end()};
}

} // namespace

TEST_CASE("Outputs are uniform if each has one value, up to rounding") {
    rasp::Task task{.type = "input(str) -> seq(num)",
                    .examples = {example("ab", numbers({2, 2})), example("abc", numbers({3, 3, 3})),
                                 example("c", numbers({1})),
                                 example("ba", numbers({0.3, 0.1 + 0.2}))}};
    CHECK_FALSE(has_uniform_outputs(task)); // of these, three have two positions
    task.examples.push_back(example("cc", numbers({2, 2})));
    CHECK(has_uniform_outputs(task));
    task.examples.push_back(example("bb", numbers({2, 1})));
    CHECK_FALSE(has_uniform_outputs(task));
    task.examples.back().output.reset(); // an input that must fail
    CHECK_FALSE(has_uniform_outputs(task));
}

TEST_CASE("A matrix is not uniform") {
    rasp::Task task{.type = "input(str) -> selector", .examples = {}};
    for (const std::string word : {"ab", "ba", "aa", "bb"}) {
        task.examples.push_back(example(word, rasp::Matrix{}));
    }
    CHECK_FALSE(has_uniform_outputs(task));
}

TEST_CASE("The first uneven output is found, and failures are passed over") {
    using Outputs = std::vector<std::optional<rasp::Output>>;
    CHECK_FALSE(first_uneven(Outputs{}));
    CHECK_FALSE(first_uneven(Outputs{std::nullopt, numbers({1, 1}), numbers({2})}));
    CHECK(first_uneven(Outputs{std::nullopt, numbers({1, 1}), numbers({2, 1}), numbers({3, 1})}) ==
          2);
}
