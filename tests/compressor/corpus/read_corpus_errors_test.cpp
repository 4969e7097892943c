// What read_corpus says about bad input: the place, what was found, what was expected.

#include "compressor/corpus/read_corpus.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

std::string complaint(std::string_view json, std::optional<CorpusFormat> format = {}) {
    return message_of([&] { read_corpus(json, {.format = format}); });
}

const std::string any_form = "expected a list of programs, an object with the list \"programs\", a "
                             "list of objects with \"name\" and \"program\", or a DreamCoder "
                             "request with \"frontiers\"";

} // namespace

TEST_CASE("JSON that is not a corpus is refused, and the message lists the forms") {
    for (const std::string_view json : {"{}", "7", "null", "true", "\"(f a)\"",
                                        R"j({"tasks": ["a"]})j", R"j({"frontiers": null})j"}) {
        CAPTURE(json);
        CHECK(complaint(json) == "this is not a corpus\n" + any_form);
    }
    for (const std::string_view json : {"[7]", "[null]", "[[]]", "[true, \"a\"]"}) {
        CAPTURE(json);
        CHECK(complaint(json) == "at /0: this is not a program\n" + any_form);
    }
}

TEST_CASE("A corpus without programs is an error that says so") {
    CHECK(complaint("[]") == "an empty list of programs, so there is nothing to compress\n"
                             "expected at least one program");
    const std::string none = "no programs, so there is nothing to compress\n"
                             "expected at least one program";
    CHECK(complaint(R"j({"frontiers": []})j") == none);
    CHECK(complaint(R"j({"frontiers": [{"task": "t", "programs": []}]})j") == none);
    CHECK(complaint("[]", CorpusFormat::programs_list) == none);
    CHECK(complaint("[]", CorpusFormat::rasp) == none);
}

TEST_CASE("A list of programs holds strings only") {
    CHECK(complaint(R"j(["(f a)", 7])j") == "at /1: found the number 7\nexpected a string");
    CHECK(complaint(R"j(["(f a)", null])j") == "at /1: found null\nexpected a string");
    CHECK(complaint(R"j(["(f a)", {"name": "n", "program": "a"}])j") ==
          "at /1: found an object\nexpected a string");
}

