// Files of RASP: what they load, how they are encoded, and what is said of those that are wrong.

#include "support/files/file.hpp"
#include "tests/rasp/program/eval_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

using namespace rasp_stitch;

namespace {

// Returns what rasp-eval complains of, of a file with this text.
std::string complaint(const TemporaryFolder& folder, const std::string& text) {
    const std::string path = folder / "text.rasp";
    write_output(path, text);
    const Run run = eval({path});
    CHECK(run.exit_code == 2);
    CHECK(run.output.empty());
    const std::string begin = "rasp-eval: " + path + ":";
    CHECK(run.errors.starts_with(begin));
    return run.errors.substr(std::min(begin.size(), run.errors.size()));
}

} // namespace

TEST_CASE("Files load others from their own folder, and names from those alone") {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "inner/leaves");
    write_output(folder / "main.rasp", "load \"inner/branch\";\n"
                                       "x = branch + 1;\n");
    write_output(folder / "inner/branch.rasp", "load \"leaves/leaf\";\n"
                                               "_hidden = 3;\n"
                                               "branch = leaf * 2;\n");
    write_output(folder / "inner/leaves/leaf.rasp", "leaf = indices;\n");
    const Run run = eval({folder / "main.rasp", "--input", "abc"});
    CHECK(run.errors.empty());
    CHECK(run.output.ends_with("x : input(t0) -> seq(num)\n    1 3 5\n"));
    write_output(folder / "wrong.rasp", "load \"inner/branch\";\nx = _hidden;\n");
    CHECK(
        eval({folder / "wrong.rasp"}).errors.find("wrong.rasp:2:5: the unknown name \"_hidden\"") !=
        std::string::npos);
}

TEST_CASE("A library of the kind of the reference's is read, and loading it changes nothing") {
    const TemporaryFolder folder;
    const std::string library = "full_s = select(1, 1, ==);\n"
                                "length = round(1 / aggregate(full_s, indicator(indices == 0)));\n"
                                "def selector_width(sel) {\n"
                                "    return round(length * aggregate(full_s, 1));\n"
                                "}\n"
                                "def max(a, b) { return a if a > b else b; }\n";
    write_output(folder / "rasplib.rasp", library + "def more(x) { return length + x; }\n");
    const Run own = eval({folder / "rasplib.rasp", "--input", "abc"});
    CHECK(own.errors.empty());
    CHECK(own.exit_code == 0);
    CHECK(own.output.find("length : input(t0) -> seq(num)\n    3 3 3\n") != std::string::npos);
    write_output(folder / "main.rasp", "load \"rasplib\";\n"
                                       "x = more(selector_width(select(tokens, tokens, ==)));\n");
    const Run run = eval({folder / "main.rasp", "--input", "aab"});
    CHECK(run.errors.empty());
    // The library's own selector_width, which counts everything, would give 6 everywhere.
    CHECK(run.output.ends_with("x : input(t0) -> seq(num)\n    5 5 4\n"));
    // Not the words of the language, and not from anybody else.
    CHECK(complaint(folder, library + "indices = 3;\n")
              .starts_with("7:1: \"indices\" already has a meaning"));
    CHECK(complaint(folder, "def max(a, b) { return a; }\n")
              .starts_with("1:1: \"max\" already has a meaning"));
    CHECK(complaint(folder, "load \"rasplib\";\nlength = 3;\n")
              .starts_with("2:1: \"length\" already has a meaning"));
    CHECK(complaint(folder, "def f(full_s, length, selector_width) { return 1; }\n"
                            "y = f(1, 2, 3);\n")
              .starts_with("2:5: \"full_s\" already has a meaning"));
}

TEST_CASE("Programs that share much are typed, run and printed") {
    const TemporaryFolder folder;
    const std::string path = folder / "shared.rasp";
    write_output(path, "x = tokens == \"a\";\n"
                       "for i in range(100) {\n"
                       "    x = (x and x) or not x;\n" // 3 ^ 100 parts, written out
                       "}\n"
                       "y = x and indices > 0;\n");
    CHECK(eval({path, "--name", "y", "--input", "aba"}).output ==
          "false true true\ntype: input(str) -> seq(bool)\n");
    const Run printed = eval({"--file", path, "--print", "rasp"});
    CHECK(printed.exit_code == 0);
    CHECK(printed.errors.empty());
    write_output(folder / "printed.rasp", printed.output);
    CHECK(eval({folder / "printed.rasp", "--name", "y", "--input", "aba"}).output ==
          "false true true\ntype: input(str) -> seq(bool)\n");
    const Run lambda = eval({path, "--name", "y", "--print", "lambda"});
    CHECK(lambda.exit_code == 2);
    CHECK(lambda.errors.find("--print rasp, in which parts have names") != std::string::npos);
}

