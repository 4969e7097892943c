#include "integration/run_folder/run_report.hpp"

#include "integration/loop/loop.hpp"
#include "integration/run_folder/fresh_answers.hpp"
#include "integration/run_folder/library_worth.hpp"
#include "support/json/json_input.hpp"
#include "tests/integration/program/dream/small_run.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;
using Data = nlohmann::ordered_json;

namespace {

struct SmallRun {
    Run run = small_run();
    LoopState state = run_loop(run, first_state(run), nullptr);
};

// The small tasks, with a program for one of them.
Json tasks_with(const std::string& name, const std::string& program) {
    Json tasks = parse_json(small_tasks());
    for (Json& task : tasks) {
        if (task["name"] == name) {
            task["program"] = program;
        }
    }
    return tasks;
}

} // namespace

TEST_CASE("The page of a run has its tasks, phases and library") {
    const SmallRun small;
    const Data data = run_report(small.run, small.state, {.title = "small", .version = "1"});
    CHECK(data["done"] == true);
    REQUIRE(data["tasks"].size() == small.run.training.size());
    for (std::size_t i = 0; i < data["tasks"].size(); ++i) {
        const Data& task = data["tasks"][i];
        CHECK(task["name"] == small.run.training[i].task.name);
        CHECK(task["programs"].size() == small.state.frontiers[i].programs.size());
        CHECK(task["reached"].get<double>() > 0);
        CHECK(task.contains("sure") == !task["programs"].empty());
        CHECK(task.contains("run") == !task["programs"].empty());
        CHECK_FALSE(task.contains("right")); // there is nothing to compare with
    }
    REQUIRE(data["records"].size() == small.state.records.size());
    std::size_t first_solved = 0;
    for (const Data& record : data["records"]) {
        CHECK(record["new"]["tasks"].size() == record["new"]["seconds"].size());
        first_solved += record["new"]["tasks"].size();
    }
    CHECK(first_solved == data["records"].back()["solved"]);
    CHECK(data["abstractions"].size() == small.state.library.size());
}

TEST_CASE("Programs on the page call abstractions by their short names") {
    const SmallRun small;
    REQUIRE_FALSE(small.state.library.empty());
    const std::string text = run_report(small.run, small.state, {}).at("tasks").dump();
    CHECK(text.find("fn_0") != std::string::npos);
    CHECK(text.find("#(lambda") == std::string::npos);
}

TEST_CASE("A run before its first phase has a page") {
    const Run run = small_run();
    const Data data = run_report(run, first_state(run), {});
    CHECK(data["records"].empty());
    CHECK(data["tasks"].size() == 5);
}

TEST_CASE("A solution is right if it does on fresh inputs what the task's own program does") {
    const SmallRun small;
    const auto of = [&](const std::string& name, const std::string& program) {
        const auto answers = fresh_answers(small.run, small.state, tasks_with(name, program));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (small.run.training[i].task.name == name) {
                REQUIRE_FALSE(small.state.frontiers[i].programs.empty());
                return answers[i];
            }
            CHECK_FALSE(answers[i].has_value());
        }
        return std::optional<bool>();
    };
    CHECK(of("doubled", "(lam (mul (indices $0) 2))") == true);
    // The same up to the third token, as in the examples, and different later.
    CHECK(of("doubled", "(lam (if (lt (indices $0) 4) (mul (indices $0) 2) 0))") == false);
}

TEST_CASE("Without an abstraction that is used, programs are longer") {
    const SmallRun small;
    const LibraryWorth worth = library_worth(small.run, small.state);
    REQUIRE(worth.nats_without.size() == small.state.library.size());
    double nats = 0; // of the best programs, in the language as it is at the end
    for (const auto& frontier : small.state.frontiers) {
        nats -= frontier.programs.empty() ? 0 : frontier.programs.front().log_prior;
    }
    CHECK(worth.nats == Approx(nats));
    std::size_t needed = 0;
    for (const auto& without : worth.nats_without) {
        REQUIRE(without);
        needed += *without > worth.nats ? 1U : 0U;
    }
    CHECK(needed > 0);
}
