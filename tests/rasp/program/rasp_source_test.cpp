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

TEST_CASE("Each definition runs on the example that was set before it") {
    const TemporaryFolder folder;
    const std::string path = folder / "examples.rasp";
    write_output(path, "set example \"ab\"\n"
                       "x = indices;\n"
                       "set example [4, 5, 6]\n"
                       "example = length;\n"
                       "set example \"c\"\n");
    CHECK(eval({path}) == Run{0,
                              "x : input(t0) -> seq(num)\n"
                              "    0 1\n"
                              "example : input(t0) -> seq(num)\n"
                              "    3 3 3\n",
                              ""});
}

TEST_CASE("What a loop defines is shown once, as it is at the end") {
    const TemporaryFolder folder;
    const std::string path = folder / "loop.rasp";
    write_output(path, "x = indices;\n"
                       "for i in range(3) {\n"
                       "    for j in [10, 20] { x = x + j; last = i; }\n"
                       "}\n"
                       "y = 2;\n");
    CHECK(eval({path, "--input", "ab"}) == Run{0,
                                               "x : input(t0) -> seq(num)\n"
                                               "    90 91\n"
                                               "last = 2\n"
                                               "y = 2\n",
                                               ""});
    CHECK(eval({"--file", path, "--print", "lambda"}).output ==
          "(lam (add (add (add (add (add (add (indices $0) 10) 20) 10) 20) 10) 20))\n");
    // The prompt says nothing of loops, as the reference's does, but saves them.
    write_output(folder / "lines",
                 ":syntax rasp\nx = 1;\nfor i in range(3) { x = x + i; }\nx;\n:save " +
                     (folder / "saved.rasp") + "\n");
    CHECK(eval({"--repl"}, folder / "lines").output.starts_with("x = 1\nx = 4\n"));
    CHECK(read_input(folder / "saved.rasp").find("for i in range(3)") != std::string::npos);
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

TEST_CASE("The prompt shows types, traces and transformers of RASP") {
    const TemporaryFolder folder;
    write_output(folder / "lines", ":syntax rasp\n"
                                   "first = select(indices, 0, ==);\n"
                                   ":type aggregate(first, tokens)\n"
                                   ":trace indices + 1\n"
                                   ":architecture aggregate(first, tokens)\n");
    const Run run = eval({"--repl"}, folder / "lines");
    CHECK(run.errors.empty());
    CHECK(run.output.find("input(t0) -> seq(t0)\n"
                          "(indices $0)\n"
                          "    0 1 2 3 4\n"
                          "(add (indices $0) one)\n"
                          "    1 2 3 4 5\n"
                          "1 layer, 1 head\n") != std::string::npos);
}

TEST_CASE("The prompt saves definitions and loads them") {
    const TemporaryFolder folder;
    const std::string source = folder / "saved.rasp";
    const std::string lets = folder / "saved.txt";
    write_output(folder / "lines", "let last = (lam (sub (length $0) one))\n"
                                   ":save " +
                                       lets +
                                       "\n"
                                       ":syntax rasp\n"
                                       "def next(x) {\n"
                                       "    return x + 1;\n"
                                       "}\n"
                                       "n = next(indices);\n"
                                       "next(n);\n"
                                       ":save " +
                                       source + "\n");
    const Run saved = eval({"--repl"}, folder / "lines");
    CHECK(saved.errors.empty());
    CHECK(read_input(lets) == "let last = (lam (sub (length $0) one))\n");
    CHECK(read_input(source) == "def next(x) {\n    return x + 1;\n}\nn = next(indices);\n");
    write_output(folder / "again",
                 ":input ab\n:load " + lets + "\n(last $0)\n:load " + source + "\nnext(n);\n");
    const Run loaded = eval({"--repl"}, folder / "again");
    CHECK(loaded.errors.empty());
    CHECK(loaded.output == "last : input(t0) -> seq(num)\n"
                           "1 1\ntype: input(t0) -> seq(num)\n"
                           "next : t0 -> seq(num) -> seq(num)\n"
                           "n : input(t0) -> seq(num)\n    1 2\n"
                           "out : input(t0) -> seq(num)\n    2 3\n");
    write_output(folder / "wrong", ":load nothing.rasp\n:save\n:load\n");
    CHECK(eval({"--repl"}, folder / "wrong").exit_code == 1);
}

TEST_CASE("The prompt knows the switches of the reference's prompt") {
    const TemporaryFolder folder;
    write_output(folder / "lines", ":syntax rasp\n"
                                   "set example \"ab\"\n"
                                   "examples off\n"
                                   "indices + 0;\n"
                                   "s-op examples on;\n"
                                   "indices + 0;\n"
                                   "show example\n"
                                   "exit()\n"
                                   "wrong wrong\n");
    CHECK(eval({"--repl"}, folder / "lines") == Run{0,
                                                    "out : input(t0) -> seq(num)\n"
                                                    "out : input(t0) -> seq(num)\n    0 1\n"
                                                    "example: [\"a\",\"b\"]\n",
                                                    ""});
}

TEST_CASE("At a terminal, Tab completes names, and Ctrl-C cancels a line") {
    const TemporaryFolder folder;
    TerminalRun run({"--repl"}, folder / "output");
    REQUIRE(run.wait_for("> "));
    run.type("(indice\t$0)\n");
    REQUIRE(run.wait_for("\r\n> "));
    run.type("(nonsense");
    REQUIRE(run.wait_for("(nonsense"));
    run.press_control_c();
    REQUIRE(run.wait_for("^C\r\n> "));
    run.type("(length $0)\n");
    REQUIRE(run.wait_for("(length $0)\r\n> "));
    run.type(":quit\n");
    CHECK(run.finish() == 0);
    const std::string output = read_input(folder / "output");
    CAPTURE(output, run.shown());
    CHECK(output.find("0 1 2 3 4\n") != std::string::npos);
    CHECK(output.find("5 5 5 5 5\n") != std::string::npos);
}

TEST_CASE("Extensions are functions in a text of RASP") {
    CHECK(eval({"--rasp", "if_lazy(tokens == 0, 0, 1 / tokens)", "--input-json", "[2, 0]"}) ==
          Run{0, "0.5 0\ntype: input(num) -> seq(num)\n", ""});
    CHECK(eval({"--rasp", "aggregate_max(causal(full_s), tokens_int, 0)", "--input", "132"}) ==
          Run{0, "1 3 3\ntype: input(str) -> seq(num)\n", ""});
    CHECK(eval({"--rasp", "repeat(tokens, floor(sqrt(indices)))", "--input", "abcde"}).output ==
          "\"\" b c d \"ee\"\ntype: input(str) -> seq(str)\n");
    CHECK(eval({"--rasp", "floor(tokens, 1)"}).errors.find("2 arguments for floor") !=
          std::string::npos);
    CHECK(eval({"--rasp", "print_int(maximum(indices, 1))", "--print", "rasp"}).output ==
          "# program : input(t0) -> seq(str)\nprogram = print_int(maximum(indices, 1));\n");
}

TEST_CASE("NaN in an input is named") {
    const std::string wanted = "NaN\nexpected a finite number\n";
    CHECK(eval({"(lam (tokens $0))", "--input-json", "[1, NaN]"}).errors ==
          "rasp-eval: at /1: " + wanted);
    const TemporaryFolder folder;
    write_output(folder / "nan.json",
                 R"json([{"name": "x", "program": "(lam (tokens $0))",
                          "type": "input(num) -> seq(num)",
                          "examples": [{"input": [NaN], "output": [1]}]}])json");
    CHECK(eval({"--file", folder / "nan.json"}).errors ==
          "rasp-eval: " + (folder / "nan.json") + ", at /0/examples/0/input/0: " + wanted);
}

