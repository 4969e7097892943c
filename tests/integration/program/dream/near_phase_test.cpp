// rasp-dream --search near, for all phases and for one.

#include "tests/integration/program/dream/small_run.hpp"

#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

namespace {

// One task that is solved by a single production, and one that is never solved.
const char* const two_tasks = R"json([
{"name": "places", "type": "input(str) -> seq(num)", "literals": [],
 "examples": [{"input": ["a", "b", "c"], "output": [0, 1, 2]},
              {"input": ["b", "b"], "output": [0, 1]}]},
{"name": "impossible", "type": "input(str) -> seq(num)", "literals": [],
 "examples": [{"input": ["a", "b", "c"], "output": [10, 71, 32]},
              {"input": ["b", "b"], "output": [50, 17]}]}
])json";

// The programs that the searches of each phase looked at, in the order of the phases.
std::vector<std::string> searched(const OptionTexts& others) {
    const TemporaryFolder folder;
    const std::string tasks = folder / "tasks.json";
    write_output(tasks, two_tasks);
    OptionTexts settings = {{"primitives", "tokens,indices,add,one"},
                            {"programs-per-task", "4"},
                            {"no-abstraction", ""},
                            {"search", "near"}};
    for (const auto& [name, value] : others) {
        settings[name] = value;
    }
    std::vector<std::string> words = small_words(settings);
    words.insert(words.begin(), {tasks, "--run", folder / "run"});
    const ChildResult result = run_program(words);
    INFO(result.errors);
    REQUIRE(result.exit_code == 0);
    const Json state = parse_json(read_input(folder / "run" + "/state.json"));
    std::vector<std::string> lines;
    for (const Json& record : state["records"]) {
        if (!record["searches"].empty()) {
            lines.push_back(std::to_string(record["iteration"].get<int>()) + " " +
                            record["phase"].get<std::string>() + " " + record["searches"].dump());
        }
    }
    return lines;
}

std::string complaint(const OptionTexts& others) {
    const TemporaryFolder folder;
    const std::string tasks = folder / "tasks.json";
    write_output(tasks, two_tasks);
    std::vector<std::string> words = small_words(others);
    words.insert(words.begin(), {tasks, "--run", folder / "run"});
    const ChildResult result = run_program(words);
    CHECK(result.exit_code == 2);
    return result.errors;
}

} // namespace

TEST_CASE("Near makes the searches of one phase, and bottom-up those of the others") {
    const std::vector<std::string> by_near = searched({});
    const std::vector<std::string> bottom_up = searched({{"search", "bottom-up"}});
    REQUIRE(by_near.size() == 2);
    REQUIRE(bottom_up.size() == 2);
    CHECK(by_near[0] != bottom_up[0]);
    CHECK(by_near[1] != bottom_up[1]);

    const std::vector<std::string> first = searched({{"near-iteration", "1"}});
    REQUIRE(first.size() == 2);
    CHECK(first[0] == by_near[0]);
    CHECK(first[1] == bottom_up[1]);

    const std::vector<std::string> second =
        searched({{"near-iteration", "2"}, {"near-phase", "wake"}});
    REQUIRE(second.size() == 2);
    CHECK(second[0] == bottom_up[0]);
    CHECK(second[1] != bottom_up[1]);
}

TEST_CASE("A phase for near that a run does not have is an error") {
    CHECK(complaint({{"near-phase", "wake"}}).find("--near-phase without --search near") !=
          std::string::npos);
    CHECK(complaint({{"near-iteration", "1"}}).find("--near-iteration without --search near") !=
          std::string::npos);
    for (const OptionTexts& none : {OptionTexts{{"search", "near"}, {"near-phase", "test"}},
                                    OptionTexts{{"search", "near"}, {"near-iteration", "3"}}}) {
        CHECK(complaint(none).find("no phase that is near's") != std::string::npos);
    }
}
