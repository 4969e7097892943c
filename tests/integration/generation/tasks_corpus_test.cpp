// corpora/tasks.json: what it promises (corpora/README.md).

#include "integration/generation/corpus_tasks.hpp"
#include "integration/program/dream/generate_command.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::generation;

namespace {

const std::string rasp_path = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";
const std::string tasks_path = RASP_STITCH_SOURCE_DIR "/corpora/tasks.json";

std::vector<rasp::TaskEntry> entries_of(const std::string& path) {
    return rasp::read_tasks(read_input(path));
}

} // namespace

TEST_CASE("The tasks are those of the corpus, easy ones first, with their literals") {
    const std::vector<CorpusTask> corpus = corpus_tasks(entries_of(rasp_path));
    const std::vector<rasp::TaskEntry> tasks = entries_of(tasks_path);
    REQUIRE(tasks.size() == 78);
    REQUIRE(corpus.size() == 78);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        CHECK(tasks[i].task.name == corpus[i].task.task.name);
        CHECK(tasks[i].task.type == corpus[i].task.task.type);
        CHECK(tasks[i].literals == corpus[i].task.literals);
    }
}

TEST_CASE("Each task has examples of many lengths, short and long") {
    for (const rasp::TaskEntry& entry : entries_of(tasks_path)) {
        INFO(entry.task.name);
        std::set<std::size_t> lengths;
        for (const rasp::Example& example : entry.task.examples) {
            lengths.insert(example.input.tokens.size());
            CHECK(example.output.has_value());
        }
        CHECK(entry.task.examples.size() == 12);
        CHECK(lengths.size() >= 8);
        CHECK(*lengths.begin() == 1);
        CHECK(*lengths.rbegin() > 8);
        CHECK(*lengths.rbegin() <= 14);
    }
}

TEST_CASE("All programs of the corpus for a task meet its examples") {
    const std::vector<CorpusTask> corpus = corpus_tasks(entries_of(rasp_path));
    const std::vector<rasp::TaskEntry> tasks = entries_of(tasks_path);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        for (const std::string& program : corpus[i].programs) {
            INFO(tasks[i].task.name << " " << program);
            lambda::TermStore store;
            CHECK(rasp::check(store, rasp::read_program(store, program), tasks[i].task).holds());
        }
    }
}

TEST_CASE("There is no text of a program in it") {
    CHECK(read_input(tasks_path).find("(lam") == std::string::npos);
    for (const rasp::TaskEntry& entry : entries_of(tasks_path)) {
        CHECK(!entry.program);
    }
}

TEST_CASE("It is what rasp-dream generate makes, byte for byte") {
    const TemporaryFolder folder;
    const std::string path = folder / "tasks.json";
    const std::array argv = {"generate", rasp_path.c_str(), "--out", path.c_str()};
    CHECK(loop::generate(static_cast<int>(argv.size()), argv.data()) == 0);
    CHECK(read_input(path) == read_input(tasks_path));
}
