// rasp-enumerate --tasks and --example, run as people run them.

#include "compressor/corpus/read_corpus.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "tests/enumerator/program/run_enumerate.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

// Three tasks of one type, one of them with a literal, and one that has no program.
constexpr const char* tasks_text = R"j([
    {"name": "places", "type": "input(str) -> seq(int)", "examples": [
        {"input": ["a", "b", "a"], "output": [0, 1, 2]}]},
    {"name": "next", "type": "input(str) -> seq(int)", "examples": [
        {"input": ["a", "b"], "output": [1, 2]}, {"input": ["a"], "output": [1]}]},
    {"name": "is_a", "type": "input(str) -> seq(bool)", "literals": ["str.a"], "examples": [
        {"input": ["a", "b", "a"], "output": [true, false, true]}]},
    {"name": "odd", "type": "input(str) -> seq(str)", "examples": [
        {"input": ["a", "b"], "output": ["c", "d"]}]}])j";

std::string tasks_file(const TemporaryFolder& folder) {
    std::string path = folder / "tasks.json";
    write_output(path, tasks_text);
    return path;
}

} // namespace

TEST_CASE("rasp-enumerate finds the program that reverses words") {
    const std::string text = output({"--example", "abc -> cba", "-e", "hello->olleh", "-k", "1",
                                     "--primitives", "minimal,length", "--time-limit", "100"});
    holds(text, "examples  input(str) -> seq(str)");
    holds(text, "1 of 1 task solved");
    const std::size_t begin = text.find("(lambda");
    lambda::TermStore store;
    const lambda::TermId program =
        read_expression(store, text.substr(begin, text.find('\n', begin) - begin));
    CHECK(rasp::evaluate(store, program, {rasp::characters("stitch")}).output ==
          rasp::Output(rasp::characters("hctits")));
}

TEST_CASE("rasp-enumerate takes examples as JSON, with an atom, too") {
    holds(output({"-e", "[3, 1, 2] -> [4, 2, 3]", "-k", "1"}), "(lambda (add (tokens $0) one))");
    holds(output({"-e", R"([["a", "b"], "b"] -> [false, true])", "-e",
                  R"([["a", "b"], "a"] -> [true, false])", "-k", "1"}),
          "examples  input(str) -> seq(str) -> seq(bool)");
    holds(output({"-e", "ab -> [[true, true], [true, true]]", "-k", "1"}), "input(str) -> sel");
}

TEST_CASE("rasp-enumerate solves a file of tasks and lists those that it cannot solve") {
    const TemporaryFolder folder;
    for (const char* search : {"bottom-up", "top-down"}) {
        CAPTURE(search);
        const std::string text =
            output({"--tasks", tasks_file(folder), "--search", search, "-k", "2", "--upper", "12"});
        holds(text, "places  input(str) -> seq(num)\n    -2.64  (lambda (indices $0))\n");
        holds(text, "next  input(str) -> seq(num)\n    -7.92  (lambda (add (indices $0) one))\n");
        holds(text, "(lambda (eq (tokens $0) str.a))");
        holds(text, "not solved: odd\n");
        holds(text, "input(str) -> seq(bool) with str.a: 1 of 1 solved");
        holds(text, "3 of 4 tasks solved");
    }
}

TEST_CASE("What rasp-enumerate writes is a grammar with frontiers, best programs first") {
    const TemporaryFolder folder;
    const std::string out = folder / "frontiers.json";
    CHECK(output({"--tasks", tasks_file(folder), "-k", "3", "--upper", "12", "--quiet", "--out",
                  out}) == "");
    const std::string text = read_input(out);
    const Json document = parse_json(text);
    CHECK(document["solved"] == 3);
    CHECK(document["frontiers"].size() == 4);
    const Json& places = document["frontiers"][0];
    CHECK(places["task"] == "places");
    CHECK(places["request"]["constructor"] == "->");
    REQUIRE(places["programs"].size() == 3);
    CHECK(places["programs"][0]["program"] == "(lambda (indices $0))");
    CHECK(places["programs"][0]["logPrior"] >= places["programs"][1]["logPrior"]);
    CHECK(places["programs"][0]["proven"] == true);
    CHECK(places["examples"] == 1);
    CHECK(places["held_out"] == 0);
    CHECK(document["frontiers"][3]["programs"].empty());
    CHECK(document["groups"].size() == 3);
    CHECK(compressor::read_corpus(text).programs.size() >= 7);
    // The grammar that it wrote can be given back.
    const std::string grammar = folder / "grammar.json";
    write_output(grammar, document["DSL"].dump());
    for (const std::string& file : {grammar, out}) {
        holds(output({"--tasks", tasks_file(folder), "-g", file, "-k", "1", "--upper", "12"}),
              "3 of 4 tasks solved");
    }
}

