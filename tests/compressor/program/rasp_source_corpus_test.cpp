// rasp-compress on files of RASP, and what it writes as RASP: reading that gives the programs that
// it was given.

#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/print.hpp"
#include "rasp/source/read_source.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "tests/support/printed_source.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;
using lambda::TermId;

namespace {

std::string normal_text(lambda::TermStore& store, TermId term) {
    return lambda::print(store, lambda::normal_form(store, term).value());
}

// Returns the names that programs have in the text, by their own: a comment, "# sort_2 (sort) : ...",
// says both if they differ.
std::map<std::string, std::string> names_in(const std::string& text) {
    std::map<std::string, std::string> names;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t colon = line.find(" : ");
        if (!line.starts_with("# ") || colon == std::string::npos) {
            continue;
        }
        const std::string both = line.substr(2, colon - 2);
        const std::size_t blank = both.find(" (");
        const std::string name = both.substr(0, blank);
        names[blank == std::string::npos ? name : both.substr(blank + 2, both.size() - blank - 3)] =
            name;
    }
    return names;
}

// Compresses the corpus into a text of RASP, and compares its programs with those of the corpus.
void check_library(const std::string& arity, const std::string& iterations) {
    const std::string corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";
    const TemporaryFolder folder;
    const std::string path = folder / "library.rasp";
    REQUIRE(
        run_program({corpus, "-a", arity, "-i", iterations, "-q", "--save-rasp", path}).exit_code ==
        0);
    const std::string text = read_input(path);
    lambda::TermStore store;
    lambda::TypeStore types;
    SourceReader reader(store, types);
    reader.read(text, path);
    const std::map<std::string, std::string> names = names_in(text);
    for (const TaskEntry& entry : read_tasks(read_input(corpus))) {
        CAPTURE(entry.task.name);
        const TermId wanted = read_typed(store, types, *entry.program).term;
        const std::optional<SourceItem> item = reader.find(names.at(entry.task.name));
        REQUIRE(item.has_value());
        CHECK(normal_text(store, reader.program(*item).term) == normal_text(store, wanted));
    }
}

} // namespace

TEST_CASE("Libraries that are written as RASP are read back") {
    check_library("3", "10");
    check_library("2", "20");
    check_library("1", "3");
}

TEST_CASE("Both forms in which a library is printed are the same, with every abstraction") {
    for (const std::string arity : {"1", "2", "3"}) {
        CAPTURE(arity);
        const auto printed = [&](const std::string& form) {
            const ChildResult result =
                run_program({RASP_STITCH_SOURCE_DIR "/corpora/rasp.json", "-a", arity, "-i", "10",
                             "-q", "--print", form});
            CHECK(result.exit_code == 0);
            return result.output;
        };
        const PrintedCounts counts = check_printed(printed("rasp"), printed("lambda"));
        CHECK(counts.programs > 100);
        CHECK(counts.abstractions >= 5);
    }
}

TEST_CASE("Every s-op, selector and function of files of RASP is a program") {
    const TemporaryFolder folder;
    write_output(folder / "a.rasp", "earlier = select(indices, indices, <);\n"
                                    "n = 3;\n"
                                    "def share(x) { return aggregate(earlier, indicator(x)); }\n"
                                    "load \"b\";\n"
                                    "share_of_a = share(tokens == \"a\");\n");
    write_output(folder / "b.rasp", "def size(list) { return len(list); }\n"
                                    "backwards = length - indices - 1;\n");
    const ChildResult result =
        run_program({folder / "a.rasp", folder / "b.rasp", "-q", "--save-rasp",
                     folder / "saved.rasp", "--out", folder / "out.json"});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.find("b.rasp:1: the function \"size\" is left out") != std::string::npos);
    const Json json = parse_json(read_input(folder / "out.json"));
    std::vector<std::string> tasks;
    for (const JsonCursor task : JsonCursor(json).member("tasks").elements()) {
        tasks.push_back(task.string());
    }
    CHECK(read_input(folder / "saved.rasp").find("def share(x) {") != std::string::npos);
    CHECK(tasks == std::vector<std::string>{"earlier", "share", "share_of_a", "backwards"});
}

TEST_CASE("A mistake in a file of RASP has its place") {
    const TemporaryFolder folder;
    write_output(folder / "bad.rasp", "x = indices;\ny = indicse;\n");
    const ChildResult result = run_program({folder / "bad.rasp"});
    CHECK(result.exit_code == 2);
    CHECK(result.errors == "rasp-compress: " + (folder / "bad.rasp") +
                               ":2:5: the unknown name \"indicse\"\n"
                               "    y = indicse;\n"
                               "        ^\n"
                               "expected a name that is defined before; did you mean "
                               "\"indices\"?\n");
}
