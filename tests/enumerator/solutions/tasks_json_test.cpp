// Tasks as DreamCoder's Python side reads them.

#include "enumerator/solutions/tasks_json.hpp"
#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

Json described(const std::string& text) {
    return tasks_json(merged_tasks(rasp::read_tasks(text)));
}

std::string type_text(const Json& json) {
    lambda::TypeStore types;
    return lambda::print_type(types, lambda::read_type(types, JsonCursor(json)));
}

} // namespace

TEST_CASE("A task as JSON has its request with num, its literals, and arguments as lists") {
    const Json json = described(R"j([
        {"name": "a/core", "type": "input(str) -> seq(int) -> seq(float)", "arity": 2,
         "program": "(lam (lam (if (eq (tokens $1) str.%28) $0 (add 1 0.5))))",
         "examples": [{"input": [["(", "b"], 3], "output": [3, 1.5]},
                      {"input": [["("], 3], "error": "it must fail"}]},
        {"name": "b", "type": "input(bool) -> seq(bool)", "program": "(lam true)",
         "examples": [{"input": [true], "output": [true]}]}])j");
    REQUIRE(json["tasks"].size() == 2);
    const Json& task = json["tasks"][0];
    CHECK(task["name"] == "a/core");
    CHECK(type_text(task["request"]) == "input(str) -> seq(num) -> seq(num)");
    CHECK(task["literals"] == parse_json(R"(["0.5", "one", "str.%28"])"));
    CHECK(task["examples"] == parse_json(R"([{"inputs": [["(", "b"], 3], "output": [3, 1.5]}])"));
    CHECK(json["types"].size() == 4);
    CHECK(type_text(json["types"]["one"]) == "seq(num)");
    CHECK(type_text(json["types"]["0.5"]) == "seq(num)");
    CHECK(type_text(json["types"]["str.%28"]) == "seq(str)");
    CHECK(type_text(json["types"]["true"]) == "seq(bool)");
}

TEST_CASE("The tasks of the corpus as JSON are read as the same tasks") {
    const std::string text = read_input(RASP_STITCH_SOURCE_DIR "/corpora/rasp.json");
    const Json json = described(text);
    CHECK(json["tasks"].size() == 78);
    CHECK(described(json.dump()) == json);
}
