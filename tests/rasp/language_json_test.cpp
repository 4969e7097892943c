// The language and tasks as other programs read them.

#include "lambda/type_json.hpp"
#include "lambda/type_text.hpp"
#include "rasp/language_json.hpp"
#include "rasp/primitives.hpp"
#include "rasp/task.hpp"
#include "support/file.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

std::string type_text(const Json& json) {
    lambda::TypeStore types;
    return lambda::print_type(types, lambda::read_type(types, JsonCursor(json)));
}

} // namespace

TEST_CASE("The language as JSON is the table of primitives") {
    const Json language = language_json();
    REQUIRE(language.size() == primitives().size());
    for (std::size_t i = 0; i < language.size(); ++i) {
        const Primitive& primitive = primitives()[i];
        CHECK(language[i]["name"] == primitive.name);
        CHECK(type_text(language[i]["type"]) == primitive.type);
        CHECK(language[i]["minimal"] == primitive.minimal);
        CHECK(language[i]["meaning"] == primitive.meaning);
        CHECK(language[i]["example"]["program"] == primitive.example.program);
    }
}

TEST_CASE("A task as JSON has its request with num, typed literals, and arguments as lists") {
    const Json tasks = tasks_json(read_tasks(R"j([
        {"name": "a/core", "type": "input(str) -> seq(int) -> seq(float)", "arity": 2,
         "program": "(lam (lam (if (eq (tokens $1) str.%28) $0 (add 1 0.5))))",
         "examples": [{"input": [["(", "b"], 3], "output": [3, 1.5]},
                      {"input": [[], 3], "error": "empty"}]},
        {"name": "b", "type": "input(bool) -> seq(bool)", "examples": []}])j"));
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[0]["name"] == "a/core");
    CHECK(type_text(tasks[0]["request"]) == "input(str) -> seq(num) -> seq(num)");
    std::string literals;
    for (const Json& literal : tasks[0]["literals"]) {
        literals += literal["name"].get<std::string>() + ' ' + type_text(literal["type"]) + '\n';
    }
    CHECK(literals == "0.5 seq(num)\none seq(num)\nstr.%28 seq(str)\n");
    CHECK(tasks[0]["examples"] ==
          parse_json(R"([{"inputs": [["(", "b"], 3], "output": [3, 1.5]}])"));
    CHECK(tasks[1]["literals"].empty());
    CHECK(tasks[1]["examples"].empty());
}

TEST_CASE("Every task of the corpus can be told") {
    const Json tasks =
        tasks_json(read_tasks(read_input(RASP_STITCH_SOURCE_DIR "/corpora/rasp.json")));
    CHECK(tasks.size() == 111);
}

TEST_CASE("What cannot be read is told with the entry") {
    CHECK(message_of([] {
              tasks_json(read_tasks(R"j([{"name": "a", "type": "seq(num)", "examples": []},
                  {"name": "b", "type": "seq(num)", "program": "(nothing", "examples": []}])j"));
          }).starts_with("at /1: "));
}
