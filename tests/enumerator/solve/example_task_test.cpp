#include "enumerator/solve/example_task.hpp"

#include "support/text/input_error.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

std::string type_of(const std::vector<std::string>& examples) {
    return example_task(examples).type;
}

std::string complaint(const std::vector<std::string>& examples) {
    return message_of([&] { example_task(examples); });
}

} // namespace

TEST_CASE("Words are sequences of characters") {
    const std::vector<std::string> texts = {"añb -> bña", "a->a"};
    const rasp::Task task = example_task(texts);
    CHECK(task.type == "input(str) -> seq(str)");
    REQUIRE(task.examples.size() == 2);
    CHECK(task.examples[0].input.tokens == rasp::characters("añb"));
    CHECK(task.examples[0].output == rasp::Output(rasp::characters("bña")));
    CHECK(task.examples[1].input.tokens == rasp::characters("a"));
}

TEST_CASE("A word can be quoted") {
    const rasp::Task task =
        example_task(std::array<std::string, 2>{R"(" a" -> "a ")", R"("é\"" -> "\"é")"});
    CHECK(task.examples[0].input.tokens == rasp::characters(" a"));
    CHECK(task.examples[0].output == rasp::Output(rasp::characters("a ")));
    CHECK(task.examples[1].input.tokens == rasp::characters("é\""));
}

TEST_CASE("The type of examples is that of all their values") {
    CHECK(type_of({"[3, 1.5] -> [1, 3]"}) == "input(num) -> seq(num)");
    CHECK(type_of({"ab -> [true, false]"}) == "input(str) -> seq(bool)");
    CHECK(type_of({"ab -> [true, false]", "ba -> [0, 1]"}) == "input(str) -> seq(num)");
    CHECK(type_of({"[true] -> [[true]]"}) == "input(bool) -> sel");
    CHECK(type_of({"[[1, 2], \"x\"] -> [true, true]"}) == "input(num) -> seq(str) -> seq(bool)");
}

TEST_CASE("An error names the example that is at fault") {
    CHECK(complaint({"ab = ba"}).find("the example \"ab = ba\": no -> in it") != std::string::npos);
    CHECK(complaint({"ab -> a"}).find("the output has 1 value for 2 tokens") != std::string::npos);
    CHECK(complaint({"ab -> ab", "cd -> [1, 2]"}).find("example 2") != std::string::npos);
    CHECK(complaint({"ab -> ab", "[[\"a\"], \"b\"] -> a"}).find("has an atom") !=
          std::string::npos);
    CHECK(complaint({"[1, \"a\"] -> [1, 1]"}).find("the example") != std::string::npos);
    CHECK(complaint({"\xff -> a"}).find("byte 1 is not UTF-8") != std::string::npos);
    CHECK(complaint({"[] -> [1]"}).find("the input is empty") != std::string::npos);
    CHECK(complaint({"ab -> ba", "abc -> cba", "ab -> ab"})
              .find("the examples \"ab -> ba\" and \"ab -> ab\" contradict each other") !=
          std::string::npos);
}

TEST_CASE("An example that is empty on both sides says nothing") {
    const std::vector<std::string> texts = {" -> ", "ab -> ba", "[] -> []", "ab -> ab"};
    const rasp::Task task = example_task(std::vector(texts.begin(), texts.end() - 1));
    REQUIRE(task.examples.size() == 1);
    CHECK(task.examples[0].input.tokens == rasp::characters("ab"));
    CHECK(complaint(texts).find("the examples \"ab -> ba\" and \"ab -> ab\"") != std::string::npos);
    CHECK(complaint({"[] -> []", "ab -> ab", "cd -> [1, 2]"}).find("example 3") !=
          std::string::npos);
    CHECK(complaint({"[] -> []", " -> "}).find("all examples are empty") != std::string::npos);
}
