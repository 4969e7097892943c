// The program rasp-eval, run as people run it.

#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/rasp/program/eval_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

const std::string reverse = "(lam (aggregate (select (indices $0) (sub (sub (length $0) (indices "
                            "$0)) one) eq) (tokens $0)))";
const std::string corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";

Run eval_lines(const std::string& lines) {
    const TemporaryFolder folder;
    write_output(folder / "lines", lines);
    return eval({"--repl"}, folder / "lines");
}

} // namespace

TEST_CASE("A program runs on a word, or on JSON") {
    CHECK(eval({reverse, "--input", "hello"}) ==
          Run{0, "o l l e h\ntype: input(t0) -> seq(t0)\n", ""});
    CHECK(eval({reverse, "--input-json", "[3, 1.0, 2]"}) ==
          Run{0, "2 1.0 3\ntype: input(t0) -> seq(t0)\n", ""});
    CHECK(eval({"(lam (lam (eq (tokens $1) $0)))", "-j", R"([["a", "b"], "a"])"}) ==
          Run{0, "true false\ntype: input(t0) -> seq(t0) -> seq(bool)\n", ""});
    CHECK(eval({"(lam (select (tokens $0) (tokens $0) ==))", "-i", "aba"}) ==
          Run{0, "  a b a\na # . #\nb . # .\na # . #\ntype: input(t0) -> sel\n", ""});
}

TEST_CASE("Types, architectures and the reference are printed") {
    CHECK(eval({reverse}) == Run{0, "type: input(t0) -> seq(t0)\n", ""});
    CHECK(eval({"select", "--type"}) == Run{0, "seq(t0) -> seq(t0) -> pred(t0) -> sel\n", ""});
    CHECK(eval({reverse, "--architecture"}).output.starts_with("2 layers, 2 heads\n"));
    CHECK(eval({"--primitives"}).output.starts_with("tokens : input(t0) -> seq(t0)\n"));
    CHECK(eval({"--primitives", "--markdown"}).output.starts_with("| name |"));
    CHECK(eval({"--help"}).output.find("--input-json") != std::string::npos);
    const TemporaryFolder folder;
    CHECK(eval({reverse, "--dot", folder / "reverse.dot"}) == Run{0, "", ""});
    CHECK(read_input(folder / "reverse.dot").starts_with("digraph architecture {"));
}

TEST_CASE("A program that fails says why and where, with exit code 1") {
    CHECK(eval({"(lam (div one (sub (indices $0) one)))", "-i", "abc"}) ==
          Run{1, "",
              "rasp-eval: div-zero: division by zero, at position 1, in (div one (sub (indices "
              "$0) one))\n"});
    CHECK(eval({"(lam (div one (indices $0)))", "-i", "ab", "--trace"}) ==
          Run{1, "(indices $0)\n    0 1\n",
              "rasp-eval: div-zero: division by zero, at position 0, in (div one (indices $0))\n"});
    CHECK(eval({reverse, "-j", "[]"}) ==
          Run{1, "", "rasp-eval: empty-input: an input without tokens\n"});
}

