// Runs with the network, stopped at random moments: in all their phases.

#include "tests/integration/program/dream/killed_run.hpp"
#include "tests/integration/program/dream/small_run.hpp"

#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

namespace {

using Words = std::vector<std::string>;
using Clock = std::chrono::steady_clock;

Words begin_words(const std::string& tasks, const std::string& folder,
                  const OptionTexts& others = {}) {
    OptionTexts settings = {{"training-steps", "8"}, {"dreams", "2000"}, {"test-fraction", "0.2"}};
    for (const auto& [name, value] : others) {
        settings[name] = value;
    }
    Words words = small_words(settings);
    std::erase(words, "--no-recognition");
    words.insert(words.begin(), {tasks, "--run", folder});
    return words;
}

} // namespace

TEST_CASE("A run with the network that is killed and resumed gives what it would have given") {
    const TemporaryFolder folder;
    const std::string tasks = folder / "tasks.json";
    write_output(tasks, small_tasks());
    const Clock::time_point start = Clock::now();
    REQUIRE(run_program(begin_words(tasks, folder / "whole")).exit_code == 0);
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    const auto expected = files_of(folder / "whole");
    REQUIRE(expected.contains("model.json"));

    std::mt19937 random(3); // NOLINT(cert-msc51-cpp): the same moments each time
    const std::string run = folder / "killed";
    const auto words = [&] {
        return std::filesystem::exists(run + "/settings.json") ? Words{"--resume", run}
                                                               : begin_words(tasks, run);
    };
    int kills = 0;
    for (int i = 0; i < 5; ++i) {
        const auto moment =
            static_cast<unsigned>(random() % static_cast<std::uint64_t>(time.count() + 1));
        const ChildResult result = run_and_kill(words(), moment);
        CAPTURE(result.errors);
        REQUIRE((result.signal == SIGKILL || result.exit_code == 0));
        kills += result.signal == SIGKILL ? 1 : 0;
    }
    CHECK(kills > 0);
    CHECK(run_program(words()).exit_code == 0);
    auto files = files_of(run);
    std::erase_if(files, [&](const auto& file) { return !expected.contains(file.first); });
    CHECK(files == expected);
}

TEST_CASE("A run with the network goes on with more iterations, and on any number of threads") {
    const TemporaryFolder folder;
    const std::string tasks = folder / "tasks.json";
    write_output(tasks, small_tasks());
    const OptionTexts one = {{"iterations", "1"}, {"threads", "1"}};
    REQUIRE(run_program(begin_words(tasks, folder / "whole", {{"threads", "2"}})).exit_code == 0);
    REQUIRE(run_program(begin_words(tasks, folder / "run", one)).exit_code == 0);
    REQUIRE(run_program({"--resume", folder / "run", "--iterations=2", "-t1"}).exit_code == 0);
    CHECK(files_of(folder / "run") == files_of(folder / "whole"));
}

TEST_CASE("A state without the model that its next phase needs is refused") {
    const TemporaryFolder folder;
    const std::string tasks = folder / "tasks.json";
    write_output(tasks, small_tasks());
    REQUIRE(run_program(begin_words(tasks, folder / "run", {{"iterations", "1"}})).exit_code == 0);
    const std::string path = (folder / "run") + "/state.json";
    Json state = parse_json(read_input(path));
    state["model"] = "";
    state["next"] = "recognition";
    write_output(path, state.dump());
    const ChildResult result = run_program({"--resume", folder / "run", "--iterations=2"});
    CHECK(result.exit_code == 2);
    CHECK(result.errors.find("state.json, at /model") != std::string::npos);
}
