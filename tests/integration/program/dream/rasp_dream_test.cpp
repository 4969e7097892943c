// What rasp-dream says, run as people run it.

#include "integration/run_folder/run_folder.hpp"
#include "integration/run_folder/state_text.hpp"
#include "lambda/terms/normal_form.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/source/read_source.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "tests/integration/program/dream/small_run.hpp"
#include "tests/support/printed_source.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

namespace {

using Words = std::vector<std::string>;

bool holds(const std::string& text, const std::string& part) {
    CAPTURE(text, part);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

Words names_in(const std::string& folder) {
    Words names;
    for (const auto& [name, text] : files_of(folder)) {
        names.push_back(name);
    }
    return names;
}

// One message, exit code 2, and nothing else.
std::string complaint(const Words& words) {
    const ChildResult result = run_program(words);
    CHECK(result.exit_code == 2);
    CHECK(result.output.empty());
    return result.errors;
}

Words with(Words words, const OptionTexts& others = {}) {
    const Words small = small_words(others);
    words.insert(words.end(), small.begin(), small.end());
    return words;
}

// A folder with the small tasks and a run of them.
struct SmallFolder : TemporaryFolder {
    SmallFolder() {
        write_output(tasks, small_tasks());
        write_output(*this / "corpus.json", R"json(["(lam (eq (tokens $0) str.a))",
                                                    "(lam (eq (tokens $0) str.b))"])json");
        REQUIRE(run_program(with({tasks, "--run", run})).exit_code == 0);
    }

    std::string tasks = *this / "tasks.json";
    std::string run = *this / "run";
};

void change(const std::string& path, const std::string& from, const std::string& to) {
    std::string text = read_input(path);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    write_output(path, text.replace(at, from.size(), to));
}

} // namespace

TEST_CASE("A run reports each phase, and at its end what was learnt") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    const ChildResult result = run_program(with({folder / "tasks.json", "--run", folder / "run"}));
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    holds(result.output, "5 tasks to learn from, in " + folder / "run");
    holds(result.output, "1 wake         4 of 5 tasks solved, 4 new");
    holds(result.output, "2 abstraction  4 of 5 tasks solved, 0 new");
    holds(result.output, "solved by iteration: 4, 4 of 5 tasks");
    holds(result.output, "not solved: reverse");
    CHECK(names_in(folder / "run") == Words{"frontiers.json", "grammar.json", "library.json",
                                            "library.rasp", "library.txt", "report.html",
                                            "settings.json", "state.json", "statistics.json"});
}

TEST_CASE("The grammar and the frontiers of a run are read by the other programs") {
    const SmallFolder folder;
    const ChildResult listed = run_program({"--list", "--grammar", folder.run + "/grammar.json",
                                            "--request", "input(str) -> seq(bool)", "--upper", "6"},
                                           {.program = RASP_ENUMERATE_PATH});
    CHECK(listed.exit_code == 0);
    holds(listed.output, "#(lambda");
    const ChildResult compressed =
        run_program({folder.run + "/frontiers.json"}, {.program = RASP_COMPRESS_PATH});
    CHECK(compressed.exit_code == 0);
    holds(compressed.output, "of 4 tasks");
}

TEST_CASE("The library of a run is read by the other programs, and drawn as a graph") {
    const SmallFolder folder;
    const std::string library = folder.run + "/library.json";
    const ChildResult rewritten =
        run_program({"--library", library, folder / "corpus.json"}, {.program = RASP_REWRITE_PATH});
    CHECK(rewritten.exit_code == 0);
    holds(rewritten.output, "fn_0");
    const ChildResult found = run_program({"--library", library, "--example", "abc -> abc"},
                                          {.program = RASP_ENUMERATE_PATH});
    CHECK(found.exit_code == 0);
    CHECK(run_program({"--resume", folder.run, "--dot", folder / "library.dot"}).exit_code == 0);
    holds(read_input(folder / "library.dot"), "label=\"fn_0 = ");
    holds(complaint({"--resume", folder.run, "--dot", folder / "no/library.dot"}), "library.dot");
}

