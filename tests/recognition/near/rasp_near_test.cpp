// The program rasp-near.

#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/support/printed_source.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

const std::vector<std::string> line = {
    "-e", "[0.5, 2] -> [1.75, 4]",    "-e", "[1, 4] -> [2.5, 7]",
    "-e", "[3, 0, 2] -> [5.5, 1, 4]", "-e", "[1, 4, 8, 2] -> [2.5, 7, 13, 4]"};

std::vector<std::string> with(std::vector<std::string> words,
                              const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
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

} // namespace

TEST_CASE("rasp-near finds the line that points lie on, and says what it looked at") {
    const TemporaryFolder folder;
    const std::string out = folder / "found.json";
    const ChildResult result = run_program(with(line, {"--out", out, "--max-programs", "5"}));
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    holds(result.output, "(lambda (add (mul 1.5 (tokens $0)) one))");
    holds(result.output, "1 of 1 task solved");
    const Json json = parse_json(read_input(out));
    CHECK(json["search"] == "near");
    CHECK(json["solved"] == 1);
    CHECK(json["frontiers"][0]["programs"][0]["wrong_cells"] == 0);
    CHECK(json["searches"][0]["expanded"][0]["program"] == "(lambda ?num)");
    CHECK(json["searches"][0]["expanded"][0].contains("fate"));
}

TEST_CASE("rasp-near gives the same for the same seed, on any number of threads") {
    const TemporaryFolder folder;
    const auto found = [&](const std::string& name, const std::vector<std::string>& more) {
        const std::string out = folder / name;
        const ChildResult result = run_program(
            with({RASP_STITCH_SOURCE_DIR "/benchmarks/near/founding.json", "--max-programs", "2",
                  "--steps", "10", "--time-limit", "1000000", "--out", out, "--quiet"},
                 more));
        CHECK(result.exit_code == 0);
        Json json = parse_json(read_input(out));
        json.erase("seconds");
        for (Json& search : json["searches"]) {
            search.erase("seconds");
        }
        for (Json& frontier : json["frontiers"]) {
            for (Json& program : frontier["programs"]) {
                program.erase("seconds");
            }
        }
        return json;
    };
    const Json first = found("first.json", {"--threads", "1"});
    CHECK(first == found("second.json", {"--threads", "2"}));
    CHECK(first != found("third.json", {"--threads", "1", "--seed", "1"}));
}

TEST_CASE("rasp-near prints what it finds as RASP, alone on standard output") {
    const TemporaryFolder folder;
    const std::string names = folder / "names";
    write_output(names, "examples_2 = line\n");
    const ChildResult result =
        run_program(with(line, {"--max-programs", "5", "--print", "rasp", "--names", names}));
    CHECK(result.exit_code == 0);
    CHECK(result.output.find("line = 1.5 * tokens_asis + 1;") != std::string::npos);
    CHECK(result.output.find("solved") == std::string::npos);
    holds(result.errors, "1 of 1 task solved");
    holds(complaint(with(line, {"--print", "rasp", "--json"})), "both go to standard output");
    holds(complaint(with(line, {"--names", names})), "nothing is printed");
}

TEST_CASE("rasp-near ends with a line for each task and one for all, whatever ends it") {
    const std::vector<std::string> two = {RASP_STITCH_SOURCE_DIR "/benchmarks/near/noise.json",
                                          "--task", "seen_before", "--steps", "2"};
    const auto ends = [&](const std::vector<std::string>& more, const std::string& why,
                          const ProgramSurroundings& surroundings = {}, int exit_code = 0) {
        CAPTURE(more);
        const ChildResult result = run_program(with(two, more), surroundings);
        CHECK(result.exit_code == exit_code);
        CHECK(result.signal == 0);
        holds(result.output, "seen_before  input(str) -> seq(int)\n");
        holds(result.output, "    no program; ");
        holds(result.output, why);
        holds(result.output, "0 of 1 task solved, ");
    };
    ends({"--time-limit", "0"}, "; the time was over");
    ends({"--time-limit", "0.05"}, "; the time was over");
    ends({"--time-limit", "0.5"}, "; the time was over");
    ends({"--max-programs", "1"}, "; --max-programs was reached");
    ends({"--upper", "0.1"}, "; nothing is left below --upper");
    ends({"--upper", "1.5", "--no-numbers"}, "; nothing is left below --upper");
    ends({"--order", "iterative-deepening", "--upper", "0.1"}, "; nothing is left below --upper");
    ends({"--order", "iterative-deepening", "--max-programs", "3", "--cut", "cost"},
         "; --max-programs was reached");
    ends({}, "; it was interrupted", {.signals = {SIGINT}}, 130);
    ends({}, "; it was interrupted", {.signals = {SIGTERM}}, 130);
}