TEST_CASE("A file that cannot be loaded has the place of the load") {
    const TemporaryFolder folder;
    CHECK(complaint(folder, "x = indices;\nload \"nothing\";\n") ==
          "2:1: load \"nothing\", but there is no file " + (folder / "nothing.rasp") +
              "\n    load \"nothing\";\n    ^\n"
              "expected a file of RASP in the folder of the one that loads it, or in that in which "
              "the program runs\n");
    write_output(folder / "first.rasp", "x = 1;\nload \"second\";\n");
    write_output(folder / "second.rasp", "\nload \"first\";\n");
    CHECK(eval({folder / "first.rasp"}).errors ==
          "rasp-eval: " + (folder / "first.rasp") +
              ":2:1: files that load one another without end\n    load \"second\";\n    ^\n"
              "expected a file that does not load itself\n");
    write_output(folder / "bad.rasp", "y = indices;\nz = y +;\n");
    write_output(folder / "loads.rasp", "load \"bad\";\n");
    CHECK(eval({folder / "loads.rasp"})
              .errors.starts_with("rasp-eval: " + (folder / "bad.rasp") +
                                  ":2:8: \";\"\n    z = y +;\n"));
}

TEST_CASE("A byte order mark is no part of a text, and other encodings are named") {
    const TemporaryFolder folder;
    write_output(folder / "mark.rasp", "\xef\xbb\xbfx = indices;\r\ny = x + 1;\r\n");
    CHECK(eval({folder / "mark.rasp", "--input", "ab"}) ==
          Run{0, "x : input(t0) -> seq(num)\n    0 1\ny : input(t0) -> seq(num)\n    1 2\n", ""});
    // Any end of a line ends a comment.
    write_output(folder / "mac.rasp", "# one\rx = indices; # two\ry = x + 1;\r");
    CHECK(eval({folder / "mac.rasp", "--input", "ab"}) ==
          eval({folder / "mark.rasp", "--input", "ab"}));
    const std::string wanted = "expected a text in UTF-8\n";
    for (const std::string_view mark : {"\xff\xfe", "\xfe\xff"}) {
        const std::string text = complaint(folder, std::string(mark) + "x=1;");
        CHECK(text.starts_with("1:1: a text in UTF-16\n"));
        CHECK(text.ends_with(wanted));
    }
    using namespace std::string_literals;
    const std::string unmarked = complaint(folder, "x\0 \0=\0 \0001\0;\0"s);
    CHECK(unmarked.starts_with("1:2: a byte of zero, as in UTF-16 or a binary file\n"));
    CHECK(complaint(folder, "x = indices;\ny = tokens == \"\xe9\";\n") ==
          "2:16: a byte that is not UTF-8\n    y = tokens == \"?\";\n                   ^\n" +
              wanted);
    CHECK(complaint(folder, "x = indices;\n# caf\xe9\n").starts_with("2:6: a byte that is not"));
}

TEST_CASE("What is wrong in a file has its line, its column and a caret") {
    const TemporaryFolder folder;
    CHECK(complaint(folder, "def f(x) {\n    return x") ==
          "2:13: the end of the text\n        return x\n                ^\n"
          "expected \";\" after what is returned\n");
    CHECK(complaint(folder, "y = indices;\ndef f(x, {\n") ==
          "2:10: \"{\"\n    def f(x, {\n             ^\nexpected the name of an argument\n");
    CHECK(complaint(folder, "def f(x) {\n    return f(x);\n}\ny = f(indices);\n") ==
          "2:12: calls within calls that are too deep, as in a function that calls itself without "
          "end\n        return f(x);\n               ^\nexpected functions that come to an end\n");
    CHECK(complaint(folder, "x = indices;\ny = x + lenght;\n") ==
          "2:9: the unknown name \"lenght\"\n    y = x + lenght;\n            ^\n"
          "expected a name that is defined before; did you mean \"length\"?\n");
    CHECK(complaint(folder, "x = 0;\nfor i in range(3000) {\n    for j in range(3000) {\n"
                            "        x = j;\n    }\n}\n")
              .starts_with("4:9: more than 5000000 steps"));
}

TEST_CASE("A mistake in the last of a hundred thousand lines is found there") {
    const TemporaryFolder folder;
    std::string text = "x = indices;\n";
    for (int i = 0; i < 100'000; ++i) {
        text += "x = x + 1;\n";
    }
    CHECK(complaint(folder, text + "y = x + tokenz;\n") ==
          "100002:9: the unknown name \"tokenz\"\n    y = x + tokenz;\n            ^\n"
          "expected a name that is defined before; did you mean \"tokens\"?\n");
}
