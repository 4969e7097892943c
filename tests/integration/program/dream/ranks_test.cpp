#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/integration/program/dream/rank_run.hpp"
#include "tests/integration/program/dream/small_run.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <map>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

namespace {

using Words = std::vector<std::string>;

const OptionTexts two_iterations = {
    {"iterations", "2"}, {"programs-per-task", "20000"}, {"test-fraction", "0.2"}};

// Its wake phase takes seconds, since no search ends before its programs are used up.
const OptionTexts long_wake = {
    {"iterations", "1"}, {"programs-per-task", "6000000"}, {"frontier", "100"}, {"threads", "1"}};

// Without backward search; resume_test compares interrupted runs with whole ones that use it.
const OptionTexts exact_wake = {{"iterations", "1"},
                                {"programs-per-task", "6000000"},
                                {"frontier", "100"},
                                {"threads", "1"},
                                {"no-backwards", ""}};

// Its wake phase takes longer than any test waits.
const OptionTexts endless_wake = {
    {"iterations", "1"}, {"programs-per-task", "1000000000"}, {"frontier", "100"}};

Words dream_words(const TemporaryFolder& folder, const std::string& run,
                  const OptionTexts& settings) {
    write_output(folder / "tasks.json", small_tasks());
    Words words = small_words(settings);
    words.insert(words.begin(),
                 {RASP_DREAM_WITHOUT_NETWORK_PATH, folder / "tasks.json", "--run", folder / run});
    return words;
}

// Makes the run without mpirun.
std::map<std::string, std::string> files_without_mpi(const TemporaryFolder& folder,
                                                     const OptionTexts& settings) {
    Words words = dream_words(folder, "alone", settings);
    words.erase(words.begin());
    REQUIRE(run_program(words).exit_code == 0);
    return files_of(folder / "alone");
}

} // namespace

TEST_CASE("A run on 1, 2 and 4 ranks has the files that it has on threads") {
    const TemporaryFolder folder;
    const auto expected = files_without_mpi(folder, two_iterations);
    for (const int ranks : {1, 2, 4}) {
        const std::string run = "on" + std::to_string(ranks);
        const ChildResult result = run_ranks(ranks, dream_words(folder, run, two_iterations));
        CAPTURE(ranks, result.errors);
        CHECK(result.exit_code == 0);
        CHECK(files_of(folder / run) == expected);
    }
}

TEST_CASE("rasp-enumerate finds on 1, 2 and 4 ranks what it finds on threads") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    for (const std::string search : {"bottom-up", "top-down"}) {
        Words words = {"--tasks", folder / "tasks.json", "--search", search,  "--frontier",
                       "3",       "--max-programs",      "30000",    "--out", folder / "alone"};
        REQUIRE(run_program(words, {.program = RASP_ENUMERATE_PATH}).exit_code == 0);
        const std::string expected = timeless(read_input(folder / "alone"));
        words.back() = folder / "ranks";
        words.insert(words.begin(), RASP_ENUMERATE_PATH);
        for (const int ranks : {1, 2, 4}) {
            const ChildResult result = run_ranks(ranks, words);
            CAPTURE(search, ranks, result.errors);
            CHECK(result.exit_code == 0);
            CHECK(timeless(read_input(folder / "ranks")) == expected);
        }
    }
}

TEST_CASE("Only one rank talks") {
    const std::string alone = run_program({"--help"}).output;
    CHECK(run_ranks(3, {RASP_DREAM_WITHOUT_NETWORK_PATH, "--help"}).output == alone);
    const ChildResult wrong = run_ranks(3, {RASP_DREAM_WITHOUT_NETWORK_PATH, "--no-such-option"});
    CHECK(wrong.exit_code == 2);
    CHECK(wrong.output.empty());
    const std::size_t message = wrong.errors.find("no-such-option");
    REQUIRE(message != std::string::npos);
    CHECK(wrong.errors.find("no-such-option", message + 20) == std::string::npos);
}

TEST_CASE("When a rank is killed, the run ends with what was found, and can go on") {
    const TemporaryFolder folder;
    const auto expected = files_without_mpi(folder, exact_wake);
    const ChildResult result = run_ranks(
        3, dream_words(folder, "killed", exact_wake),
        RankAccident{.rank = 1, .signal = SIGKILL, .when = (folder / "killed") + "/settings.json"});
    CAPTURE(result.errors);
    CHECK(result.exit_code != 0);
    CHECK(result.errors.find("--resume " + folder / "killed") != std::string::npos);
    const Json records = parse_json(read_input((folder / "killed") + "/statistics.json"));
    REQUIRE(records.size() == 1);
    CHECK(records[0].at("interrupted") == true);
    CHECK(
        run_ranks(2, {RASP_DREAM_WITHOUT_NETWORK_PATH, "--resume", folder / "killed"}).exit_code ==
        0);
    CHECK(without_records(files_of(folder / "killed")) == without_records(expected));
}

TEST_CASE("When mpirun keeps the others, a rank that is killed costs nothing but time") {
    const TemporaryFolder folder;
    const auto expected = files_without_mpi(folder, long_wake);
    const ChildResult result =
        run_ranks(4, dream_words(folder, "killed", long_wake),
                  RankAccident{.rank = 2,
                               .signal = SIGKILL,
                               .when = (folder / "killed") + "/settings.json",
                               .mpi_words = {"--enable-recovery"}});
    CAPTURE(result.errors);
    CHECK(result.exit_code == 0);
    CHECK(result.errors.find("do not answer") != std::string::npos);
    CHECK(files_of(folder / "killed") == expected);
}

TEST_CASE("A rank that has stopped costs nothing but time") {
    const TemporaryFolder folder;
    const auto expected = files_without_mpi(folder, long_wake);
    const ChildResult result = run_ranks(
        3, dream_words(folder, "slow", long_wake),
        RankAccident{.rank = 1, .signal = SIGSTOP, .when = (folder / "slow") + "/settings.json"});
    CAPTURE(result.errors);
    CHECK(result.exit_code == 0);
    CHECK(result.errors.find("do not answer, and the others end without them: 1") !=
          std::string::npos);
    CHECK(files_of(folder / "slow") == expected);
}

TEST_CASE("Ctrl-C on mpirun ends with what was found and a state to resume from") {
    const TemporaryFolder folder;
    const std::string run = folder / "stopped";
    const ChildResult result =
        run_ranks(3, dream_words(folder, "stopped", endless_wake),
                  RankAccident{.rank = -1, .signal = SIGINT, .when = run + "/settings.json"});
    CAPTURE(result.errors);
    CHECK(result.exit_code != 0);
    CHECK(result.errors.find("--resume " + run) != std::string::npos);
    const Json records = parse_json(read_input(run + "/statistics.json"));
    REQUIRE(records.size() == 1);
    CHECK(records[0].at("interrupted") == true);
    const auto solved = [&] {
        return parse_json(read_input(run + "/frontiers.json")).at("solved").get<int>();
    };
    const int before = solved();
    const Words resumed = {RASP_DREAM_WITHOUT_NETWORK_PATH, "--resume", run, "--time-limit", "2"};
    CHECK(run_ranks(4, resumed).exit_code == 0);
    CHECK(solved() >= before);
    CHECK(solved() > 0);
}