TEST_CASE("The library of a run is a file of RASP, which has the programs that were found") {
    const SmallFolder folder;
    const std::string path = folder.run + "/library.rasp";
    const std::string text = read_input(path);
    CAPTURE(text);
    lambda::TermStore store;
    lambda::TypeStore types;
    rasp::SourceReader reader(store, types);
    reader.read(text, path);
    const Json document = parse_json(read_input(folder.run + "/frontiers.json"), NonFinite::text);
    std::size_t solved = 0;
    for (const JsonCursor frontier : JsonCursor(document).member("frontiers").elements()) {
        const JsonElements programs = frontier.member("programs").elements();
        if (programs.size() == 0) {
            continue;
        }
        ++solved;
        const rasp::TypedProgram found =
            rasp::read_typed(store, types, programs[0].member("program").string());
        const rasp::TypedProgram back =
            reader.program(*reader.find(frontier.member("task").string()));
        CHECK(lambda::normal_form(store, back.term) == lambda::normal_form(store, found.term));
    }
    CHECK(solved == 4);
    const ChildResult printed = run_program({"--resume", folder.run, "--print", "rasp"});
    CHECK(printed.exit_code == 0);
    CHECK(printed.output == text);
    holds(printed.errors, "not solved: reverse");
    const ChildResult lambda = run_program({"--resume", folder.run, "--print", "lambda"});
    const PrintedCounts counts = check_printed(text, lambda.output);
    CHECK(counts.programs == 4);
    CHECK(counts.abstractions > 0);
    write_output(folder / "names", "is_a = marks_a\n");
    const ChildResult renamed = run_program(
        {"--resume", folder.run, "--print", "rasp", "--names", folder / "names", "--quiet"});
    holds(renamed.output, "\nmarks_a = ");
    CHECK(renamed.errors.empty());
}

TEST_CASE("The same seed gives the same files") {
    const SmallFolder folder;
    REQUIRE(run_program(with({folder.tasks, "--run", folder / "again"}, {{"threads", "2"}}))
                .exit_code == 0);
    CHECK(files_of(folder.run) == files_of(folder / "again"));
}

TEST_CASE("A folder that has a run is not used for another") {
    const SmallFolder folder;
    const auto before = files_of(folder.run);
    const std::string errors = complaint(with({folder.tasks, "--run", folder.run}));
    holds(errors, "there is a run here already");
    holds(errors, "--resume " + folder.run);
    CHECK(files_of(folder.run) == before);
}

TEST_CASE("A file that a new run would replace keeps it from beginning") {
    const SmallFolder folder;
    for (const std::string name : {"grammar.json", "model.json", "statistics.json"}) {
        const TemporaryFolder own;
        write_output(own / name, "somebody's");
        holds(complaint(with({folder.tasks, "--run", own / "."})), "there is a file " + name);
        CHECK(read_input(own / name) == "somebody's");
        CHECK(own.names() == std::vector<std::string>{name});
    }
}

TEST_CASE("A run that another process has is left to it") {
    const SmallFolder folder;
    const auto before = files_of(folder.run);
    const RunLock lock = RunFolder(folder.run).lock();
    holds(complaint({"--resume", folder.run, "--iterations", "3"}), "a run is under way here");
    CHECK(files_of(folder.run) == before);
}

TEST_CASE("The state of another run, or for a phase that the run has not, is refused") {
    const SmallFolder folder;
    const std::string state = folder.run + "/state.json";
    const std::string whole = read_input(state);
    for (const std::string phase : {"dreaming", "recognition", "test"}) {
        write_output(state, whole);
        change(state, "\"next\":\"wake\"", "\"next\":\"" + phase + "\"");
        holds(complaint({"--resume", folder.run}),
              "state.json, at /next: by its settings the run has no such phase");
    }
    const std::string other = folder / "other";
    REQUIRE(run_program(with({folder.tasks, "--run", other}, {{"seed", "5"}})).exit_code == 0);
    write_output(state, read_input(other + "/state.json"));
    holds(complaint({"--resume", folder.run}), "state.json, at /run: this is the state of another");

    write_output(state, whole);
    change(state, "\"expression\":\"#(", "\"expression\":\"#((");
    holds(complaint({"--resume", folder.run}), "state.json, at /library/0/expression");
}

