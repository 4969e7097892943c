// rasp-eval on files and texts of RASP, run as people run it.

#include "support/files/file.hpp"
#include "tests/rasp/program/eval_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

const std::string reverse = "aggregate(select(indices, length - indices - 1, ==), tokens)";

} // namespace

TEST_CASE("A text of RASP runs on an input, and is printed in both forms") {
    CHECK(eval({"--rasp", reverse, "--input", "hello"}) ==
          Run{0, "o l l e h\ntype: input(t0) -> seq(t0)\n", ""});
    CHECK(eval({"--rasp", "tokens_int + 1", "--input-json", "[1, 2]"}) ==
          Run{0, "2 3\ntype: input(num) -> seq(num)\n", ""});
    CHECK(eval({"--rasp", "tokens_int + 1", "--input", "12"}) ==
          Run{0, "2 3\ntype: input(str) -> seq(num)\n", ""});
    CHECK(eval({"--rasp", reverse, "--print", "lambda"}) ==
          Run{0,
              "(lam (aggregate (select (indices $0) (sub (sub (length $0) (indices $0)) one) "
              "equals_to) (tokens $0)))\n",
              ""});
    CHECK(eval({"(lam (eq (tokens $0) str.a))", "--print", "rasp"}) ==
          Run{0,
              "# program : input(str) -> seq(bool)\n"
              "program = tokens == \"a\";\n",
              ""});
    CHECK(eval({"--rasp", "indices +"}) ==
          Run{2, "",
              "rasp-eval: line 1, column 10: the end of the text\n"
              "    indices +\n"
              "             ^\n"
              "expected an expression: a name, a number, a string, a list or something in "
              "parentheses\n"});
}

TEST_CASE("A file of RASP runs on its example or on an input") {
    const TemporaryFolder folder;
    const std::string path = folder / "small.rasp";
    write_output(path, "set example \"aba\"\n"
                       "def is(x) { return tokens == x; }\n"
                       "n = [1, \"b\"];\n"
                       "is_a = is(\"a\");\n"
                       "same = select(tokens, tokens, ==);\n"
                       "is_a(\"ca\");\n");
    CHECK(eval({path}) == Run{0,
                              "is : input(t0) -> seq(t0) -> seq(bool)\n"
                              "n = [1, \"b\"]\n"
                              "is_a : input(str) -> seq(bool)\n"
                              "    true false true\n"
                              "same : input(t0) -> sel\n"
                              "      a b a\n"
                              "    a # . #\n"
                              "    b . # .\n"
                              "    a # . #\n"
                              "out : input(str) -> seq(bool)\n"
                              "    false true\n",
                              ""});
    CHECK(eval({path, "--name", "is_a", "--input", "ab"}) ==
          Run{0, "true false\ntype: input(str) -> seq(bool)\n", ""});
    CHECK(eval({path, "--name", "is", "--input-json", "[[1, 2], 2]"}) ==
          Run{0, "false true\ntype: input(t0) -> seq(t0) -> seq(bool)\n", ""});
    CHECK(eval({path, "--name", "iss"}).errors ==
          "rasp-eval: " + path +
              ": no definition of \"iss\"\nexpected a name of the file; did you mean \"is\"?\n");
    CHECK(eval({path, "--trace", "--input", "a"}).exit_code == 2);
}

TEST_CASE("The prompt reads RASP") {
    const TemporaryFolder folder;
    write_output(folder / "lines",
                 ":syntax rasp\n"
                 "def shifted(x) {\n"
                 "    return aggregate(select(indices + 1, indices, ==), x, \"-\");\n"
                 "}\n"
                 "y = shifted(tokens);\n"
                 "set example \"abc\"\n"
                 "y\n"
                 "y(\"no\");\n"
                 ":syntax lambda\n"
                 "(indices $0)\n");
    CHECK(eval({"--repl"}, folder / "lines") == Run{0,
                                                    "shifted : input(t0) -> seq(str) -> seq(str)\n"
                                                    "y : input(str) -> seq(str)\n"
                                                    "    - h e l l\n"
                                                    "y : input(str) -> seq(str)\n"
                                                    "    - a b\n"
                                                    "out : input(str) -> seq(str)\n"
                                                    "    - n\n"
                                                    "0 1 2\ntype: input(t0) -> seq(num)\n",
                                                    ""});
    write_output(folder / "wrong", ":syntax rasp\nx = indicse;\n");
    CHECK(eval({"--repl"}, folder / "wrong") ==
          Run{1, "",
              "line 1, column 5: the unknown name \"indicse\"\n"
              "    x = indicse;\n"
              "        ^\n"
              "expected a name that is defined before; did you mean \"indices\"?\n"});
}