TEST_CASE("Literals that stand in examples are offered, and told") {
    const Words marked = {"-e", "abca -> [true, false, false, true]"};
    const auto with = [&](Words words) {
        words.insert(words.end(), marked.begin(), marked.end());
        return output(words);
    };
    holds(with({}), "1 literal from the examples: str.a (--literals none leaves it out)\n");
    holds(with({}), "    -6.80  (lambda (eq (tokens $0) str.a))\n");
    CHECK(with({"--literals", "none"}).find("str.a") == std::string::npos);
    const std::string listed = with({"--literals", "str.a,2,3"});
    holds(listed, "(lambda (eq (tokens $0) str.a))");
    CHECK(listed.find("from the examples") == std::string::npos);
    const TemporaryFolder folder;
    const std::string tasks = folder / "tasks.json";
    write_output(tasks, R"j([{"name": "is_b", "examples": [
        {"input": ["a", "b", "a"], "output": [false, true, false]}]}])j");
    holds(output({"--tasks", tasks, "--literals", "auto", "-k", "1"}),
          "is_b  input(str) -> seq(bool)\n    -6.80  (lambda (eq (tokens $0) str.b))");
}

TEST_CASE("Literals do not drown programs that need none") {
    const Words shift = {"-e", "abc -> [1, 2, 3]", "-k", "1", "--literals"};
    const auto prior = [&](const std::string& literals) {
        Words words = shift;
        words.push_back(literals);
        const std::string text = output(words);
        const std::size_t begin = text.find("    -") + 4;
        return std::stod(text.substr(begin));
    };
    CHECK(prior("str.a,str.b,str.c,5,6,7") == Approx(prior("str.a,5")).margin(0.011));
}

TEST_CASE("What --check keeps from the search is held against the programs") {
    const Words examples = {"-e", "ab -> [1, 1]", "-e", "aab -> [2, 2, 1]", "-e", "a -> [1]"};
    const auto with = [&](Words words) {
        words.insert(words.end(), examples.begin(), examples.end());
        return output(words);
    };
    // From [1, 1] alone, the first program is wrong.
    const std::string text = with({"--check", "2", "-k", "1", "--literals", "none"});
    holds(text,
          "    -2.64  (lambda one)\n    rests on 1 example, and fails 1 of 2 held out; after ");
    holds(text, "1 of 1 task solved (0 of 1 first programs meet what was held out), ");
    holds(with({"-k", "1", "-p", "all", "--time-limit", "100"}), "    rests on 3 examples; after ");
    const TemporaryFolder folder;
    const std::string out = folder / "out.json";
    with({"--check", "2", "-k", "3", "--literals", "none", "--out", out, "--quiet"});
    const Json frontier = parse_json(read_input(out))["frontiers"][0];
    CHECK(frontier["examples"] == 1);
    CHECK(frontier["held_out"] == 2);
    CHECK(frontier["programs"][0]["held_out_met"] == 1);
}

TEST_CASE("The question that tells two programs apart is shown") {
    const Words words = {"-e", "a -> [0]", "-k", "9", "-p", "indices,zero"};
    const std::string text = output(words);
    holds(text, "another program meets all examples, too: (lambda ");
    holds(text, "to be sure, ask: [\"a\",\"a\"] -> [0,");
    const TemporaryFolder folder;
    const std::string out = folder / "out.json";
    Words quiet = words;
    quiet.insert(quiet.end(), {"--out", out, "--quiet"});
    CHECK(output(quiet).empty());
    const Json other = parse_json(read_input(out))["frontiers"][0]["other"];
    CHECK(other["input"] == Json::array({"a", "a"}));
    CHECK(other["refuting"] == 0);
    CHECK(other["best"] != other["other"]);
}

TEST_CASE("A search that has looked at all programs says so") {
    holds(output({"-e", "abc -> cba", "-p", "tokens,indices", "--upper", "30"}),
          "no more programs: all below 30.00 nats were looked at");
    CHECK(output({"-e", "abc -> abc", "-p", "tokens,indices"}).find("no more") ==
          std::string::npos);
}

TEST_CASE("A program of a search that ended in the middle may not be the most probable one") {
    // The window is 1.5 nats wide, and the search ends within it.
    const TemporaryFolder folder;
    const std::string out = folder / "out.json";
    const std::string text = output({"-e", "ab -> [1, 2]", "-k", "200", "--search", "top-down",
                                     "--max-programs", "4000", "--literals", "none", "--out", out});
    holds(text, "; a more probable one may exist\n");
    const Json programs = parse_json(read_input(out))["frontiers"][0]["programs"];
    CHECK(programs.front()["proven"] == true);
    CHECK(programs.back()["proven"] == false);
}

