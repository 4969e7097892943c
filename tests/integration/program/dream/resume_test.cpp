#include "integration/loop/loop.hpp"
#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/integration/program/dream/killed_run.hpp"
#include "tests/integration/program/dream/small_run.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

namespace {

using Words = std::vector<std::string>;

constexpr int rounds = 12;

// Long enough to be killed within.
const OptionTexts settings = {
    {"iterations", "3"}, {"programs-per-task", "2000"}, {"test-fraction", "0.2"}, {"threads", "1"}};

Words begin_words(const std::string& tasks, const std::string& folder,
                  const OptionTexts& others = settings) {
    Words words = small_words(others);
    words.insert(words.begin(), {tasks, "--run", folder});
    return words;
}

// As the file system has it after `later` is in place of state.json and nothing else is written.
void take_state_of(const std::string& later, const std::string& folder) {
    write_output(folder + "/state.json", read_input(later + "/state.json"));
}

} // namespace

TEST_CASE("A run that is killed again and again and resumed gives what it would have given") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    REQUIRE(run_program(begin_words(folder / "tasks.json", folder / "whole")).exit_code == 0);
    const auto expected = files_of(folder / "whole");
    REQUIRE(expected.contains("state.json"));

    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same moments each time
    const std::string run = folder / "killed";
    bool is_killed = true;
    int kills = 0;
    for (int i = 0; i < rounds && is_killed; ++i) {
        const bool has_begun = std::filesystem::exists(run + "/settings.json");
        const Words words =
            has_begun ? Words{"--resume", run} : begin_words(folder / "tasks.json", run);
        const ChildResult result = run_and_kill(words, 5 + static_cast<unsigned>(random() % 60));
        is_killed = result.signal == SIGKILL;
        kills += is_killed ? 1 : 0;
        CAPTURE(result.errors);
        REQUIRE((is_killed || result.exit_code == 0));
    }
    CHECK(kills > 0);
    if (is_killed) {
        const bool has_begun = std::filesystem::exists(run + "/settings.json");
        const Words words =
            has_begun ? Words{"--resume", run} : begin_words(folder / "tasks.json", run);
        CHECK(run_program(words).exit_code == 0);
    }
    // A file that was being written when the program was killed may lie beside its target.
    auto files = files_of(run);
    std::erase_if(files, [&](const auto& file) { return !expected.contains(file.first); });
    CHECK(files == expected);
}

TEST_CASE("Files that a kill has left one phase behind are written again") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    const std::string early = folder / "early";
    OptionTexts one = settings;
    one["iterations"] = "1";
    REQUIRE(run_program(begin_words(folder / "tasks.json", early, one)).exit_code == 0);
    REQUIRE(run_program(begin_words(folder / "tasks.json", folder / "late")).exit_code == 0);
    take_state_of(folder / "late", early);

    REQUIRE(run_program({"--resume", early, "--iterations", "3"}).exit_code == 0);
    CHECK(files_of(early) == files_of(folder / "late"));
}

TEST_CASE("A run that has done all its iterations goes on when more are asked for") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    OptionTexts one = settings;
    one["iterations"] = "1";
    REQUIRE(run_program(begin_words(folder / "tasks.json", folder / "run", one)).exit_code == 0);
    REQUIRE(run_program(begin_words(folder / "tasks.json", folder / "whole")).exit_code == 0);
    REQUIRE(run_program({"--resume", folder / "run", "--iterations=3", "-t2"}).exit_code == 0);
    CHECK(files_of(folder / "run") == files_of(folder / "whole"));
}

TEST_CASE("Ctrl-C ends the phase, which goes on when the run is resumed") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    OptionTexts longer = settings;
    longer["programs-per-task"] = "3000000";
    longer["frontier"] = "100"; // so that no search ends early
    longer["iterations"] = "1";
    const Words words = begin_words(folder / "tasks.json", folder / "run", longer);
    TerminalRun run(words, folder / "output");
    REQUIRE(run.wait_for("iteration 1, wake"));
    run.press_control_c();
    CHECK(run.finish() == 130);
    CHECK(run.shown().find("--resume " + folder / "run") != std::string::npos);
    const Json records = parse_json(read_input((folder / "run") + "/statistics.json"));
    REQUIRE(records.size() == 1);
    CHECK(records[0].at("phase") == "wake");
    CHECK(records[0].at("interrupted") == true);

    CHECK(run_program({"--resume", folder / "run", "--quiet"}).exit_code == 0);
    const std::string whole = folder / "whole";
    REQUIRE(run_program(begin_words(folder / "tasks.json", whole, longer)).exit_code == 0);
    CHECK(without_records(files_of(folder / "run")) == without_records(files_of(whole)));
}

TEST_CASE("A terminal that is closed ends the run as Ctrl-C does") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    OptionTexts longer = settings;
    longer["programs-per-task"] = "3000000";
    longer["frontier"] = "100";
    const ChildResult result =
        run_and_kill(begin_words(folder / "tasks.json", folder / "run", longer), 300, SIGHUP);
    CAPTURE(result.errors);
    CHECK(result.exit_code == 130);
    CHECK(result.errors.find("--resume " + folder / "run") != std::string::npos);
    CHECK(std::filesystem::exists((folder / "run") + "/frontiers.json"));
}

TEST_CASE("Two processes cannot go on with one run at once") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    OptionTexts longer = settings;
    longer["programs-per-task"] = "3000000";
    longer["frontier"] = "100";
    const std::string run = folder / "run";
    TerminalRun first(begin_words(folder / "tasks.json", run, longer), folder / "output");
    REQUIRE(first.wait_for("iteration 1, wake"));
    first.press_control_c();
    REQUIRE(first.finish() == 130);

    TerminalRun second({"--resume", run}, folder / "output of the second");
    REQUIRE(second.wait_for("iteration 1, wake"));
    const ChildResult third = run_program({"--resume", run});
    CHECK(third.exit_code == 2);
    CHECK(third.errors.find("a run is under way here, in another process") != std::string::npos);
    second.press_control_c();
    CHECK(second.finish() == 130);
}