TEST_CASE("Settings that contradict those of the run are refused by name") {
    const SmallFolder folder;
    const auto before = files_of(folder.run);
    const std::string errors =
        complaint({"--resume", folder.run, "--frontier", "4", "--seed=9", "--max-arity", "2"});
    holds(errors, "--seed, --frontier");
    CHECK(errors.find("arity") == std::string::npos);
    holds(complaint({"--resume", folder.run, "--iterations", "1"}), "at least 2");
    CHECK(files_of(folder.run) == before);
    CHECK(run_program({"--resume", folder.run, "--frontier", "3"}).exit_code == 0);
}

TEST_CASE("A run of other tasks or of another version is refused") {
    const SmallFolder folder;
    std::string tasks = small_tasks();
    write_output(folder / "other.json", tasks.replace(tasks.find("is_c"), 4, "is_d"));
    holds(complaint({folder / "other.json", "--resume", folder.run}),
          "these are not the tasks of the run");
    CHECK(run_program({folder.tasks, "--resume", folder.run}).exit_code == 0);

    change(folder.run + "/settings.json", "\"version\": \"", "\"version\": \"99.");
    holds(complaint({"--resume", folder.run}), "this run is of rasp-dream 99.");
}

TEST_CASE("Faults in files of a run that somebody changed are reported with the place") {
    const SmallFolder folder;
    const std::string state = folder.run + "/state.json";
    const std::string whole = read_input(state);
    write_output(state, whole.substr(0, whole.size() / 2));
    holds(complaint({"--resume", folder.run}), "state.json");

    write_output(state, whole);
    change(state, "\"next\":\"wake\"", "\"next\":\"sleep\"");
    holds(complaint({"--resume", folder.run}), "state.json, at /next: there is no phase");

    write_output(state, whole);
    change(state, "(lambda (add (indices $0)", "(lambda (add (tokens $0)");
    holds(complaint({"--resume", folder.run}), "state.json, at /frontiers/0");

    write_output(state, whole);
    change(folder.run + "/settings.json", "is_b", "is_d");
    holds(complaint({"--resume", folder.run}), "/tasks_digest");
    holds(complaint({"--resume", folder / "nowhere"}), "there is no run here");
}

TEST_CASE("Bad tasks are reported before any work, and leave no folder") {
    const TemporaryFolder folder;
    const auto fails = [&](const std::string& tasks) {
        write_output(folder / "tasks.json", tasks);
        const std::string errors =
            complaint(with({folder / "tasks.json", "--run", folder / "run"}));
        CHECK(!std::filesystem::exists(folder / "run"));
        return errors;
    };
    holds(complaint({folder / "none.json", "--no-recognition"}), "cannot be read");
    holds(fails("[]"), "no tasks");
    holds(fails("[1"), "the file ends too early");
    holds(fails(R"json([{"name": "t", "type": "input(str) -> seq(num)",
                     "examples": [{"input": ["a", "b"], "output": [1]}]}])json"),
          "1 value for 2 tokens");
    holds(fails(R"json([{"name": "t", "type": "input(str) -> seq(num)",
                     "examples": [{"input": ["a", "b"], "output": ["c", "d"]}]}])json"),
          "task \"t\"");
}

TEST_CASE("Options that are not valid are refused") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    const std::string tasks = folder / "tasks.json";
    holds(complaint({}), "no tasks are given");
    holds(complaint({tasks, "--run", "a", "--resume", "b"}), "both --run and --resume");
    holds(complaint({tasks, "--fronteir", "3"}), "--frontier");
    holds(complaint({tasks, "--search", "sideways"}), "bottom-up, top-down, near");
    holds(complaint(with({tasks, "--run", folder / "run"}, {{"test-fraction", "0.05"}})),
          "at least one to hold out");
    holds(complaint(with({tasks, "--run", folder / "run"}, {{"primitives", "nothing"}})),
          "nothing");
    // The program of these tests is built without networks.
    holds(complaint(with({tasks, "--run", folder / "run"}, {{"search", "near"}})),
          "this build has no networks");
    CHECK(!std::filesystem::exists(folder / "run"));
}

