#include "recognition/lessons/replays_json.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "support/json/json_input.hpp"
#include "tests/recognition/tasks/tasks.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

TEST_CASE("Programs of the tasks are read, with their likelihoods; frontiers of others are not") {
    const std::vector<enumerator::SearchTask> tasks = small_tasks();
    const Json document = parse_json(R"j({"frontiers": [
        {"task": "is_a", "programs": [{"program": "(lambda (eq (tokens $0) str.a))",
                                       "logLikelihood": -1.5},
                                      {"program": "(lambda (eq str.a (tokens $0)))"}]},
        {"task": "another", "programs": [{"program": "(lambda nonsense"}]},
        {"task": "doubled", "programs": []}]})j");
    lambda::TypeStore types;
    lambda::TermStore store;
    const std::vector<Replay> replays = read_replays(types, JsonCursor(document), tasks, store);
    REQUIRE(replays.size() == 1);
    CHECK(tasks[replays[0].task].task.name == "is_a");
    REQUIRE(replays[0].programs.size() == 2);
    CHECK(enumerator::print_expression(store, replays[0].programs[0].term) ==
          "(lambda (eq (tokens $0) str.a))");
    CHECK(replays[0].programs[0].log_likelihood == -1.5);
    CHECK(replays[0].programs[1].log_likelihood == 0);
}

TEST_CASE("A program that cannot be read is told with its place") {
    const Json document = parse_json(
        R"j({"frontiers": [{"task": "is_a", "programs": [{"program": "(lambda (eq"}]}]})j");
    lambda::TypeStore types;
    lambda::TermStore store;
    CHECK(message_of([&] {
              read_replays(types, JsonCursor(document), small_tasks(), store);
          }).find("at /frontiers/0/programs/0/program") != std::string::npos);
}
