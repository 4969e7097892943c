// The program rasp-recognize.

#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

const std::string tasks_file = RASP_STITCH_SOURCE_DIR "/corpora/tasks.json";

ChildResult recognize(std::vector<std::string> words) {
    return run_program(words);
}

std::string complaint(const std::vector<std::string>& words) {
    const ChildResult result = run_program(words);
    CHECK(result.exit_code == 2);
    CHECK(result.output.empty());
    return result.errors;
}

bool holds(const std::string& text, const std::string& part) {
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

// A small model.
std::string train(const TemporaryFolder& folder, const std::vector<std::string>& more = {}) {
    std::string path = folder / "model.json";
    std::vector<std::string> words = {"train",    tasks_file, "--out",   path,
                                      "--dreams", "2000",     "--steps", "5"};
    words.insert(words.end(), more.begin(), more.end());
    const ChildResult result = run_program(words);
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    holds(result.output, "in 5 steps");
    return path;
}

} // namespace

TEST_CASE("rasp-recognize trains a network from dreams, and the same one for the same seed") {
    const TemporaryFolder folder;
    const std::string first = read_input(train(folder, {"--threads", "1"}));
    CHECK(first == read_input(train(folder, {"--threads", "2"})));
    CHECK(first != read_input(train(folder, {"--seed", "1"})));
}

TEST_CASE("rasp-recognize gives each task a grammar that rasp-enumerate reads") {
    const TemporaryFolder folder;
    const std::string model = train(folder);
    const ChildResult all = recognize({"--model", model, tasks_file});
    CHECK(all.exit_code == 0);
    const Json document = parse_json(all.output);
    REQUIRE(document["tasks"].size() == 78);
    const std::string grammar = folder / "grammar.json";
    for (std::size_t i = 0; i < 78; i += 20) {
        write_output(grammar, document["tasks"][i]["grammar"].dump());
        const ChildResult listed =
            run_program({"--list", "--grammar", grammar, "--request", "input(str) -> seq(num)",
                         "--upper", "20", "--max-programs", "3"},
                        {.program = RASP_ENUMERATE_PATH});
        CHECK(listed.exit_code == 0);
        holds(listed.output, "(lambda ");
    }
    const ChildResult one = recognize({"-m", model, tasks_file, "--task", "sort"});
    CHECK(one.exit_code == 0);
    CHECK(parse_json(one.output).contains("noParent"));
}

TEST_CASE("rasp-recognize learns from programs that were found") {
    const TemporaryFolder folder;
    const std::string frontiers = folder / "frontiers.json";
    const ChildResult found =
        run_program({"--tasks", tasks_file, "--max-programs", "300", "--out", frontiers, "-q"},
                    {.program = RASP_ENUMERATE_PATH});
    REQUIRE(found.exit_code == 0);
    const ChildResult result =
        recognize({"train", tasks_file, "--frontiers", frontiers, "--out", folder / "model.json",
                   "--dreams", "500", "--steps", "3", "--unigram"});
    CHECK(result.exit_code == 0);
    CHECK(result.output.find("0 tasks with programs") == std::string::npos);
    holds(result.output, "tasks with programs");
}

TEST_CASE("rasp-recognize learns from a file of RASP") {
    const TemporaryFolder folder;
    const std::string solutions = folder / "solutions.rasp";
    const auto learn = [&](const std::string& text) {
        write_output(solutions, text);
        return recognize({"train", tasks_file, "--frontiers", solutions, "--out",
                          folder / "model.json", "--primitives", "minimal,length", "--dreams", "0",
                          "--steps", "2", "--unigram"});
    };
    const ChildResult unknown = learn("hist_bos = selector_width(select(tokens, tokens, ==)) - 1;");
    CHECK(unknown.exit_code == 2); // the minimal base has no selector_width
    holds(unknown.errors, "a program of the task \"hist_bos\"");
    const ChildResult learnt =
        learn("def of_no_task(x) { return x + 1; }\n"
              "reverse = aggregate(select(indices, length - indices - 1, ==), tokens);\n");
    CHECK(learnt.exit_code == 0);
    holds(learnt.output, "1 tasks with programs");
    const ChildResult wrong = learn("reverse = indices;\n");
    CHECK(wrong.exit_code == 2);
    holds(wrong.errors, "solutions.rasp, reverse: ");
}

TEST_CASE("rasp-recognize says what is wrong before it begins, and writes nothing") {
    const TemporaryFolder folder;
    const std::string bad = folder / "bad.json";
    const std::string out = folder / "out.json";
    write_output(bad, "{\"format\": \"rasp-stitch-model\", \"version\": 99}");
    holds(complaint({"--model", bad, tasks_file, "--out", out}),
          "bad.json, at /version: this model has version 99");
    holds(complaint({"--model", tasks_file, tasks_file}), "not a model of rasp-recognize");
    holds(complaint({tasks_file}), "--model is missing");
    holds(complaint({"train", tasks_file}), "--out is missing");
    holds(complaint({"train", tasks_file, "--out", out, "--from", bad}), "version 99");
    holds(complaint({"train", tasks_file, "--out", out, "--grammar", bad}), "bad.json");
    holds(complaint({"train", tasks_file, "--out", out, "--primitives", "nonsense"}), "nonsense");
    write_output(bad, R"j([{"name": "first", "type": "input(str) -> seq(str)",
        "examples": [{"input": ["a", "b"], "output": ["a"]}]}])j");
    holds(complaint({"train", bad, "--out", out}), "the output has 1 value");
    const std::string model = train(folder);
    holds(complaint({"--model", model, tasks_file, "--task", "nonsense"}), "nonsense");
    CHECK(folder.names() == std::vector<std::string>{"bad.json", "model.json"});
}

TEST_CASE("rasp-recognize has two pages of help") {
    holds(recognize({"--help"}).output, "--model FILE");
    holds(recognize({"train", "--help"}).output, "--helmholtz-ratio");
    holds(recognize({"--version"}).output, "rasp-recognize ");
}

TEST_CASE("rasp-recognize accepts the old name of its time limit, and does not show it") {
    holds(complaint({"train", tasks_file, "--out", "-", "--seconds", "x"}), "--time-limit takes");
    const std::string help = recognize({"train", "--help"}).output;
    holds(help, "--time-limit SECONDS");
    CHECK(help.find("--seconds") == std::string::npos);
}
