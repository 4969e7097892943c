#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace rasp_stitch;

namespace {

std::string message(const InputProblem& problem) {
    return InputError(problem).what();
}

} // namespace

TEST_CASE("The example of the input error header holds") {
    InputError error({.found = "this \"(\" is never closed",
                      .expected = "a \")\" for every \"(\"",
                      .text = "(f (g x)",
                      .offset = 0});
    error.add_pointer("/3/program");
    error.add_source("corpus.json");
    CHECK(std::string(error.what()) == "corpus.json, at /3/program: this \"(\" is never closed\n"
                                       "    (f (g x)\n"
                                       "    ^\n"
                                       "expected a \")\" for every \"(\"");
}

TEST_CASE("Parts of a message that are empty are left out") {
    CHECK(message({.found = "a fault"}) == "a fault");
    CHECK(message({.found = "a fault", .expected = "none"}) == "a fault\nexpected none");
    CHECK(message({.found = "a fault", .source = "f"}) == "f: a fault");
    CHECK(message({.found = "a fault", .pointer = "/0"}) == "at /0: a fault");
    CHECK(message({.found = "a fault", .text = "x"}) == "a fault");
    CHECK(message({.found = "a fault", .offset = 3}) == "a fault");
    CHECK(message({.found = "a fault", .offset = 3, .by_line = true}) == "a fault");
    CHECK(message({.found = "a fault", .text = "\n", .offset = 0}) == "a fault");
}

TEST_CASE("A place by line counts lines and characters from one") {
    InputProblem problem = {
        .found = "a fault", .source = "f.json", .text = "[1,\n é)\n", .offset = 7, .by_line = true};
    CHECK(message(problem) == "f.json:2:3: a fault\n     é)\n      ^");
    problem.pointer = "/1";
    CHECK(message(problem) == "f.json:2:3, at /1: a fault\n     é)\n      ^");
    problem.source.clear();
    problem.pointer.clear();
    CHECK(message(problem) == "line 2, column 3: a fault\n     é)\n      ^");
}

TEST_CASE("An offset beyond the text is the end of the text") {
    CHECK(message({.found = "a fault", .text = "ab", .offset = 99}) == "a fault\n    ab\n      ^");
}

TEST_CASE("A place that is already named is kept") {
    InputError error({.found = "a fault", .source = "inner", .pointer = "/inner"});
    error.add_source("outer");
    error.add_pointer("/outer");
    CHECK(std::string(error.what()) == "inner, at /inner: a fault");
    CHECK(error.problem().source == "inner");
    CHECK(error.problem().pointer == "/inner");
}

TEST_CASE("Adding an empty place changes nothing") {
    InputError error({.found = "a fault"});
    error.add_source("");
    error.add_pointer("");
    CHECK(std::string(error.what()) == "a fault");
}

TEST_CASE("A huge text of garbage makes one short and harmless message") {
    std::string garbage(20'000'000, '\x1b');
    for (std::size_t i = 0; i < garbage.size(); i += 3) {
        garbage[i] = '\xFF';
    }
    const std::string text = message({.found = "a fault",
                                      .source = "file\x1b[31m\n",
                                      .pointer = '/' + garbage,
                                      .text = garbage,
                                      .offset = 10'000'000,
                                      .by_line = true});
    CHECK(text.size() < 600);
    CHECK(std::count(text.begin(), text.end(), '\n') == 2);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\xFF') == std::string::npos);
}

TEST_CASE("An input error is caught as a standard exception") {
    CHECK_THROWS_WITH(throw InputError({.found = "a fault"}), "a fault");
}