TEST_CASE("With --causal a position selects only keys up to its own") {
    CHECK(eval({"--rasp", "aggregate(full_s, tokens_int)", "--input-json", "[1, 3, 2]", "--causal"})
              .output == "1 2.0 2.0\ntype: input(t0) -> seq(t0)\n");
    CHECK(eval({"(lam (length $0))", "--input", "abc", "--causal"}).output ==
          "1 2 3\ntype: input(t0) -> seq(num)\n");
    CHECK(eval({"--rasp", "not select(indices, 1, ==)", "--input", "abc", "--causal"}).output ==
          "  a b c\na # . .\nb # . .\nc # . #\ntype: input(t0) -> sel\n");
    CHECK(eval({"--primitives", "--causal"}).exit_code == 2);
}

TEST_CASE("All programs of a file run with --causal") {
    const TemporaryFolder folder;
    const std::string path = folder / "programs.json";
    write_output(path, R"json([{"name": "count", "program": "(lam (length $0))",
                               "type": "input(str) -> seq(num)",
                               "examples": [{"input": ["a", "b"], "output": [1, 2]}]}])json");
    CHECK(eval({"--file", path, "--causal"}) ==
          Run{0, "1 of 1 programs hold, 1 of 1 examples\n", ""});
    CHECK(eval({"--file", path}).exit_code == 1);
    CHECK(eval({"--file", path, "--causal", "--input", "abc"}) == Run{0, "count: 1 2 3\n", ""});
    CHECK(eval({"--file", path, "--causal", "--print", "lambda"}) ==
          Run{0, "(lam (add (indices $0) one))\n", ""});
    write_output(folder / "mean.rasp", "mean = aggregate(full_s, tokens_int);\n");
    CHECK(eval({"--file", folder / "mean.rasp", "--causal", "--input", "132"}) ==
          Run{0, "mean: 1 2.0 2.0\n", ""});
}

