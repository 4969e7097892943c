// Compares the evaluator with the naive one on thousands of random programs, each on a batch of
// inputs.

#include "lambda/terms/parse.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "tests/rasp/evaluator/naive_evaluator.hpp"
#include "tests/rasp/evaluator/random_program.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

std::string text_of(const Evaluation& evaluation) {
    if (evaluation.output) {
        return to_json(*evaluation.output).dump(); // tags and every digit
    }
    return std::string(name_of(evaluation.failure.failure)) + " at " +
           std::to_string(evaluation.failure.position);
}

struct Counts {
    std::size_t outputs = 0;
    std::size_t failures = 0;
};

// Counts outputs and failures, so that the test can check that it saw enough of both.
Counts compare_random(std::uint64_t seed, std::size_t programs, bool with_lets,
                      bool with_extensions = false) {
    RandomPrograms random(seed);
    random.with_lets = with_lets;
    random.with_extensions = with_extensions;
    Counts counts;
    for (std::size_t k = 0; k < programs; ++k) {
        const ValueKind tokens = random.kind();
        const std::string program = random.program(tokens);
        CAPTURE(program);
        lambda::TermStore store;
        const lambda::TermId term = lambda::parse(store, program);
        std::vector<Input> inputs;
        for (std::size_t i = 0; i < 4; ++i) {
            inputs.push_back(random.input(tokens));
        }
        if (random.below(20) == 0) {
            inputs[random.below(4)].tokens.clear();
        }
        const std::vector<Evaluation> together = evaluate(store, term, inputs);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            CAPTURE(to_json(Output(inputs[i].tokens)).dump());
            const Evaluation alone = evaluate(store, term, inputs[i]);
            const Evaluation naive = naive_evaluate(store, term, inputs[i]);
            CHECK(text_of(together[i]) == text_of(alone));
            CHECK(together[i].failure == alone.failure);
            if (alone.failure.failure == FailureClass::limit) {
                continue; // of what an input may make, wherever that is
            }
            if ((with_lets || with_extensions) && !naive.output) {
                // Lets and if_lazy change which of two failures comes first.
                CHECK(!together[i].output);
            } else {
                CHECK(text_of(together[i]) == text_of(naive));
            }
            ++(naive.output ? counts.outputs : counts.failures);
        }
    }
    return counts;
}

} // namespace

TEST_CASE("Random programs give what the naive evaluator gives, failures included") {
    const Counts counts = compare_random(1, 6000, false);
    CHECK(counts.outputs > 10000);
    CHECK(counts.failures > 2000);
}

TEST_CASE("Random programs with lets give what the naive evaluator gives") {
    const Counts counts = compare_random(2, 3000, true);
    CHECK(counts.outputs > 5000);
    CHECK(counts.failures > 1000);
}

TEST_CASE("Random programs with extensions give what the naive evaluator gives") {
    const Counts counts = compare_random(3, 6000, false, true);
    CHECK(counts.outputs > 8000);
    CHECK(counts.failures > 2000);
    const Counts with_lets = compare_random(4, 2000, true, true);
    CHECK(with_lets.outputs > 2000);
}
