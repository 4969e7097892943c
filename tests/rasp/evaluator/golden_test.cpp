// Compares outputs with those of the reference interpreter and of Tracr for thousands of inputs
// (golden.json, which was recorded from them). Numbers must be exactly equal.

#include "lambda/terms/parse.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

struct Counts {
    std::size_t entries = 0;
    std::size_t cases = 0;
    std::size_t errors = 0;
    std::size_t evaluations = 0; // of all variants of the programs
    std::size_t overflows = 0;   // where the reference's whole numbers, which have no bounds, go on
};

void check_cases(const std::string& program, const Task& task, Counts& counts) {
    CAPTURE(program);
    lambda::TermStore store;
    const lambda::TermId term = lambda::parse(store, program);
    const std::vector<Evaluation> together = evaluate(store, term, inputs_of(task));
    for (std::size_t i = 0; i < task.examples.size(); ++i) {
        const Example& example = task.examples[i];
        CAPTURE(i, to_json(Output(example.input.tokens)).dump(),
                describe(store, together[i].failure));
        ++counts.evaluations;
        if (example.output && together[i].failure.failure == FailureClass::overflow) {
            ++counts.overflows;
            continue;
        }
        // The reference's 0 for a row of booleans without selection is our false (language.md, 7).
        CHECK(is_met(example, together[i], {.booleans_as_numbers = true}));
    }
}

} // namespace

TEST_CASE("Every golden case gives what the reference gave") {
    const Json document = parse_json(read_input(RASP_STITCH_SOURCE_DIR "/tests/rasp/golden.json"));
    Counts counts;
    for (const JsonCursor entry : JsonCursor(document).elements()) {
        Task task{.name = entry.member("name").string(),
                  .type = entry.member("type").string(),
                  .arity = static_cast<std::size_t>(entry.member("arity").integer())};
        CAPTURE(task.name);
        for (const JsonCursor example : entry.member("cases").elements()) {
            task.examples.push_back(example_from_json(example, task.arity));
            ++counts.cases;
            counts.errors += task.examples.back().output ? 0U : 1U;
        }
        for (const JsonCursor program : entry.member("programs").elements()) {
            check_cases(program.member("program").string(), task, counts);
        }
        ++counts.entries;
    }
    CHECK(counts.entries == 433);
    CHECK(counts.cases == 2262);
    CHECK(counts.errors == 86);
    CHECK(counts.evaluations == 2702);
    CHECK(counts.overflows == 2); // 3^94 and the like, which the result then does not use
}