TEST_CASE("Functions of a file of RASP run on the examples of tasks with an atom") {
    const TemporaryFolder folder;
    write_output(folder / "solved.rasp", "def is(x) { return tokens == x; }\n"
                                         "last = length - 1;\n");
    write_output(folder / "tasks.json",
                 R"json([{"name": "is", "type": "input(str) -> seq(str) -> seq(bool)", "arity": 2,
                          "examples": [{"input": [["a", "b"], "b"], "output": [false, true]}]},
                         {"name": "last", "type": "input(str) -> seq(num)",
                          "examples": [{"input": ["a", "b"], "output": [1, 1]}]}])json");
    CHECK(eval({"--file", folder / "solved.rasp", "--tasks", folder / "tasks.json"}) ==
          Run{0, "2 of 2 programs hold, 2 of 2 examples\n", ""});
}

TEST_CASE("The prompt switches between all keys and those up to a position") {
    const TemporaryFolder folder;
    write_output(folder / "lines", ":input abc\n"
                                   "let n = (lam (length $0))\n"
                                   ":causal on\n"
                                   "(n $0)\n"
                                   ":syntax rasp\n"
                                   "length;\n"
                                   "x = length + 0;\n"
                                   ":causal off\n"
                                   "x;\n");
    const Run run = eval({"--repl"}, folder / "lines");
    CHECK(run.errors.empty());
    CHECK(run.output == "n : input(t0) -> seq(num)\n"
                        "1 2 3\ntype: input(t0) -> seq(num)\n"
                        "length : input(t0) -> seq(num)\n    1 2 3\n"
                        "x : input(t0) -> seq(num)\n    1 2 3\n"
                        "x : input(t0) -> seq(num)\n    3 3 3\n");
    write_output(folder / "wrong", ":causal\n:causal of\n");
    CHECK(eval({"--repl", "--causal"}, folder / "wrong") ==
          Run{1, "",
              ":causal without a word\nexpected :causal on or :causal off; it is on\n"
              ":causal \"of\"\nexpected :causal on or :causal off; it is on\n"});
}

TEST_CASE("Requests of other programs may be RASP as people write it") {
    const TemporaryFolder folder;
    write_output(folder / "requests",
                 R"json({"rasp": "x = indices + 1; x * 2", "inputs": [[["a", "b"]]]}
{"rasp": "tokens_int + 1", "inputs": [[[1, 2]], [[3]]]}
{"rasp": "def f(x) { return tokens == x; }", "inputs": [[["a", "b"], "b"]]}
{"rasp": "indicse", "inputs": []}
{"rasp": "load \"x\";", "inputs": []}
{"rasp": "indices", "program": "(lam (indices $0))", "inputs": []}
)json");
    CHECK(eval({"--serve"}, folder / "requests").output ==
          R"json({"outputs":[[2,4]]}
{"outputs":[[2,3],[4]]}
{"outputs":[[false,true]]}
{"error":"line 1, column 1: the unknown name \"indicse\"\n    indicse\n    ^\nexpected a name that is defined before; did you mean \"indices\"?"}
{"error":"line 1, column 1: load \"x\"\n    load \"x\";\n    ^\nexpected a text that loads nothing, as it is not a file"}
{"error":"at /rasp: \"rasp\" besides \"program\"\nexpected one of them"}
)json");
}

