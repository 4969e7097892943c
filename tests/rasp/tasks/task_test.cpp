#include "rasp/language/read_program.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

TEST_CASE("Every program of the corpus solves its task, exactly") {
    const auto entries = read_tasks(read_input(RASP_STITCH_SOURCE_DIR "/corpora/rasp.json"));
    std::size_t examples = 0;
    for (const TaskEntry& entry : entries) {
        CAPTURE(entry.task.name);
        REQUIRE(entry.program);
        lambda::TermStore store;
        const lambda::TermId program = read_program(store, *entry.program);
        const CheckResult result = check(store, program, entry.task);
        CHECK(result.holds());
        for (std::size_t i = 0; i < entry.task.examples.size(); ++i) {
            CHECK(is_met(entry.task.examples[i], result.evaluations[i],
                         {.booleans_as_numbers = true}));
            ++examples;
        }
    }
    CHECK(entries.size() == 111);
    CHECK(examples == 888);
}

TEST_CASE("A wrong program does not solve a task") {
    const auto tasks =
        read_tasks(R"json([{"name": "t", "type": "input(str) -> seq(num)", "examples": [
        {"input": ["a"], "output": [0]},
        {"input": ["a", "b"], "output": [0, 1]},
        {"input": [], "error": "whatever"}]}])json");
    lambda::TermStore store;
    const auto met = [&](const char* program) {
        return check(store, read_program(store, program), tasks[0].task).met;
    };
    CHECK(met("(lam (indices $0))") == std::vector<bool>{true, true, true});
    CHECK(met("(lam zero)") == std::vector<bool>{true, false, true});
    CHECK(met("(lam (tokens $0))") == std::vector<bool>{false, false, true});
    CHECK(met("(lam (lam one))") == std::vector<bool>{false, false, true});
    CHECK(met("((lam ($0 $0)) (lam ($0 $0)))") == std::vector<bool>{false, false, false});
}

TEST_CASE("Values are compared as the language says") {
    const Value three = std::int64_t{3};
    CHECK(are_equal(three, Value(3.0)));
    CHECK_FALSE(are_equal(Value(std::int64_t{9007199254740993}), Value(9007199254740992.0)));
    CHECK_FALSE(are_equal(Value(true), Value(std::int64_t{1})));
    CHECK(are_equal(Value(true), Value(1.0), {.booleans_as_numbers = true}));
    CHECK_FALSE(are_equal(Value(std::string("3")), three));
    CHECK(are_equal(Value(0.1 + 0.2), Value(0.3), {.tolerance = task_tolerance}));
    CHECK_FALSE(are_equal(Value(0.1 + 0.2), Value(0.3)));
    CHECK_FALSE(are_equal(Value(0.3), Value(0.30001), {.tolerance = task_tolerance}));
    CHECK(are_equal(Value(1e20), Value(1e20 + 1e5), {.tolerance = task_tolerance}));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_FALSE(are_equal(Value(nan), Value(nan), {.tolerance = task_tolerance}));
    CHECK_FALSE(are_equal(Output(Sequence{three}), Output(Sequence{three, three})));
    CHECK_FALSE(are_equal(Output(Sequence{}), Output(Matrix{})));
    CHECK(are_equal(Output(Matrix{{true}}), Output(Matrix{{true}})));
}

TEST_CASE("Faults in a file of tasks are reported with their place") {
    const auto complaint = [](const std::string& examples) {
        return message_of(
            [&] { read_tasks(R"([{"name": "t", "type": "x", "examples": [)" + examples + "]}]"); });
    };
    CHECK(complaint(R"({"input": ["a"]})").find("/0/examples/0") != std::string::npos);
    CHECK(complaint(R"({"input": ["a"], "output": [1], "error": "e"})").find("both") !=
          std::string::npos);
    CHECK(complaint(R"({"input": ["a", 1], "output": [1]})").find("/0/examples/0/input/1") !=
          std::string::npos);
    CHECK(complaint(R"({"input": [null], "output": [1]})").find("null") != std::string::npos);
    CHECK(complaint(R"({"input": [9223372036854775808], "output": [1]})").find("64 bits") !=
          std::string::npos);
    CHECK(complaint(R"({"input": ["a"], "output": [[true, false]]})").find("square") !=
          std::string::npos);
    CHECK(message_of([] {
              read_tasks(R"([{"name": "t", "type": "x", "arity": 3}])");
          }).find("from 1 to 2") != std::string::npos);
}
