// Tests rasp-stitch-solver and rasp-stitch-helmholtz, run as DreamCoder runs them.

#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/integration/dreamcoder/wake_messages.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::dreamcoder;

namespace {

ChildResult asked(const std::string& program, const std::string& message) {
    const TemporaryFolder folder;
    const std::string path = folder / "request.json";
    write_output(path, message);
    return run_program({}, {.input = path, .program = program});
}

} // namespace

TEST_CASE("The programs of the wake phase answer a request") {
    const Json grammar = grammar_of("indices,one,add");
    const Json task =
        task_of("next", "input(str) -> seq(num)", "(lam (add (indices $0) one))", {"abc", "b"}, 2);
    const ChildResult solved = asked(RASP_STITCH_SOLVER_PATH, Json{{"DSL", grammar},
                                                                   {"tasks", {task}},
                                                                   {"lowerBound", 3},
                                                                   {"upperBound", 4.5},
                                                                   {"budgetIncrement", 1.5},
                                                                   {"timeout", 10}}
                                                                  .dump());
    CHECK(solved.exit_code == 0);
    CHECK(solved.errors.empty());
    CHECK(parse_json(solved.output)["next"].size() == 2);
    const ChildResult dreamt =
        asked(RASP_STITCH_HELMHOLTZ_PATH, Json{{"DSL", grammar},
                                               {"request", type_of("input(str) -> seq(num)")},
                                               {"extras", parse_json(R"([[["a", "b"]]])")},
                                               {"timeout", 0.3}}
                                              .dump());
    CHECK(dreamt.exit_code == 0);
    CHECK(dreamt.errors.empty());
    CHECK(parse_json(dreamt.output).size() > 3);
}

TEST_CASE("The programs of the wake phase report errors as JSON") {
    for (const std::string program : {RASP_STITCH_SOLVER_PATH, RASP_STITCH_HELMHOLTZ_PATH}) {
        for (const std::string message : {"", "[", "[]", "{\"DSL\": 3}", "\"\\u0000\""}) {
            CAPTURE(program, message);
            const ChildResult result = asked(program, message);
            CHECK(result.exit_code == 2);
            CHECK(result.errors.find("standard input") != std::string::npos);
            const Json reply = parse_json(result.output);
            CHECK(result.errors.find(reply["error"].get<std::string>()) != std::string::npos);
        }
        CHECK(run_program({"--help"}, {.program = program}).output.find("< REQUEST > REPLY") !=
              std::string::npos);
        CHECK(run_program({"--version"}, {.program = program}).exit_code == 0);
        for (const std::string name : {"--memory-limit", "--memory"}) { // the latter of old
            const ChildResult refused = run_program({name, "0"}, {.program = program});
            CHECK(refused.exit_code == 2);
            CHECK(refused.errors.find("--memory-limit takes") != std::string::npos);
        }
    }
}