TEST_CASE("A list with tasks and weights has one of each for every program") {
    CHECK(complaint(R"j({"programs": 3})j") ==
          "at /programs: found the number 3\nexpected an array");
    CHECK(complaint(R"j({"programs": []})j") == "no programs, so there is nothing to compress\n"
                                                "expected at least one program");
    CHECK(complaint(R"j({"programs": ["a", "b"], "tasks": ["t"]})j") ==
          "at /tasks: there are 1 tasks for 2 programs\n"
          "expected the name of a task for each program; programs of one task have the same name");
    CHECK(complaint(R"j({"programs": ["a"], "tasks": [1]})j") ==
          "at /tasks/0: found the number 1\nexpected a string");
    CHECK(complaint(R"j({"programs": ["a", "b"], "weights": [1]})j") ==
          "at /weights: there are 1 weights for 2 programs\n"
          "expected one for each program of the corpus");
    CHECK(complaint(R"j({"programs": ["a", "b"], "weights": [1, NaN]})j") ==
          "at /weights/1: found NaN\nexpected a finite number");
    CHECK(complaint(R"j({"programs": ["a", "("]})j").starts_with("at /programs/1: this \"(\" is "));
}

TEST_CASE("NaN is not called null") {
    CHECK(complaint(R"j([NaN])j").starts_with("at /0: this is not a program\n"));
    CHECK(complaint(R"j([{"name": "n", "program": NaN}])j") ==
          "at /0/program: found NaN\nexpected a string");
}

TEST_CASE("A blank that is none and a NUL in a program are refused with the place") {
    CHECK(complaint(R"j(["(f\u00a0a)"])j") ==
          "at /0: a blank that is not a space, U+00A0, in the name of a primitive\n"
          "    (f\u00a0a)\n"
          "      ^\n"
          "expected names of characters that can be seen, with ordinary blanks between them");
    CHECK(complaint(R"j(["(f a\u0000)"])j").starts_with("at /0: a control character, U+0000, in "));
}

TEST_CASE("A list of named programs holds objects with both names as strings") {
    CHECK(complaint(R"j([{"name": "n", "program": "a"}, "(f a)"])j") ==
          "at /1: found the string \"(f a)\"\nexpected an object with the member \"name\"");
    CHECK(complaint(R"j([{"program": "a"}])j") == "at /0: the member \"name\" is missing");
    CHECK(complaint(R"j([{"name": "n"}])j") == "at /0: the member \"program\" is missing");
    CHECK(complaint(R"j([{"name": 3, "program": "a"}])j") ==
          "at /0/name: found the number 3\nexpected a string");
    CHECK(complaint(R"j([{"name": "n", "program": 3}])j") ==
          "at /0/program: found the number 3\nexpected a string");
}

TEST_CASE("A request of DreamCoder is refused with the place where it is not one") {
    CHECK(complaint(R"j({"frontiers": 3})j") ==
          "at /frontiers: found the number 3\nexpected an array");
    CHECK(complaint(R"j({"frontiers": ["a"]})j") ==
          "at /frontiers/0: found the string \"a\"\nexpected an object");
    CHECK(complaint(R"j({"frontiers": [{"task": "t"}]})j") ==
          "at /frontiers/0: the member \"programs\" is missing");
    CHECK(complaint(R"j({"frontiers": [{"programs": {}}]})j") ==
          "at /frontiers/0/programs: found an empty object\nexpected an array");
    CHECK(complaint(R"j({"frontiers": [{"programs": ["(f a)"]}]})j") ==
          "at /frontiers/0/programs/0: found the string \"(f a)\"\n"
          "expected an object with the member \"program\"");
    CHECK(complaint(R"j({"frontiers": [{"programs": [{"program": "a"}, {}]}]})j") ==
          "at /frontiers/0/programs/1: the member \"program\" is missing");
    CHECK(complaint(R"j({"frontiers": [{"programs": [{"program": 3}]}]})j") ==
          "at /frontiers/0/programs/0/program: found the number 3\nexpected a string");
}

TEST_CASE("A request whose DSL is wrong is refused with the place") {
    const auto with_dsl = [](const std::string& dsl) {
        return complaint(R"j({"frontiers": [{"programs": [{"program": "a"}]}], "DSL": )j" + dsl +
                         "}");
    };
    CHECK(with_dsl("3") == "at /DSL: found the number 3\nexpected an object");
    CHECK(with_dsl(R"j({"productions": 3})j") ==
          "at /DSL/productions: found the number 3\nexpected an array");
    CHECK(with_dsl(R"j({"productions": [3]})j") ==
          "at /DSL/productions/0: found the number 3\n"
          "expected an object with the member \"expression\"");
    CHECK(with_dsl(R"j({"productions": [{"expression": 3}]})j") ==
          "at /DSL/productions/0/expression: found the number 3\nexpected a string");
    CHECK(
        with_dsl(
            R"j({"productions": [{"expression": "map"}, {"expression": "#(lambda (f $1))"}]})j") ==
        "at /DSL/productions/1/expression: an abstraction that leaves a variable free\n"
        "    #(lambda (f $1))\n"
        "    ^\n"
        "expected a lambda inside the abstraction for each of its variables");
}

TEST_CASE("A form that was asked for is not replaced by the one that fits") {
    CHECK(complaint(R"j(["(f a)"])j", CorpusFormat::rasp) ==
          "at /0: found the string \"(f a)\"\nexpected an object with the member \"name\"");
    CHECK(complaint(R"j(["(f a)"])j", CorpusFormat::dreamcoder) ==
          "found an array\nexpected an object with the member \"frontiers\"");
    CHECK(complaint(R"j({"programs": ["a"]})j", CorpusFormat::rasp) ==
          "found an object\nexpected an array");
    CHECK(complaint(R"j([{"name": "n", "program": "a"}])j", CorpusFormat::programs_list) ==
          "at /0: found an object\nexpected a string");
    CHECK(complaint(R"j({"frontiers": []})j", CorpusFormat::rasp) ==
          "found an object\nexpected an array");
    CHECK(complaint(R"j({"frontiers": []})j", CorpusFormat::programs_list) ==
          "the member \"programs\" is missing");
}

TEST_CASE("A fault in a program is shown with the place of the program and a caret under it") {
    CHECK(complaint(R"j(["(f a)", "(f (g a)"])j") == "at /1: this \"(\" is never closed\n"
                                                     "    (f (g a)\n"
                                                     "    ^\n"
                                                     "expected a \")\" for every \"(\"");
    CHECK(complaint(R"j(["(f a))"])j") == "at /0: this \")\" closes nothing\n"
                                          "    (f a))\n"
                                          "         ^\n"
                                          "expected a \"(\" for every \")\"");
    CHECK(complaint(R"j([{"name": "n", "program": "(lam a b)"}])j") ==
          "at /0/program: a lambda with more than one body\n"
          "    (lam a b)\n"
          "           ^\n"
          "expected one body: an application needs parentheses of its own, (lam (f x))");
    CHECK(complaint(R"j({"frontiers": [{"programs": [{"program": "(f $)"}]}]})j") ==
          "at /frontiers/0/programs/0/program: \"$\" is not a variable\n"
          "    (f $)\n"
          "       ^\n"
          "expected a de Bruijn index after the \"$\", such as $0, or with a tag, $0_3");
    CHECK(complaint(R"j(["(f #0)"])j") ==
          "at /0: the metavariable \"#0\"\n"
          "    (f #0)\n"
          "       ^\n"
          "expected a program; metavariables belong in the bodies of abstractions");
}

TEST_CASE("A program without a term is an error, for whatever reason it is empty") {
    const std::string expected = "\nexpected a term, such as (lam $0)";
    CHECK(complaint(R"j([""])j") == "at /0: an empty program" + expected);
    for (const std::string_view json :
         {R"j(["a", "  "])j", R"j(["a", "()"])j", R"j(["a", "; only a comment"])j"}) {
        CAPTURE(json);
        const std::string message = complaint(json);
        CHECK(message.starts_with("at /1: an empty program\n"));
        CHECK(message.ends_with(expected));
    }
}

TEST_CASE("Anything but JSON is refused with line and column") {
    CHECK(complaint("") == "the file is empty\nexpected JSON");
    CHECK(complaint("[\n  \"a\",\n]") == "line 3, column 1: found \"]\"\n"
                                         "    ]\n"
                                         "    ^\n"
                                         "expected a value");
    CHECK(complaint("[\"a\"") == "line 1, column 5: the file ends too early\n"
                                 "    [\"a\"\n"
                                 "        ^\n"
                                 "expected \",\" or \"]\"");
    CHECK(complaint("[\"\xff\"]") == "line 1, column 3: the byte 0xFF is not UTF-8 here\n"
                                     "    [\"?\"]\n"
                                     "      ^\n"
                                     "expected text in UTF-8");
}