TEST_CASE("rasp-enumerate uses a library that rasp-compress learnt") {
    const TemporaryFolder folder;
    const std::string library = folder / "library.json";
    write_output(library, R"j([{"name": "fn_0", "body": "(add #0 one)"},
                              {"name": "fn_1", "body": "(fn_0 (fn_0 (fn_0 (indices #0))))"},
                              {"name": "fn_2", "body": "(add #0 true)"}])j");
    const ChildResult result = run_program(
        {"-e", "abc -> [3, 4, 5]", "--library", library, "-k", "1", "-p", "indices,one,add"});
    CHECK(result.exit_code == 0);
    holds(result.output, "(lambda (#(lambda (#(lambda (add $0 one)) ");
    holds(result.errors, "fn_2 has no type in RASP and is left out");
}

TEST_CASE("A search of no time, no programs or no memory ends with an empty answer") {
    const TemporaryFolder folder;
    const Words base = {"--tasks", tasks_file(folder)};
    for (const char* search : {"bottom-up", "top-down"}) {
        CAPTURE(search);
        const auto with = [&](Words words) {
            words.insert(words.end(), base.begin(), base.end());
            words.insert(words.end(), {"--search", search});
            return output(words);
        };
        holds(with({"--time-limit", "0"}), "0 of 4 tasks solved, 0 programs looked at");
        holds(with({"--time-limit", "0"}), "stopped by the time limit");
        holds(with({"--max-programs", "0"}), "stopped by the limit on programs");
    }
    holds(output({"--tasks", tasks_file(folder), "--memory-limit", "1"}),
          "stopped by the memory limit");
}

TEST_CASE("rasp-enumerate reports what is wrong with tasks and examples") {
    const TemporaryFolder folder;
    const std::string path = folder / "tasks.json";
    const auto about = [&](const std::string& text) {
        write_output(path, text);
        return complaint({"--tasks", path});
    };
    const auto one_task = [&](const std::string& type, const std::string& examples) {
        return about(R"j([{"name": "t", "type": ")j" + type + R"j(", "examples": [)j" + examples +
                     "]}]");
    };
    const std::string counting = "input(str) -> seq(num)";
    holds(about("[]"), "no tasks");
    holds(about("[{"), "tasks.json");
    holds(one_task("input(num) -> seq(num)", R"({"input": ["a"], "output": [1]})"),
          "example 1 of the task \"t\": the input has a value of type str");
    holds(one_task(counting,
                   R"({"input": ["a"], "output": [1]}, {"input": ["a"], "output": [1, 2]})"),
          "example 2 of the task \"t\": the output has 2 values for 1 token");
    holds(one_task("seq(num) -> seq(num)", ""), "is not the type of a program");
    holds(one_task(counting, ""), "no example");
    holds(one_task(counting, R"({"input": ["a"], "output": [1]}, {"input": ["a"], "output": [2]})"),
          "examples 1 and 2 of the task \"t\" contradict each other");
    holds(one_task("input(str) -> seq(nmu)", ""), "\"nmu\" is not a type of RASP");
    holds(complaint({"-e", "ab -> ba", "-e", "ab -> ab"}),
          "the examples \"ab -> ba\" and \"ab -> ab\" contradict each other");
    holds(complaint({"-e", "ab -> ba", "--check", "1"}), "--check 1 leaves none of 1 example");
    holds(complaint({"-e", "ab -> ba", "--literals", "a"}), "\"a\" is not a literal");
    holds(complaint({"-e", "ab -> ba", "--literals", "file"}), "without a file of tasks");
    holds(complaint({"-e", "ab -> ba", "--literals", "none", "-g", "x"}),
          "both --grammar and --literals");
    holds(complaint({"--count", "-r", counting, "-u", "4", "--literals", "2"}),
          "--literals was given");
    holds(complaint({"-e", "abc"}), "the example \"abc\": no -> in it");
    holds(complaint({"-e", " -> abc"}), "the input is empty");
    holds(complaint({"-e", "abc -> ab"}), "the output has 2 values for 3 tokens");
    holds(complaint({"-e", "ab -> ba", "-e", "[1] -> [2]"}), "example 2");
    holds(complaint({"-e", "[1, -> [2]"}), "the example");
    holds(complaint({"-e", "ab -> ba", "-p", "tokens,revers"}), "revers");
    holds(complaint({"-e", "ab -> ba", "-p", "tokens,revers"}), "--primitives");
    holds(complaint({"-e", "ab -> ba", "-p", ""}), "a grammar without productions");
    holds(complaint({"--tasks", "-", "-g", "-"}), "the list of tasks and the grammar are both");
    holds(complaint({"-e", "ab -> ba", "--search", "sideways"}), "bottom-up or top-down");
    holds(complaint({"-e", "ab -> ba", "--library", folder / "none.json"}), "none.json");
    holds(complaint({"-e", "ab -> ba", "--out", folder / "none/out.json"}), "out.json");
}

