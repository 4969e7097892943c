// Tests the replies of rasp-stitch-solver, without running the program.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "integration/dreamcoder/solver.hpp"
#include "integration/dreamcoder/solver_reply.hpp"
#include "integration/dreamcoder/solver_request.hpp"
#include "lambda/terms/parse.hpp"
#include "rasp/tasks/task.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"
#include "tests/integration/dreamcoder/wake_messages.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::dreamcoder;

namespace {

const std::string counting = "input(str) -> seq(num)";
const std::vector<std::string> words = {"abca", "b", "ccab"};

Json message(double lower, double upper, int wanted) {
    return {{"DSL", grammar_of("indices,tokens,add,one,#(lambda (add $0 one))")},
            {"tasks",
             {task_of("next", counting, "(lam (add (indices $0) one))", words, wanted),
              task_of("twice", counting, "(lam (add (indices $0) (indices $0)))", words, wanted),
              task_of("sort", counting, "(lam (sub zero (indices $0)))", words, wanted)}},
            {"lowerBound", lower},
            {"upperBound", upper},
            {"budgetIncrement", 1.5},
            {"programTimeout", nullptr},
            {"timeout", 100.0},
            {"nc", 1},
            {"verbose", false},
            {"shatter", 10}};
}

Json answer_to(const Json& json, double seconds_spent = 0) {
    SolverRequest request = read_solver_request(JsonCursor(json));
    return parse_json(solver_reply(request, solve_windows(request, {}, seconds_spent)));
}

std::uint64_t programs_between(const Json& json, double lower, double upper) {
    const SolverRequest request = read_solver_request(JsonCursor(json));
    return enumerate_top_down(request.language.types, view_of(request.language), request.request,
                              {.lower = lower, .upper = upper})
        .programs;
}

// Runs the program with its abstractions inlined.
bool solves(const std::string& program, const rasp::Task& task) {
    lambda::TermStore store;
    const lambda::TermId term = lambda::parse(
        store, program,
        {.abstraction = [](lambda::TermStore& /*store*/, lambda::TermId body) { return body; }});
    return rasp::check(store, term, task).holds();
}

} // namespace

TEST_CASE("The solver counts the programs of its windows, and answers for every task") {
    const Json json = message(3, 6, 5);
    const Json reply = answer_to(json);
    CHECK(reply.size() == 4);
    CHECK(reply["number_enumerated"] == programs_between(json, 3, 6));
    CHECK(reply["sort"].empty());
    CHECK_FALSE(reply["next"].empty());
}

TEST_CASE("A solution solves its task, lies in the window, and has the right log prior") {
    const Json json = message(0, 9, 50);
    SolverRequest request = read_solver_request(JsonCursor(json));
    const Json reply = answer_to(json);
    const enumerator::GrammarView view = view_of(request.language);
    for (const rasp::Task& task : request.tasks) {
        std::set<std::string> programs;
        double last = 0;
        for (const Json& solution : reply[task.name]) {
            const std::string program = solution["program"];
            CHECK(solves(program, task));
            lambda::TermStore store;
            const double log_prior =
                enumerator::log_prior(request.language.types, view, request.request, store,
                                      enumerator::read_expression(store, program));
            CHECK(solution["logPrior"] == Approx(log_prior).margin(1e-9));
            CHECK(solution["logLikelihood"] == 0.0);
            CHECK(solution["time"] >= 0.0);
            CHECK(log_prior <= 0);
            CHECK(log_prior > -9);
            CHECK(solution["logPrior"] <= last);
            last = solution["logPrior"];
            CHECK(programs.insert(program).second);
        }
    }
}

TEST_CASE("Windows searched one by one find the same as together") {
    Json all = Json::array();
    std::uint64_t programs = 0;
    for (double lower = 0; lower < 9; lower += 1.5) {
        const Json reply = answer_to(message(lower, lower + 1.5, 1000));
        programs += reply["number_enumerated"].get<std::uint64_t>();
        for (const Json& solution : reply["next"]) {
            all.push_back(solution["program"]);
        }
    }
    const Json together = answer_to(message(0, 9, 1000));
    CHECK(together["number_enumerated"] == programs);
    REQUIRE(together["next"].size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(together["next"][i]["program"] == all[i]);
    }
}

