// Names of a printed text can be changed: none is lost, and no two things get one name.

#include "lambda/terms/parse.hpp"
#include "rasp/print/print_source.hpp"
#include "rasp/source/read_source.hpp"
#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

PrintedSource printed(NameChanges changes) {
    lambda::TermStore store;
    lambda::TypeStore types;
    const std::array library = {SourceDefinition{
        .name = "fn_0",
        .term = lambda::parse(store, "(lam (lam (aggregate (select (indices $1) (indices $1) "
                                     "less_than) (indicator $0))))")}};
    const std::array programs = {SourceDefinition{
        .name = "it", .term = lambda::parse(store, "(lam (fn_0 $0 (eq (tokens $0) str.a)))")}};
    return print_source(store, types,
                        {.library = library, .programs = programs, .changes = std::move(changes)});
}

std::string problem(const char* text) {
    try {
        read_name_changes(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("Names can be changed, by the name in the text or by that in the library") {
    const std::string before = printed({}).text;
    CAPTURE(before);
    CHECK(before.find("def share_of_x(x) {") != std::string::npos);
    for (const char* const name : {"share_of_x", "fn_0"}) {
        const PrintedSource after = printed({{name, "share_before"}, {"it", "share_of_a"}});
        CAPTURE(after.text);
        CHECK(after.text.find("def share_before(x) {") != std::string::npos);
        CHECK(after.text.find("share_of_a = share_before(tokens == \"a\");") != std::string::npos);
        CHECK(after.unused_changes.empty());
        CHECK(after.programs == std::vector<std::string>{"share_of_a"});
        CHECK(after.library == std::vector<std::string>{"share_before"});
    }
}

TEST_CASE("Changed names stay apart from those that are told") {
    const PrintedSource swapped = printed({{"it", "share_of_x"}, {"share_of_x", "it"}});
    CHECK(swapped.programs == std::vector<std::string>{"share_of_x"});
    CHECK(swapped.library == std::vector<std::string>{"it"});
    const PrintedSource taken = printed({{"it", "share_of_x"}});
    CHECK(taken.programs == std::vector<std::string>{"share_of_x"});
    CHECK(taken.library == std::vector<std::string>{"share_of_x_2"});
    for (const PrintedSource& each : {swapped, taken}) {
        lambda::TermStore store;
        lambda::TypeStore types;
        SourceReader reader(store, types);
        CHECK_NOTHROW(reader.read(each.text, "changed.rasp"));
    }
    CHECK(printed({{"nothing", "x"}}).unused_changes == std::vector<std::string>{"nothing"});
}

TEST_CASE("Changes of names are read from lines and from JSON") {
    const NameChanges wanted = {{"a", "first"}, {"b c", "second"}};
    CHECK(read_name_changes("# names\n a = first # the first\n\nb c=second\n") == wanted);
    CHECK(read_name_changes(R"( {"a": "first", "b c": "second"})") == wanted);
    CHECK(read_name_changes("").empty());
}

TEST_CASE("A name that cannot be one is shown at its place") {
    CHECK(problem("a = b\nb = 1st\n") == "line 2, column 5: the name \"1st\"\n"
                                         "    b = 1st\n"
                                         "        ^\n"
                                         "expected letters, digits and low lines, with a letter "
                                         "first");
    CHECK(problem("a = sort").find("means something in RASP") != std::string::npos);
    CHECK(problem("a = x\nb = x\n").find("is given twice, first to \"a\"") != std::string::npos);
    CHECK(problem("a = x\na = y\n").find("another name for \"a\"") != std::string::npos);
    CHECK(problem("only\n").find("expected NAME = NEW_NAME") != std::string::npos);
    CHECK(problem(R"({"a": "b-c"})").find("/a") != std::string::npos);
}
