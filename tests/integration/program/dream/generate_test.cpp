// rasp-dream generate, as people call it.

#include "integration/program/dream/generate_command.hpp"

#include "integration/program/dream/default_corpus.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/text/input_error.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

namespace {

const std::string corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";

int run_generate(const std::vector<std::string>& words) {
    std::vector<const char*> argv = {"generate"};
    for (const std::string& word : words) {
        argv.push_back(word.c_str());
    }
    return generate(static_cast<int>(argv.size()), argv.data());
}

} // namespace

TEST_CASE("Examples for one task are written to a file") {
    const TemporaryFolder folder;
    const std::string path = folder / "sort.json";
    CHECK(run_generate({corpus, "--task", "sort", "--count", "20", "--seed", "3", "--out", path}) ==
          0);
    const std::vector<rasp::TaskEntry> entries = rasp::read_tasks(read_input(path));
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].task.name == "sort");
    CHECK(entries[0].task.examples.size() == 20);
    CHECK(!entries[0].program);
}

TEST_CASE("Examples are made for a file of RASP") {
    const TemporaryFolder folder;
    write_output(folder / "new.rasp", "a = indices + 1;\nis_b = tokens == \"b\";\n");
    CHECK(run_generate({folder / "new.rasp", "--count", "5", "--out", folder / "new.json"}) == 0);
    const std::vector<rasp::TaskEntry> entries = rasp::read_tasks(read_input(folder / "new.json"));
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].task.name == "a");
    CHECK(entries[1].task.name == "is_b");
    CHECK(entries[1].task.examples.size() == 5);
}

TEST_CASE("Several tasks come easy ones first, with the examples that each has alone") {
    const TemporaryFolder folder;
    run_generate({corpus, "--task", "reverse", "--task", "tokens", "--out", folder / "both.json"});
    run_generate({corpus, "--task", "reverse", "--out", folder / "one.json"});
    const auto both = rasp::read_tasks(read_input(folder / "both.json"));
    const auto one = rasp::read_tasks(read_input(folder / "one.json"));
    REQUIRE(both.size() == 2);
    CHECK(both[0].task.name == "tokens");
    CHECK(rasp::inputs_of(both[1].task) == rasp::inputs_of(one[0].task));
}

TEST_CASE("A task that the corpus has not is an error with the nearest name, and no file") {
    const TemporaryFolder folder;
    const std::string path = folder / "none.json";
    CHECK_THROWS_WITH(run_generate({corpus, "--task", "revers", "--out", path}),
                      Catch::Contains("no task is called \"revers\"") &&
                          Catch::Contains("did you mean \"reverse\"?"));
    CHECK_THROWS_WITH(run_generate({corpus, "--task", "qqqqqqqq", "--out", path}),
                      Catch::Contains("one of the 78 tasks"));
    CHECK(!std::filesystem::exists(path));
}

TEST_CASE("The corpus is found from any folder of a checkout or of an installation") {
    CHECK(find_corpus(RASP_STITCH_SOURCE_DIR "/build/check/bin") == corpus);
    const TemporaryFolder prefix;
    const std::string installed = prefix / "share/rasp_stitch/corpora";
    std::filesystem::create_directories(installed);
    write_output(installed + "/rasp.json", "[]");
    CHECK(find_corpus(prefix / "bin") == installed + "/rasp.json");
    std::filesystem::remove_all(prefix / "share");
    CHECK(find_corpus(prefix / "bin") == std::nullopt);
}

TEST_CASE("Numbers out of range, other files and unknown options are errors") {
    CHECK_THROWS_AS(run_generate({corpus, "--count", "0"}), InputError);
    CHECK_THROWS_AS(run_generate({corpus, "--seed", "-1"}), InputError);
    CHECK_THROWS_AS(run_generate({corpus, "--out", "/nowhere/at/all.json"}), InputError);
    CHECK_THROWS_AS(run_generate({"/nowhere/at/all.json"}), InputError);
    CHECK_THROWS_AS(run_generate({corpus, "--tsk", "sort"}), InputError);
}