TEST_CASE("Bad input is reported with its place, with exit code 2") {
    CHECK(eval({"(lam (add (tokens $0) true))"}) ==
          Run{2, "",
              "rasp-eval: \"true\" is seq(bool)\n"
              "    (lam (add (tokens $0) true))\n"
              "                          ^\n"
              "expected seq(num), as argument 2 of \"add\"\n"});
    CHECK(eval({"(lam (add (tokens $0) one))", "-i", "abc"}) ==
          Run{2, "",
              "rasp-eval: the input is input(str)\n"
              "expected input(num), as the program is input(num) -> seq(num)\n"});
    const auto complaint = [](const std::vector<std::string>& words) {
        const Run run = eval(words);
        CHECK(run.exit_code == 2);
        CHECK(run.output.empty());
        return run.errors.substr(0, run.errors.find('\n'));
    };
    CHECK(complaint({}) == "rasp-eval: no program was given");
    CHECK(complaint({"(lam (tokens $0"}) == "rasp-eval: this \"(\" is never closed");
    CHECK(complaint({"(lam (tokns $0))"}) == "rasp-eval: the unknown name \"tokns\"");
    CHECK(complaint({"one", "-i", "a"}) ==
          "rasp-eval: this is seq(num), which does not take an input");
    CHECK(complaint({"(lam (lam $0))", "-i", "a"}) ==
          "rasp-eval: the program takes an atom besides the input");
    CHECK(complaint({reverse, "-j", "[1,"}) ==
          "rasp-eval: --input-json:1:4: the file ends too early");
    CHECK(complaint({reverse, "-j", "[1, true]"}) ==
          "rasp-eval: at /1: a bool among values of type num");
    CHECK(complaint({reverse, "-i", "a", "-j", "[1]"}) ==
          "rasp-eval: --input and --input-json do not go together");
    CHECK(complaint({"(lam $0)", "-i", "a"}).starts_with("rasp-eval: this is t0 -> t0"));
    CHECK(complaint({reverse, "--type", "--dot", "x.dot"}) ==
          "rasp-eval: --type and --dot do not go together");
    CHECK(complaint({reverse, "-a", "--dot", "-"}).starts_with("rasp-eval: --architecture and"));
    CHECK(complaint({reverse, "-q"}) == "rasp-eval: --quiet without --file");
    CHECK(complaint({reverse, "--trace"}) == "rasp-eval: --trace without an input");
    CHECK(complaint({"(lam (select (tokens $0) (tokens $0) ==))", "--architecture"})
              .starts_with("rasp-eval: the program gives a selector"));
    CHECK(complaint({reverse, "--repl"}).find("besides an option") != std::string::npos);
    CHECK(complaint({"--file", "/nonexistent.json"}).starts_with("rasp-eval: /nonexistent.json"));
}

TEST_CASE("A corpus is run on its examples") {
    CHECK(eval({"--file", corpus}) ==
          Run{0, "111 of 111 programs hold, 888 of 888 examples\n", ""});
    const TemporaryFolder folder;
    write_output(folder / "wrong.json", R"j([
        {"name": "reverse", "type": "input(str) -> seq(str)", "program": "(lam (tokens $0))",
         "examples": [{"input": ["a", "b"], "output": ["b", "a"]},
                      {"input": ["a"], "output": ["a"]}]
},
        {"name": "must-fail", "type": "input(num) -> seq(num)", "program": "(lam (tokens $0))",
         "examples": [{"input": [1], "error": "it must"}]},
        {"name": "fails", "type": "input(str) -> seq(num)", "program": "(lam (div one zero))",
         "examples": [{"input": ["a"], "output": [1]}, {"input": ["b"], "error": "it must"}]},
        {"name": "ill-typed", "type": "input(str) -> seq(num)", "program": "(lam (tokens $0))",
         "examples": [{"input": ["a"], "output": [1]}]},
        {"name": "right", "type": "input(str) -> seq(int)", "program": "(lam (indices $0))",
         "examples": [{"input": ["a", "b"], "output": [0, 1.0]}]},
        {"name": "other input", "type": "input(str) -> seq(num)", "program": "(lam (indices $0))",
         "examples": [{"input": [1], "output": [0]}]},
        {"name": "other arity", "type": "input(str) -> seq(str) -> seq(num)",
         "program": "(lam (lam (indices $1)))", "examples": []},
        {"name": "no program", "type": "input(str) -> seq(int)", "examples": []}])j");
    CHECK(eval({"--file", folder / "wrong.json"}) ==
          Run{1,
              "reverse: 1 of 2 examples fail\n"
              "    input  [\"a\",\"b\"]\n"
              "    gives  [\"a\",\"b\"]\n"
              "    wanted [\"b\",\"a\"]\n"
              "must-fail: 1 of 1 examples fail\n"
              "    input  [1]\n"
              "    gives  [1]\n"
              "    wanted an error\n"
              "fails: 1 of 2 examples fail\n"
              "    input  [\"a\"]\n"
              "    gives  div-zero: division by zero, at position 0, in (div one zero)\n"
              "    wanted [1]\n"
              "ill-typed: the program is input(t0) -> seq(t0)\n"
              "    (lam (tokens $0))\n"
              "    ^\n"
              "expected input(str) -> seq(num)\n"
              "other input: an example with the input [1]\n"
              "expected tokens of type str\n"
              "other arity: the type input(str) -> seq(str) -> seq(num)\n"
              "expected that of a program of 1 argument\n"
              "1 of 7 programs hold, 3 of 8 examples\n",
              ""});
}

