// The program rasp-enumerate, run as people run it.

#include "support/files/file.hpp"
#include "tests/enumerator/program/run_enumerate.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

const std::string numbers = "input(str) -> seq(num)";

} // namespace

TEST_CASE("rasp-enumerate prints a number, or programs with the best one first") {
    const Words language = {"--primitives", "indices,add,one", "--request", numbers};
    const auto with = [&](Words words) {
        words.insert(words.end(), language.begin(), language.end());
        return words;
    };
    CHECK(output(with({"--count", "--upper", "3.5"})) == "6\n");
    CHECK(output(with({"--count", "--lower", "3", "--upper", "3.5"})) == "4\n");
    CHECK(output(with({"--list", "--upper", "3.5"})) ==
          "-1.09861228867\t(lambda (indices $0))\n"
          "-1.09861228867\t(lambda one)\n"
          "-3.295836866\t(lambda (add (indices $0) (indices $0)))\n"
          "-3.295836866\t(lambda (add (indices $0) one))\n"
          "-3.295836866\t(lambda (add one (indices $0)))\n"
          "-3.295836866\t(lambda (add one one))\n");
    const Words many = {"--list", "--request", numbers, "--upper", "14", "-p", "all"};
    Words threads = many;
    threads.insert(threads.end(), {"--threads", "3"});
    CHECK(output(many) == output(threads));
}

TEST_CASE("rasp-enumerate reads int and float in a request as num, as tasks do") {
    const Words counting = {"--count", "--upper", "12", "-p", "all", "-r"};
    const auto of = [&](const std::string& type) {
        Words words = counting;
        words.push_back(type);
        return output(words);
    };
    CHECK(of("input(str) -> seq(int)") == of(numbers));
    CHECK(of("input(str) -> seq(float)") == of(numbers));
    CHECK(of(numbers) != "0\n");
}

TEST_CASE("The only program there is has the log prior 0, not -0") {
    CHECK(output({"--list", "-p", "indices", "-r", numbers, "-u", "1"}) ==
          "0\t(lambda (indices $0))\n");
    const std::string found = output({"-e", "ab -> [0, 1]", "-p", "indices", "--literals", "none"});
    holds(found, "    0.00  (lambda (indices $0))\n");
}

TEST_CASE("rasp-enumerate reads grammars and the types of other primitives") {
    const TemporaryFolder folder;
    const std::string grammar = folder / "grammar.json";
    const std::string types = folder / "types.json";
    write_output(grammar, R"j({"logVariable": -Infinity, "productions": [
        {"expression": "nil", "logProbability": 1.5},
        {"expression": "#(lambda (cons $0 nil))", "logProbability": 0.5},
        {"expression": "here", "logProbability": 0}]})j");
    write_output(types, R"j([
        {"name": "nil", "type": {"constructor": "list", "arguments": [{"index": 0}]}},
        {"name": "here", "type": {"constructor": "place", "arguments": []}},
        {"name": "cons", "type": {"constructor": "->", "arguments": [{"index": 0},
            {"constructor": "->", "arguments": [
                {"constructor": "list", "arguments": [{"index": 0}]},
                {"constructor": "list", "arguments": [{"index": 0}]}]}]}}])j");
    // log(exp(1.5) + exp(0.5)) is 1.8132...
    CHECK(output({"--list", "-r", "place -> list(place)", "-g", grammar, "--primitive-types", types,
                  "-u", "5"}) == "-0.313261687518\t(lambda nil)\n"
                                 "-1.31326168752\t(lambda (#(lambda (cons $0 nil)) here))\n");
    holds(complaint({"--count", "-r", "place -> lost", "-g", grammar, "--primitive-types", types,
                     "-u", "5"}),
          "no production has a type with \"lost\"");
    holds(complaint({"--count", "-r", "seq(num)", "-g", grammar, "-u", "5"}), // without the types
          "grammar.json, at /productions/0/expression");
}