TEST_CASE("rasp-enumerate writes tasks as JSON without a search") {
    const TemporaryFolder folder;
    const Json described = parse_json(output({"--describe-tasks", tasks_file(folder)}));
    CHECK(described["tasks"].size() == 4);
    CHECK(described["types"].size() == 1);
    holds(complaint({"--describe-tasks", tasks_file(folder), "--count"}), "several things");
    holds(complaint({"--describe-tasks", tasks_file(folder), "--time-limit", "1"}),
          "--time-limit was given");
    holds(complaint({"--describe-tasks", tasks_file(folder), "--out", "-"}), "--out was given");
    holds(complaint({"--describe-tasks", tasks_file(folder), "-r", "sel"}), "--request was given");
    holds(complaint({"--describe-tasks", folder / "missing"}), "missing");
}

TEST_CASE("rasp-enumerate prints programs in the form that is asked for, and nothing else") {
    const TemporaryFolder folder;
    const std::string path = tasks_file(folder);
    const ChildResult rasp =
        run_program({"--tasks", path, "-k", "1", "--upper", "12", "--print", "rasp"});
    CHECK(rasp.exit_code == 0);
    CHECK(rasp.output == "set example [\"a\", \"b\", \"a\"]\n"
                         "# places : input(t0) -> seq(num)\n"
                         "# log prior -2.64\n"
                         "places = indices;\n"
                         "\n"
                         "set example [\"a\", \"b\"]\n"
                         "# next : input(t0) -> seq(num)\n"
                         "# log prior -7.92\n"
                         "next = indices + 1;\n"
                         "\n"
                         "set example [\"a\", \"b\", \"a\"]\n"
                         "# is_a : input(str) -> seq(bool)\n"
                         "# log prior -6.80\n"
                         "is_a = tokens == \"a\";\n");
    holds(rasp.errors, "3 of 4 tasks solved");
    const ChildResult lambda =
        run_program({"--tasks", path, "-k", "1", "--upper", "12", "--print", "lambda", "-q"});
    CHECK(lambda.output == "(lam (indices $0))\n"
                           "(lam (add (indices $0) one))\n"
                           "(lam (eq (tokens $0) str.a))\n");
    CHECK(lambda.errors.empty());
    const ChildResult listed =
        run_program({"--list", "--request", "input(str) -> seq(num)", "--upper", "3", "--print",
                     "rasp", "--primitives", "indices,length"});
    CHECK(listed.output == "# program : input(t0) -> seq(num)\n"
                           "# log prior -0.69314718056\n"
                           "program = indices;\n"
                           "\n"
                           "# program_2 (program) : input(t0) -> seq(num)\n"
                           "# log prior -0.69314718056\n"
                           "program_2 = length;\n");
    holds(complaint({"--count", "--request", "sel", "--upper", "3", "--print", "rasp"}),
          "--print was given");
    write_output(folder / "names", "next = following\nother = unused_name\n");
    const ChildResult renamed = run_program({"--tasks", path, "-k", "1", "--upper", "12", "-q",
                                             "--print", "rasp", "--names", folder / "names"});
    holds(renamed.output, "following = indices + 1;\n");
    CHECK(renamed.errors ==
          "rasp-enumerate: warning: --names changes names that are not there: other\n");
}

TEST_CASE("The functions of a file of RASP are productions of rasp-enumerate") {
    const TemporaryFolder folder;
    write_output(folder / "library.rasp",
                 "def next(x) { return x + 1; }\n"
                 "back = aggregate(select(indices, length - 1 - indices, ==), tokens_asis);\n");
    const ChildResult found =
        run_program({"-e", "abc -> cba", "--primitives", "tokens", "--library",
                     folder / "library.rasp", "--print", "rasp", "-q"});
    CHECK(found.exit_code == 0);
    CHECK(found.errors.empty());
    holds(found.output, "aggregate(select(indices, length - 1 - indices, ==)");
    holds(run_program({"--list", "--request", "seq(num) -> seq(num)", "--upper", "3",
                       "--primitives", "one", "--library", folder / "library.rasp"})
              .output,
          "#(lambda (add $0 one))");
}