TEST_CASE("Abstractions that are written out are run") {
    const std::string program = "(lambda (#(lambda (#(lambda (add $0 one)) $0)) (indices $0)))";
    CHECK(eval({program, "-i", "abc"}) == Run{0, "1 2 3\ntype: input(t0) -> seq(num)\n", ""});
    CHECK(eval({program, "-i", "ab", "--trace"}).exit_code == 0);
    CHECK(eval_lines("(#(lambda (add $0 one)) (indices $0))\n").output.starts_with("1 2 3 4 5\n"));
}

TEST_CASE("Frontiers are run on an input, or on the examples of tasks") {
    const TemporaryFolder folder;
    const std::string frontiers = folder / "frontiers.json";
    const std::string str = R"j({"constructor": "input", "arguments": [
        {"constructor": "str", "arguments": []}]})j";
    const std::string num = R"j({"constructor": "seq", "arguments": [
        {"constructor": "num", "arguments": []}]})j";
    const std::string request =
        R"j("request": {"constructor": "->", "arguments": [)j" + str + "," + num + "]}";
    write_output(frontiers, R"j({"DSL": {"logVariable": -Infinity}, "frontiers": [
        {"task": "next", )j" + request +
                                R"j(, "programs": [
            {"program": "(lambda (#(lambda (add $0 one)) (indices $0)))", "logPrior": -3},
            {"program": "(lambda (length $0))", "logPrior": -4}]},
        {"task": "fails", )j" + request +
                                R"j(, "programs": [
            {"program": "(lambda (div one (indices $0)))"}]},
        {"task": "open", )j" + request +
                                R"j(, "programs": []}]})j");
    CHECK(eval({"--file", frontiers}) ==
          Run{0,
              "3 of 3 programs have the type of their task. The file has no examples to run them "
              "on: --tasks TASKS.json has some, or --input WORD runs them\n",
              ""});
    CHECK(eval({"--file", frontiers, "--input", "ab"}) ==
          Run{1,
              "next: the programs disagree\n"
              "    1 program: 1 2\n"
              "    1 program: 2 2\n"
              "fails: fails: div-zero: division by zero\n",
              ""});
    CHECK(eval({"--file", frontiers, "--input-json", R"(["a"])"}).output.starts_with("next: 1\n"));
    const std::string tasks = folder / "tasks.json";
    write_output(tasks, R"j([{"name": "next/core", "examples": [
        {"input": ["a", "b"], "output": [1, 2]}, {"input": ["a"], "output": [1]}]}])j");
    CHECK(eval({"--file", frontiers, "--tasks", tasks}) ==
          Run{1,
              "next, program 2: 1 of 2 examples fail\n"
              "    input  [\"a\",\"b\"]\n"
              "    gives  [2,2]\n"
              "    wanted [1,2]\n"
              "1 of 2 programs hold, 3 of 4 examples\n",
              "rasp-eval: " + tasks + " has no task for the programs of fails\n"});
    write_output(tasks, R"j([{"name": "other", "examples": [{"input": ["a"], "output": [1]}]}])j");
    const Run none = eval({"--file", frontiers, "--tasks", tasks});
    CHECK(none.exit_code == 2);
    CHECK(none.errors.find("none of the tasks that there are programs for, such as \"next\"") !=
          std::string::npos);
    CHECK(
        eval({reverse, "--tasks", tasks}).errors.starts_with("rasp-eval: --tasks without --file"));
    CHECK(eval({"--file", frontiers, "--tasks", tasks, "-i", "a"}).exit_code == 2);
    const Run numbers = eval({"--file", frontiers, "--input-json", R"([["a"], 1])"});
    CHECK(numbers.exit_code == 2);
    CHECK(numbers.errors.find("no program takes this input") != std::string::npos);
}