TEST_CASE("rasp-near says what is wrong with its options and files") {
    holds(complaint({}), "there is nothing to search for");
    holds(complaint({"tasks.json", "-e", "a -> b"}), "both a file of tasks and --example");
    holds(complaint({"no_such_file.json"}), "no_such_file.json");
    holds(complaint({"-e", "ab -> ba", "--noise", "0.7"}), "--noise");
    holds(complaint({RASP_STITCH_SOURCE_DIR "/benchmarks/near/founding.json", "--task", "sort"}),
          "no task \"sort\"");
    const TemporaryFolder folder;
    const std::string tasks = folder / "soft.json";
    write_output(tasks, R"json([{"name": "t", "type": "input(str) -> seq(str)",
                                 "examples": [{"input": ["a", "b"], "output": ["b", "a"]}],
                                 "soft": [{"attention": [[0.5, 0.25, 0.25]]}]}])json");
    const std::string errors = complaint({tasks});
    holds(errors, "soft.json");
    holds(errors, "in the soft target of example 1 attention of another size than its input");
}

TEST_CASE("rasp-near leaves out abstractions of a library that have no type") {
    const TemporaryFolder folder;
    const std::string library = folder / "library.json";
    write_output(library, R"json([{"name": "fn_0", "body": "(add #0 full)"},
                                  {"name": "fn_1", "body": "(add #0 #0)"}])json");
    const ChildResult result =
        run_program({"-e", "[3, 1, 2] -> [6, 2, 4]", "-e", "[5] -> [10]", "--library", library,
                     "--max-programs", "1", "--steps", "1"});
    CHECK(result.exit_code == 0);
    holds(result.errors, "library.json: fn_0 has no type in RASP and is left out");
    CHECK(result.errors.find("fn_1") == std::string::npos);
}

TEST_CASE("rasp-near uses a library of RASP, and what it prints is read back") {
    const TemporaryFolder folder;
    const std::string library = folder / "library.rasp";
    write_output(library,
                 "def later(x) { return aggregate(select(indices + 1, indices, ==), x); }\n"
                 "def size(list) { return len(list); }\n"
                 "ends = length - indices - 1;\n");
    const auto printed = [&](const std::string& form) {
        const ChildResult result = run_program(
            {"-e", "[3, 1, 2] -> [0, 6, 2]", "-e", "[5, 7] -> [0, 10]", "-p", "tokens,add",
             "--library", library, "--max-programs", "40", "--steps", "5", "--print", form});
        CHECK(result.exit_code == 0);
        holds(result.errors, "1 of 1 task solved");
        holds(result.errors, "library.rasp:2: \"size\" is left out");
        return result.output;
    };
    const std::string rasp = printed("rasp");
    const PrintedCounts counts = check_printed(rasp, printed("lambda"));
    CHECK(counts.programs == 1);
    CHECK(counts.abstractions == 1);
    holds(rasp, "select(indices + 1, indices, ==)");
}

TEST_CASE("What rasp-near finds for its tasks is read back") {
    const auto printed = [&](const std::string& form) {
        return run_program({RASP_STITCH_SOURCE_DIR "/benchmarks/near/founding.json",
                            "--max-programs", "20", "--steps", "20", "--quiet", "--print", form})
            .output;
    };
    CHECK(check_printed(printed("rasp"), printed("lambda")).programs > 0);
}
