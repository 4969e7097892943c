// Runs with the network under mpirun: the first rank trains it and makes the guesses, and the others
// search with them.

#include "support/files/file.hpp"
#include "tests/integration/program/dream/rank_run.hpp"
#include "tests/integration/program/dream/small_run.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

namespace {

using Words = std::vector<std::string>;

Words dream_words(const TemporaryFolder& folder, const std::string& run,
                  const OptionTexts& others = {}) {
    write_output(folder / "tasks.json", small_tasks());
    OptionTexts settings = {{"training-steps", "8"},        {"dreams", "2000"},
                            {"test-fraction", "0.2"},       {"iterations", "2"},
                            {"programs-per-task", "20000"}, {"threads", "1"}};
    for (const auto& [name, value] : others) {
        settings[name] = value;
    }
    Words words = small_words(settings);
    std::erase(words, "--no-recognition");
    words.insert(words.begin(), {RASP_DREAM_PATH, folder / "tasks.json", "--run", folder / run});
    return words;
}

} // namespace

TEST_CASE("A run with the network has on 1, 2 and 3 ranks the files that it has without mpirun") {
    const TemporaryFolder folder;
    Words alone = dream_words(folder, "alone");
    alone.erase(alone.begin());
    REQUIRE(run_program(alone).exit_code == 0);
    const auto expected = files_of(folder / "alone");
    REQUIRE(expected.contains("model.json"));
    for (const int ranks : {1, 2, 3}) {
        const std::string run = "on" + std::to_string(ranks);
        const ChildResult result = run_ranks(ranks, dream_words(folder, run));
        CAPTURE(ranks, result.errors);
        CHECK(result.exit_code == 0);
        CHECK(files_of(folder / run) == expected);
    }
}

TEST_CASE("A run with the network that was begun on ranks goes on without, and the reverse") {
    const TemporaryFolder folder;
    REQUIRE(run_ranks(2, dream_words(folder, "whole")).exit_code == 0);
    const auto expected = without_records(files_of(folder / "whole"));
    REQUIRE(run_ranks(2, dream_words(folder, "first", {{"iterations", "1"}})).exit_code == 0);
    CHECK(run_program({"--resume", folder / "first", "--iterations=2"}).exit_code == 0);
    CHECK(without_records(files_of(folder / "first")) == expected);
    Words alone = dream_words(folder, "then", {{"iterations", "1"}});
    alone.erase(alone.begin());
    REQUIRE(run_program(alone).exit_code == 0);
    CHECK(
        run_ranks(2, {RASP_DREAM_PATH, "--resume", folder / "then", "--iterations=2"}).exit_code ==
        0);
    CHECK(without_records(files_of(folder / "then")) == expected);
}

TEST_CASE("While the first rank trains, a rank that is killed ends the job, and the run goes on") {
    const TemporaryFolder folder;
    const ChildResult result = run_ranks(
        2, dream_words(folder, "killed", {{"training-steps", "1000000"}, {"iterations", "1"}}),
        RankAccident{
            .rank = 1, .signal = SIGKILL, .when = (folder / "killed") + "/frontiers.json"});
    CAPTURE(result.errors);
    CHECK(result.exit_code != 0);
    CHECK(result.errors.find("--resume " + folder / "killed") != std::string::npos);
    const auto kept = [&] { return read_input((folder / "killed") + "/frontiers.json"); };
    const std::string before = kept();
    const ChildResult resumed =
        run_ranks(2, {RASP_DREAM_PATH, "--resume", folder / "killed", "--time-limit", "2"});
    CAPTURE(resumed.errors);
    CHECK(resumed.exit_code == 0);
    CHECK(kept() == before);
}