TEST_CASE("The reply is the same on any number of processors") {
    Json json = message(0, 12, 7);
    const auto without_times = [](Json reply) {
        for (auto& [name, solutions] : reply.items()) {
            for (Json& solution : solutions) {
                if (solution.is_object()) {
                    solution.erase("time");
                }
            }
        }
        return reply;
    };
    const Json alone = without_times(answer_to(json));
    for (const int processors : {2, 8}) {
        json["nc"] = processors;
        CHECK(without_times(answer_to(json)) == alone);
    }
}

TEST_CASE("The solver stops at the window in which all tasks have their programs") {
    Json json = message(0, 60, 1);
    json["tasks"].erase(2); // which has none
    const Json reply = answer_to(json);
    CHECK(reply["next"].size() == 1);
    CHECK(reply["twice"].size() == 1);
    CHECK(reply["number_enumerated"] == programs_between(json, 0, 6));
    json["tasks"][0]["maximumFrontier"] = 0;
    json["tasks"][1]["maximumFrontier"] = 0;
    CHECK(answer_to(json)["number_enumerated"] == 0);
}

TEST_CASE("The solver replies in time with the solutions so far") {
    Json json = message(0, 90, 1000);
    json["timeout"] = 0.3;
    const Json reply = answer_to(json);
    CHECK_FALSE(reply["next"].empty());
    json["timeout"] = 0;
    CHECK(answer_to(json)["number_enumerated"] == 0);
    CHECK(answer_to(json, 1)["next"].empty());
}

TEST_CASE("The solver rejects malformed requests") {
    const auto complaint = [](const auto& change) {
        Json json = message(0, 3, 1);
        change(json);
        return message_of([&] { answer_to(json); });
    };
    const auto holds = [](const std::string& text, const std::string& part) {
        CAPTURE(text);
        CHECK(text.find(part) != std::string::npos);
    };
    holds(complaint([](Json& json) { json["DSL"]["productions"][0]["expression"] = "map"; }),
          "\"map\" is not a primitive of RASP");
    holds(complaint([](Json& json) { json["tasks"][1]["specialTask"] = "tower"; }),
          "at /tasks/1/specialTask");
    holds(complaint([](Json& json) { json["tasks"][1]["request"] = type_of("list(int) -> int"); }),
          "at /tasks/1/request");
    holds(complaint(
              [](Json& json) { json["tasks"][1]["request"] = type_of("input(str) -> seq(bool)"); }),
          "at /tasks/1/request: the request of this task differs");
    holds(complaint([](Json& json) { json["tasks"][1]["name"] = "next"; }),
          "two tasks are called \"next\"");
    holds(
        complaint([](Json& json) { json["tasks"][0]["examples"][0]["output"] = Json::array({1}); }),
        "at /tasks/0: example 1 of the task \"next\": the output has 1 value for 4 tokens");
    holds(complaint([](Json& json) { json["tasks"][1]["name"] = "number_enumerated"; }),
          "at /tasks/1/name");
    holds(complaint([](Json& json) { json["tasks"][1]["examples"] = Json::array(); }),
          "at /tasks/1/examples: no examples");
    holds(complaint([](Json& json) { json["budgetIncrement"] = 1e-20; }), "at /budgetIncrement");
    holds(complaint([](Json& json) { json["lowerBound"] = -1e18; }), "at /lowerBound");
    holds(complaint([](Json& json) { json.erase("DSL"); }), "\"DSL\" is missing");
    Json special = message(0, 3, 1);
    special["tasks"][0]["specialTask"] = "rasp";
    special["tasks"][0]["extras"] = Json::object();
    special["tasks"][0].erase("maximumFrontier");
    CHECK(answer_to(special)["next"].empty());
    special["tasks"] = Json::array();
    CHECK(answer_to(special)["number_enumerated"] == 0);
}