TEST_CASE("Programs are printed as Python for Tracr") {
    const Run run = eval({"--rasp", reverse, "--print", "tracr"});
    CHECK(run.errors.empty());
    CHECK(
        run.output ==
        "import math\n"
        "\n"
        "from tracr.rasp import rasp\n"
        "\n"
        "\n"
        "def program():\n"
        "    # input(t0) -> seq(t0)\n"
        "    difference_length = rasp.SequenceMap(lambda x, y: x - y, rasp.length, rasp.indices)\n"
        "    difference = rasp.Map(lambda x: x - 1, difference_length)\n"
        "    select_indices = rasp.Select(rasp.indices, difference, "
        "rasp.Comparison.EQ)\n"
        "    loaded_tokens = rasp.Aggregate(select_indices, rasp.tokens, default=None)\n"
        "    return loaded_tokens\n");
    CHECK(eval({"(lam (lam (if (eq (tokens $1) $0) -1 (add $0 $0))))", "--print", "tracr"})
              .output.find("def program(sop):\n") != std::string::npos);
    CHECK(eval({"(lam (if_lazy true one zero))", "--print", "tracr"}).exit_code == 2);
}

TEST_CASE("Helpers of predicates and functions are printed, too") {
    const TemporaryFolder folder;
    const std::string path = folder / "library.rasp";
    write_output(path, "def equal(keys, queries) { return select(keys, queries, ==); }\n"
                       "# by (fn_0) : seq(t0) -> pred(t0) -> sel\n"
                       "def by(x, p) {\n"
                       "    return p(x, x);\n"
                       "}\n"
                       "def both(f, x) { return f(x, x); }\n"
                       "same = by(tokens, equal);\n");
    CHECK(eval({"--file", path, "--print", "rasp"}) ==
          Run{0,
              "# equal : input(t0) -> seq(t1) -> seq(t1) -> sel\n"
              "def equal(x, y) {\n"
              "    return select(x, y, ==);\n"
              "}\n"
              "\n"
              "# by : input(t0) -> seq(t1) -> pred(t1) -> sel\n"
              "def by(x, p) {\n"
              "    return p(x, x);\n"
              "}\n"
              "\n"
              "# both : input(t0) -> (seq(t1) -> seq(t1) -> seq(t2)) -> seq(t1) -> seq(t2)\n"
              "def both(f, x) {\n"
              "    return f(x, x);\n"
              "}\n"
              "\n"
              "# same : input(t0) -> sel\n"
              "same = select(tokens_asis, tokens_asis, ==);\n",
              ""});
    CHECK(eval({"--file", path, "--print", "lambda"}) ==
          Run{0,
              "(lam (lam (lam (select $1 $0 equals_to))))\n"
              "(lam (lam (lam (select $1 $1 $0))))\n"
              "(lam (lam (lam ($1 $0 $0))))\n"
              "(lam (select (tokens $0) (tokens $0) equals_to))\n",
              ""});
    const Run tracr = eval({"--file", path, "--print", "tracr"});
    CHECK(tracr.exit_code == 0);
    CHECK(tracr.errors == "rasp-eval: \"by\" is left out: something that Tracr cannot express: a "
                          "function as an argument\n"
                          "rasp-eval: \"both\" is left out: something that Tracr cannot express: a "
                          "function as an argument\n");
    CHECK(tracr.output.find("def same():") != std::string::npos);
    write_output(path, "def both(f, x) { return f(x, x); }\n"
                       "def twice(f, x) { return f(f(x)); }\n");
    CHECK(eval({"--file", path, "--print", "tracr"}).exit_code == 2);
}
