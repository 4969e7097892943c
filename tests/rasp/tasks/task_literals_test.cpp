#include "rasp/tasks/task_literals.hpp"

#include "support/text/input_error.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

using Names = std::vector<std::string>;

TaskEntry entry_with(std::optional<std::string> program, std::optional<Names> literals) {
    return {.task = {.name = "t", .type = "input(str) -> seq(num)"},
            .program = std::move(program),
            .literals = std::move(literals)};
}

} // namespace

TEST_CASE("The literals of an entry are those that it names, or else those of its program") {
    const std::string program = "(lam (add (add 2 0.5) (add one 2)))";
    CHECK(literals_of(entry_with(program, {})) == Names{"0.5", "one", "two"});
    CHECK(literals_of(entry_with(program, Names{"two", "str.b", "two"})) == Names{"str.b", "two"});
    CHECK(literals_of(entry_with(program, Names{})).empty());
    CHECK(literals_of(entry_with({}, {})).empty());
    CHECK(message_of([] {
              literals_of(entry_with("(lam (ad $0))", {}));
          }).find("the program of \"t\"") != std::string::npos);
}

TEST_CASE("Literals of many tasks are joined in order, each once") {
    const std::vector<Names> tasks = {{"two"}, {"0.5", "str.a"}, {}, {"str.a", "two"}};
    CHECK(joined_literals(tasks, [](const Names& names) { return names; }) ==
          Names{"0.5", "str.a", "two"});
}

TEST_CASE("A task's own literals are not primitives of the minimal base") {
    CHECK(literal_kind("str.a") == ValueKind::string);
    CHECK(literal_kind("two") == ValueKind::number);
    CHECK(literal_kind("true") == ValueKind::boolean);
    CHECK_FALSE(literal_kind("one"));
    CHECK_FALSE(literal_kind("select"));
    CHECK_FALSE(literal_kind("#(lambda (eq $0 str.a))"));
    CHECK(own_literals(Names{"0.5", "one", "two", "zero"}) == Names{"0.5", "two"});
}