TEST_CASE("Settings in a file are those of the command line, as JSON and as INI") {
    const SmallFolder folder;
    const auto config = [&](const std::string& text, const Words& more = {}) {
        write_output(folder / "config", text);
        const std::string run = folder / "configured";
        std::filesystem::remove_all(run);
        Words words = {folder.tasks, "--run", run, "--config", folder / "config"};
        words.insert(words.end(), more.begin(), more.end());
        CHECK(run_program(words).exit_code == 0);
        return files_of(run);
    };
    std::string ini = "# those of the tests\n";
    Json json = Json::object();
    for (const auto& [name, value] : small_settings()) {
        ini += name + " = " + (value.empty() ? "true" : value) + "\n";
        json[name] = value.empty() ? Json(true) : parse_json(value);
    }
    const auto expected = files_of(folder.run);
    CHECK(config(ini) == expected);
    CHECK(config(json.dump()) == expected);
    CHECK(config(ini + "quiet = true\n") == expected);
    json["frontier"] = 1;
    json["unigram"] = false;
    json["time-limit"] = nullptr;
    CHECK(config(json.dump(), {"--frontier", "3"}) == expected);
}

TEST_CASE("Old names of settings are accepted on the command line and in files") {
    const SmallFolder folder;
    auto expected = files_of(folder.run);
    const std::string run = folder / "again";
    write_output(folder / "config", R"({"memory": 500, "time": null, "arity": 2})");
    OptionTexts settings = small_settings();
    settings.erase("memory-limit");
    Words words = {folder.tasks, "--run", run, "--config", folder / "config"};
    for (const auto& [name, value] : settings) {
        words.push_back(value.empty() ? "--" + name : "--" + name + "=" + value);
    }
    REQUIRE(run_program(words).exit_code == 0);
    CHECK(files_of(run) == expected);
    std::filesystem::remove_all(run);
    words = {folder.tasks, "--run", run, "--memory", "500", "--arity=2", "--time", "1000"};
    for (const auto& [name, value] : settings) {
        words.push_back(value.empty() ? "--" + name : "--" + name + "=" + value);
    }
    REQUIRE(run_program(words).exit_code == 0);
    change(run + "/settings.json", "1000.0", "null");
    auto files = files_of(run);
    files.erase("report.html"); // which shows the limit, too
    expected.erase("report.html");
    CHECK(files == expected);
}

TEST_CASE("A run that has its settings under their old names is resumed") {
    const SmallFolder folder;
    const std::string settings = folder.run + "/settings.json";
    change(settings, "\"time-limit\"", "\"time\"");
    change(settings, "\"memory-limit\"", "\"memory\"");
    change(settings, "\"max-arity\"", "\"arity\"");
    const ChildResult result = run_program({"--resume", folder.run, "--iterations", "3"});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(read_input(settings).find("\"memory-limit\"") != std::string::npos);
    CHECK(read_input(settings).find("\"memory\"") == std::string::npos);
}

TEST_CASE("A run has the key that it had when settings had their first names") {
    CHECK(run_key(small_run()) == "c3281bd8b9c0afb5");
    const std::vector<OptionTexts> newer = {
        {{"abstraction-discount", "1"}}, {{"network-trust", "1"}}, {{"no-few-examples", ""}}};
    for (const OptionTexts& settings : newer) {
        CHECK(run_key(small_run(settings)) != "c3281bd8b9c0afb5");
    }
}

TEST_CASE("Faults in a file of settings are reported with the file") {
    const TemporaryFolder folder;
    write_output(folder / "tasks.json", small_tasks());
    const auto fails = [&](const std::string& text) {
        write_output(folder / "config", text);
        const std::string errors = complaint({folder / "tasks.json", "-c", folder / "config"});
        holds(errors, folder / "config");
        return errors;
    };
    holds(fails("fronteir = 3\n"), "there is no setting \"fronteir\"");
    holds(fails("{\"fronteir\": 3}"), "expected \"frontier\"");
    holds(fails("frontier = many\n"), "--frontier");
    holds(fails("{\"frontier\": [3]}"), "/frontier");
    holds(fails("[{\"frontier\": 3}]"), "expected an object");
    holds(fails("no-recognition = maybe\n"), "true or false");
    holds(fails("resume = run\n"), "there is no setting \"resume\"");
    holds(fails("frontier\n"), "NAME = VALUE");
    holds(fails("frontier = 3\nfrontier = 4\n"), "frontier");
}

TEST_CASE("The help lists all settings and their defaults") {
    const ChildResult result = run_program({"--help"});
    CHECK(result.exit_code == 0);
    holds(result.output, "--programs-per-task N");
    holds(result.output, "default: bottom-up");
    CHECK(run_program({"--version"}).output.starts_with("rasp-dream "));
}