TEST_CASE("The programs of a corpus are run on an input, too") {
    const Run run = eval({"--file", corpus, "--input", "hello"});
    CHECK(run.output.find("reverse/core: o l l e h\n") != std::string::npos);
    CHECK(run.output.find("not run: the program takes an atom besides the input") !=
          std::string::npos);
}

TEST_CASE("The language is printed as JSON") {
    const Json language = parse_json(eval({"--primitives", "--json"}).output);
    CHECK(language[0]["name"] == "tokens");
    CHECK(eval({"--json"}).errors.starts_with("rasp-eval: no program was given"));
}

TEST_CASE("Requests of other programs are answered line by line") {
    const TemporaryFolder folder;
    write_output(folder / "requests",
                 R"j({"program": "(lambda (neg (indices $0)))", "inputs": [[["a", "b"]], [[7]]]}
{"program": "(lambda (lambda (add $0 (tokens $1))))", "inputs": [[[1, 2], 0.5]]}
{"program": "(lambda (#(lambda (#(lambda (add $0 one)) $0)) (indices $0)))", "inputs": [[["a"]]]}
{"program": "(lambda (div one (tokens $0)))", "inputs": [[[0]], [[2]]]}
{"program": "(lambda (select (tokens $0) one equals_to))", "inputs": [[[1, 2]]]}
)j");
    CHECK(eval({"--serve"}, folder / "requests") == Run{0,
                                                        "{\"outputs\":[[0,-1],[0]]}\n"
                                                        "{\"outputs\":[[1.5,2.5]]}\n"
                                                        "{\"outputs\":[[1]]}\n"
                                                        "{\"outputs\":[null,[0.5]]}\n"
                                                        "{\"outputs\":[[[true,false],"
                                                        "[true,false]]]}\n",
                                                        ""});
}

TEST_CASE("A request that cannot be answered gets an error, and the next one is answered") {
    const TemporaryFolder folder;
    write_output(folder / "requests", R"j(what?
{"program": "(lambda (neg (indices $0)))"}
{"program": "(lambda (neg true))", "inputs": []}
{"program": "(lambda (neg (tokens $0)))", "inputs": [[["a"]]]}
{"program": "(lambda (tokens $0))", "inputs": [[]]}
{"program": "one", "inputs": []}
{"program": "(lambda (tokens", "inputs": []}
{"program": "(lambda (tokens $0))", "inputs": [[["a"]]]})j");
    const Run run = eval({"--serve"}, folder / "requests");
    CHECK(run.exit_code == 0);
    std::vector<Json> answers;
    std::istringstream lines(run.output);
    for (std::string line; std::getline(lines, line);) {
        answers.push_back(parse_json(line));
    }
    REQUIRE(answers.size() == 8);
    const auto error = [&](std::size_t i) { return answers[i].value("error", ""); };
    CHECK(error(0).starts_with("line 1, column 1: found"));
    CHECK(error(1).find("inputs") != std::string::npos);
    CHECK(error(2).starts_with("\"true\" is seq(bool)"));
    CHECK(error(3).starts_with("the input is input(str)"));
    CHECK(error(4).starts_with("at /inputs/0: a list of the wrong length"));
    CHECK(error(5).starts_with("this is seq(num), which does not take an input"));
    CHECK(error(6).find("is never closed") != std::string::npos);
    CHECK(answers[7] == parse_json(R"({"outputs": [["a"]]})"));
}

