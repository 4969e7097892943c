#include "integration/loop/judged_frontiers.hpp"

#include "integration/loop/loop.hpp"
#include "tests/integration/program/dream/small_run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

namespace {

using Verdicts = std::vector<std::optional<enumerator::Verdict>>;

LoopState end_of(const Run& run) {
    return run_loop(run, first_state(run), nullptr);
}

// Asks for nothing but outputs that are not all one value.
constexpr enumerator::JudgeOptions credulous = {
    .evidence = {.extra_nats = -1000}, .least_refuting = 0, .least_margin = -1000};

} // namespace

TEST_CASE("Each task that is solved has a verdict, and the others have none") {
    const Run run = small_run();
    const LoopState end = end_of(run);
    const Verdicts verdicts = judge_frontiers(run, end);
    REQUIRE(verdicts.size() == run.training.size());
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        CHECK(verdicts[i].has_value() == !end.frontiers[i].programs.empty());
        CHECK((!verdicts[i] || !verdicts[i]->reason.empty()));
    }
    const Verdicts all = judge_frontiers(run, end, credulous);
    CHECK(std::ranges::any_of(all, [](const auto& verdict) { return verdict && verdict->sure; }));
}

TEST_CASE("A verdict does not depend on the abstractions that were learnt") {
    const Run run = small_run({{"iterations", "1"}});
    const LoopState start = first_state(run);
    LoopState before = start;
    const LoopState after =
        run_loop(run, start, nullptr, {.after_phase = [&](const LoopState& state) {
                     if (state.records.size() == 1) {
                         before = state;
                     }
                 }});
    REQUIRE(before.library.empty());
    REQUIRE_FALSE(after.library.empty());
    const Verdicts without = judge_frontiers(run, before);
    const Verdicts with = judge_frontiers(run, after);
    for (std::size_t i = 0; i < without.size(); ++i) {
        REQUIRE(without[i].has_value() == with[i].has_value());
        if (with[i]) {
            CHECK(without[i]->output_nats == with[i]->output_nats);
            CHECK(without[i]->program_nats == Approx(with[i]->program_nats));
        }
    }
}

TEST_CASE("Nothing is learnt from solutions that are not sure if only sure ones count") {
    // A single example refutes no program twice.
    const std::string tasks = R"json([
{"name": "is_a", "type": "input(str) -> seq(bool)", "literals": ["str.a"], "examples": [
    {"input": ["c", "b", "a", "b", "c", "a"], "output": [false, false, true, false, false, true]}]},
{"name": "is_b", "type": "input(str) -> seq(bool)", "literals": ["str.b"], "examples": [
    {"input": ["c", "b", "a", "b", "c", "a"], "output": [false, true, false, true, false, false]}]},
{"name": "is_c", "type": "input(str) -> seq(bool)", "literals": ["str.c"], "examples": [
    {"input": ["c", "b", "a", "b", "c", "a"], "output": [true, false, false, false, true, false]}]}
])json";
    const Run all = small_run({}, tasks);
    const Run sure = small_run({{"sure-only", ""}}, tasks);
    const LoopState with_all = end_of(all);
    const LoopState with_sure = end_of(sure);
    REQUIRE(std::ranges::none_of(judge_frontiers(sure, with_sure),
                                 [](const auto& verdict) { return verdict && verdict->sure; }));
    CHECK_FALSE(with_all.library.empty());
    CHECK(with_sure.library.empty());
    CHECK(with_sure.records.back().solved == 3);
}
