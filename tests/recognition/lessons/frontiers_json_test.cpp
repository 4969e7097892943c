#include "recognition/lessons/frontiers_json.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "support/json/json_cursor.hpp"
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
    enumerator::Language language = small_language(tasks);
    const std::vector<enumerator::Frontier> frontiers =
        read_frontiers(language, JsonCursor(document), tasks);
    REQUIRE(frontiers.size() == tasks.size());
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        CHECK(frontiers[i].programs.size() == (tasks[i].task.name == "is_a" ? 2 : 0));
    }
    const std::vector<enumerator::FrontierProgram>& programs = frontiers[1].programs;
    REQUIRE(programs.size() == 2);
    CHECK(enumerator::print_expression(language.terms, programs[0].term) ==
          "(lambda (eq (tokens $0) str.a))");
    CHECK(programs[0].log_likelihood == -1.5);
    CHECK(programs[1].log_likelihood == 0);
}

TEST_CASE("A program that cannot be read is told with its place") {
    const Json document = parse_json(
        R"j({"frontiers": [{"task": "is_a", "programs": [{"program": "(lambda (eq"}]}]})j");
    const std::vector<enumerator::SearchTask> tasks = small_tasks();
    enumerator::Language language = small_language(tasks);
    CHECK(message_of([&] {
              read_frontiers(language, JsonCursor(document), tasks);
          }).find("at /frontiers/0/programs/0/program") != std::string::npos);
}