TEST_CASE("rasp-enumerate lists the best programs of a window if only some are wanted") {
    const Words all = {"--list", "-r", numbers, "-u", "12", "-p", "all"};
    const std::string text = output(all);
    for (const int count : {0, 1, 4, 30}) {
        Words some = all;
        some.insert(some.end(), {"--max-programs", std::to_string(count)});
        const ChildResult result = run_program(some);
        std::size_t end = 0;
        for (int line = 0; line < count; ++line) {
            end = text.find('\n', end) + 1;
        }
        CHECK(result.output == text.substr(0, end));
        holds(result.errors, "stopped by the limit on programs: there may be more programs");
    }
    Words more = all;
    more.insert(more.end(), {"--max-programs", "1000000"});
    CHECK(output(more) == text);
}

TEST_CASE("rasp-enumerate says when it stopped early") {
    const ChildResult some =
        run_program({"--count", "-r", numbers, "-u", "40", "--max-programs", "1000"});
    CHECK(some.output == "1000\n");
    CHECK(some.exit_code == 0);
    holds(some.errors, "stopped by the limit on programs: there may be more programs");
    holds(run_program({"--count", "-r", numbers, "-u", "90", "--time-limit", "0.01"}).errors,
          "stopped by the time limit");
}

TEST_CASE("rasp-enumerate accepts the old names of its options, and does not show them") {
    const std::string counted =
        output({"--count", "-r", numbers, "-u", "10", "--time", "100", "--memory", "500"});
    CHECK(counted == output({"--count", "-r", numbers, "-u", "10"}));
    CHECK(run_program({"--count", "-r", numbers, "-u", "40", "--most-programs", "1000"}).output ==
          "1000\n");
    holds(complaint({"--count", "-r", numbers, "-u", "4", "--time", "x"}), "--time-limit takes");
    const std::string help = output({"--help"});
    for (const std::string name : {"--time-limit SECONDS", "--memory-limit MB", "--max-programs"}) {
        holds(help, name);
    }
    for (const std::string name : {"--time ", "--memory ", "--most-programs"}) {
        CAPTURE(name);
        CHECK(help.find(name) == std::string::npos);
    }
}

TEST_CASE("rasp-enumerate reports options that it does not understand") {
    holds(complaint({"-r", numbers, "-u", "4"}), "nothing was asked for");
    holds(complaint({"--count", "--list", "-r", numbers, "-u", "4"}), "--count and --list");
    holds(complaint({"--count", "-r", numbers, "-u", "4", "-k", "2"}), "--frontier was given");
    holds(complaint({"--tasks", "x.json", "--lower", "2"}), "--lower was given");
    holds(complaint({"--count", "-u", "4"}), "--request is missing");
    holds(complaint({"--count", "-r", numbers}), "--upper is missing");
    holds(complaint({"--count", "-r", "seq(", "-u", "4"}), "--request");
    holds(complaint({"--count", "-r", "input(str) -> tree", "-u", "40"}),
          "--request: \"tree\" is not a type of RASP");
    holds(complaint({"--count", "-r", "input -> seq(num)", "-u", "40"}), "input with no arguments");
    holds(complaint({"--count", "-r", numbers, "--lower", "6", "--upper", "5"}),
          "--lower 6 is not below --upper 5");
    holds(complaint({"--count", "-r", numbers, "-u", "nan"}), "--upper takes a number from 0");
    holds(complaint({"--count", "-r", numbers, "-u", "4", "-l", "-1"}), "--lower takes a number");
    holds(complaint({"--count", "-r", numbers, "-u", "4", "-p", "ad"}), "ad");
    holds(complaint({"--count", "-r", numbers, "-u", "4", "-g", "none.json"}), "none.json");
    holds(complaint({"--count", "-r", numbers, "-u", "4", "-g", "x", "-p", "all"}),
          "both --grammar and --primitives");
    holds(output({"--help"}), "rasp-enumerate --tasks TASKS.json");
    holds(output({"--version"}), "rasp-enumerate ");
}