TEST_CASE("Expressions are read and run, line by line") {
    CHECK(eval_lines("let back = (lam (sub (sub (length $0) (indices $0)) one))\n"
                     "; a comment\n"
                     "\n"
                     "(aggregate (select (indices $0) (back $0) eq) (tokens $0))\n"
                     ":input-json [[7, 8], 8]\n"
                     "(lam (lam (eq (tokens $1) $0)))\n"
                     ":type back\n"
                     ":input ab\n"
                     "one\n"
                     "add\n"
                     ":quit\n"
                     "one\n") == Run{0,
                                     "back : input(t0) -> seq(num)\n"
                                     "o l l e h\n"
                                     "type: input(t0) -> seq(t0)\n"
                                     "false true\n"
                                     "type: input(t0) -> seq(t0) -> seq(bool)\n"
                                     "input(t0) -> seq(num)\n"
                                     "1 1\n"
                                     "type: t0 -> seq(num)\n"
                                     "type: seq(num) -> seq(num) -> seq(num)\n",
                                     ""});
    // A definition keeps what its names meant at the time, and a name can be defined again.
    CHECK(eval_lines("let f = (lam (add $0 one))\nlet g = (lam (f (f $0)))\n"
                     "let f = (lam (neg (g $0)))\n:input ab\n(f (indices $0)) ; a comment\n"
                     "(g (indices $0))\n") == Run{0,
                                                  "f : seq(num) -> seq(num)\n"
                                                  "g : seq(num) -> seq(num)\n"
                                                  "f : seq(num) -> seq(num)\n"
                                                  "-2 -3\n"
                                                  "type: input(t0) -> seq(num)\n"
                                                  "2 3\n"
                                                  "type: input(t0) -> seq(num)\n",
                                                  ""});
    // After an error the next line is read.
    CHECK(eval_lines("(div one (indices $0))\n:wrong\nlet add = one\n(add\none\n") ==
          Run{1, "1 1 1 1 1\ntype: t0 -> seq(num)\n",
              "div-zero: division by zero, at position 0, in (div one (indices $0))\n"
              "there is no command \":wrong\"\n"
              "expected one of those that :help lists\n"
              "\"add\" cannot be a name\n"
              "expected a word without blanks and parentheses that means nothing yet\n"
              "this \"(\" is never closed\n"
              "    (add\n"
              "    ^\n"
              "expected a \")\" for every \"(\"\n"});
}

TEST_CASE("A page has the program, its values and its transformer") {
    const TemporaryFolder folder;
    const std::string page = folder / "page.html";
    CHECK(eval({reverse, "--input", "hello", "--report", page}) ==
          Run{0, "o l l e h\ntype: input(t0) -> seq(t0)\n", ""});
    const std::string text = read_input(page);
    CHECK(text.find(R"("v":["o","l","l","e","h"])") != std::string::npos);
    CHECK(text.find(R"("s":["00001",)") != std::string::npos);
    CHECK(text.find(R"("transformer":{)") != std::string::npos);
    CHECK(text.find("--input hello --report") != std::string::npos);
}

TEST_CASE("A page of a program that fails on its input shows how far it came") {
    const TemporaryFolder folder;
    const std::string page = folder / "page.html";
    CHECK(eval({"(lam (div one (indices $0)))", "--input", "ab", "--report", page}).exit_code == 1);
    CHECK(read_input(page).find(R"("failure":)") != std::string::npos);
}

TEST_CASE("A page goes to standard output alone, and is of one program") {
    const Run page = eval({reverse, "--report", "-"});
    CHECK(page.exit_code == 0);
    CHECK(page.output.starts_with("<!DOCTYPE html>"));
    CHECK(page.output.ends_with("</html>\n"));
    CHECK(eval({reverse, "--input", "ab", "--report", "-"}).exit_code == 2);
    CHECK(eval({"--file", corpus, "--report", "-"}).exit_code == 2);
    CHECK(eval({reverse, "--type", "--report", "-"}).exit_code == 2);
}
