#include "enumerator/evidence/output_nats.hpp"

#include "support/random/random.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch;
using enumerator::output_nats;

namespace {

using Function = std::function<rasp::Sequence(const rasp::Sequence&)>;

// Returns a task with the outputs of the function for 12 random words of 1 to 10 letters.
rasp::Task task_of(const Function& function, std::string_view letters = "abcdefgh") {
    Random random(7);
    rasp::Task task{.name = "task", .type = "input(str) -> seq(str)"};
    for (int i = 0; i < 12; ++i) {
        rasp::Sequence tokens(1 + below(random, std::size_t{10}));
        for (rasp::Value& token : tokens) {
            token = std::string(1, letters[below(random, letters.size())]);
        }
        task.examples.push_back({.input = {.tokens = tokens}, .output = function(tokens)});
    }
    return task;
}

std::size_t positions_of(const rasp::Task& task) {
    std::size_t positions = 0;
    for (const rasp::Example& example : task.examples) {
        positions += example.input.tokens.size();
    }
    return positions;
}

} // namespace

TEST_CASE("Truth values that are independent of everything say about ln 2 each") {
    Random random(3);
    const rasp::Task task = task_of([&](const rasp::Sequence& tokens) {
        rasp::Sequence output;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            output.emplace_back(chance(random, 50));
        }
        return output;
    });
    const double expected = static_cast<double>(positions_of(task)) * std::numbers::ln2;
    CHECK(output_nats(task) > 0.85 * expected);
    CHECK(output_nats(task) < 1.1 * expected);
}

TEST_CASE("Outputs that are all the same say next to nothing") {
    const rasp::Task task =
        task_of([](const rasp::Sequence& tokens) { return rasp::Sequence(tokens.size(), false); });
    CHECK(output_nats(task) < 4);
    // The estimator's code of n equal truth values: -ln of 1/2 * 3/4 * ... * (2n - 1) / (2n).
    double nats = 0;
    for (std::size_t n = 1; n <= positions_of(task); ++n) {
        nats -= std::log((static_cast<double>(n) - 0.5) / static_cast<double>(n));
    }
    CHECK(output_nats(task) == Approx(nats));
}

TEST_CASE("Runs, tables of tokens and steps from place to place say little, and copies much") {
    const double runs = output_nats(task_of([](const rasp::Sequence& tokens) {
        rasp::Sequence output(tokens.size(), true);
        for (std::size_t i = tokens.size() / 2; i < tokens.size(); ++i) {
            output[i] = false;
        }
        return output;
    }));
    const double table = output_nats(task_of([](const rasp::Sequence& tokens) {
        rasp::Sequence output;
        for (const rasp::Value& token : tokens) {
            output.emplace_back(std::get<std::string>(token) < "d");
        }
        return output;
    }));
    const double steps = output_nats(task_of([](const rasp::Sequence& tokens) {
        rasp::Sequence output;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            output.emplace_back(static_cast<std::int64_t>(i) - 3);
        }
        return output;
    }));
    const double reversed = output_nats(task_of([](const rasp::Sequence& tokens) {
        return rasp::Sequence(tokens.rbegin(), tokens.rend());
    }));
    CHECK(runs < 30);
    CHECK(table < 15);
    CHECK(steps < 15);
    CHECK(reversed > 80);
}

TEST_CASE("Examples on which programs fail, and rows of selectors, count") {
    rasp::Task task{.type = "input(str) -> seq(str)"};
    task.examples = {{.input = {.tokens = rasp::characters("ab")}, .output = {}}};
    CHECK(output_nats(task) == Approx(std::numbers::ln2));
    task.examples = {{.input = {.tokens = rasp::characters("ab")},
                      .output = rasp::Matrix{{true, false}, {false, true}}}};
    CHECK(output_nats(task) > 1);
}
