// The program rasp-compress and bad input: exit code 2, one message, nothing written.

#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Words = std::vector<std::string>;

struct Place {
    Place() { write_output(corpus, R"j(["(f a b c)", "(f a b c)"])j"); }

    TemporaryFolder folder;
    std::string corpus = folder / "corpus.json";
    std::string out = folder / "out.json";
};

// The one message, without the name of the program and the last newline.
std::string complaint(const Words& arguments) {
    const ChildResult result = run_program(arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.output.empty());
    const std::string start = "rasp-compress: ";
    REQUIRE(result.errors.starts_with(start));
    REQUIRE(result.errors.ends_with("\n"));
    CHECK(result.errors.find(start, 1) == std::string::npos);
    return result.errors.substr(start.size(), result.errors.size() - start.size() - 1);
}

// What is said about a corpus of this content, its name cut off.
std::string complaint_about(const std::string& content) {
    const Place place;
    write_output(place.corpus, content);
    const std::string message = complaint({place.corpus, "--out", place.out});
    CHECK(place.folder.names() == Texts{"corpus.json"});
    REQUIRE(message.starts_with(place.corpus));
    return message.substr(place.corpus.size());
}

} // namespace

TEST_CASE("A corpus that cannot be read is named, with the reason") {
    const Place place;
    const std::string missing = place.folder / "missing.json";
    CHECK(complaint({missing, "--out", place.out}) ==
          missing + ": cannot be read (No such file or directory)");
    CHECK(complaint({place.folder.path(), "--out", place.out}) ==
          place.folder.path() + ": this is a folder\nexpected a file");
    CHECK(complaint({"", "--out", place.out}) ==
          "\"\": cannot be read (No such file or directory)");
    CHECK(place.folder.names() == Texts{"corpus.json"});
}

TEST_CASE("Content that is not a corpus is refused with file and place, and nothing is written") {
    CHECK(complaint_about("") == ": the file is empty\nexpected JSON");
    CHECK(complaint_about("[\"a\",\n]") == ":2:1: found \"]\"\n    ]\n    ^\nexpected a value");
    CHECK(complaint_about("[\"\xff\"]") == ":1:3: the byte 0xFF is not UTF-8 here\n"
                                           "    [\"?\"]\n"
                                           "      ^\n"
                                           "expected text in UTF-8");
    CHECK(complaint_about(R"j(["a", 7])j") == ", at /1: found the number 7\nexpected a string");
    CHECK(complaint_about(R"j(["(f (g a)"])j") == ", at /0: this \"(\" is never closed\n"
                                                  "    (f (g a)\n"
                                                  "    ^\n"
                                                  "expected a \")\" for every \"(\"");
    CHECK(complaint_about(R"j([{"name": "n", "program": "(lam a b)"}])j")
              .starts_with(", at /0/program: a lambda with more than one body\n"));
    CHECK(complaint_about(R"j(["$"])j").starts_with(", at /0: \"$\" is not a variable\n"));
    CHECK(complaint_about(R"j([""])j").starts_with(", at /0: an empty program\n"));
    CHECK(complaint_about("[]") == ": an empty list of programs, so there is nothing to compress\n"
                                   "expected at least one program");
    CHECK(complaint_about("{}").starts_with(": this is not a corpus\n"));
}

TEST_CASE("Faults on standard input are called by that name") {
    const Place place;
    write_output(place.corpus, "[7]");
    const ChildResult result = run_program({"-"}, {.input = place.corpus});
    CHECK(result.exit_code == 2);
    CHECK(
        result.errors.starts_with("rasp-compress: standard input, at /0: this is not a program\n"));
}

TEST_CASE("Two hundred megabytes of garbage are refused at their beginning") {
    const Place place;
    std::filesystem::resize_file(place.corpus, 0);
    std::filesystem::resize_file(place.corpus, 200'000'000);
    CHECK(complaint({place.corpus}).starts_with(place.corpus + ":1:1: found "));
}

TEST_CASE("JSON that is nested too deeply is refused") {
    CHECK(complaint_about(std::string(1'000'000, '[')).starts_with(":1:501: there are too many"));
}

TEST_CASE("A program of 100,000 levels can be compressed") {
    const Place place;
    std::string deep;
    for (int i = 0; i < 100'000; ++i) {
        deep += "(f ";
    }
    deep += "a" + std::string(100'000, ')');
    write_output(place.corpus, "[\"" + deep + "\", \"" + deep + "\"]");
    const ChildResult result = run_program({place.corpus, "--out", place.out, "-a0"});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(read_input(place.out).find("\"num_abstractions\": 1") != std::string::npos);
}

TEST_CASE("A variable beyond all lambdas that a program could have is refused") {
    CHECK(complaint_about(R"j(["(f a)", "(f $2147483647)"])j").starts_with(", at /1: "));
}

TEST_CASE("An unknown option is refused, with the one that may have been meant") {
    const Place place;
    CHECK(complaint({place.corpus, "--max-artiy", "3"}) ==
          "unknown option --max-artiy; did you mean --max-arity?");
    CHECK(complaint({place.corpus, "--frobnicate"}) == "unknown option --frobnicate");
    CHECK(complaint({place.corpus, "-z"}) == "unknown option -z");
}

TEST_CASE("Too few and too many arguments are refused") {
    const Place place;
    CHECK(complaint({}) == "no corpus was named\n"
                           "expected rasp-compress CORPUS.json (--help explains more)");
    CHECK(complaint({place.corpus, "other.json"}) ==
          "several corpora\nexpected one corpus, or files of RASP, FILE.rasp");
    CHECK(complaint({place.corpus, "-a"}) == "--max-arity needs a value\nexpected --max-arity N");
    CHECK(complaint({place.corpus, "--quiet=1"}) == "--quiet takes no value");
}

TEST_CASE(
    "An unknown format and an unknown rule are refused, and the message lists the known ones") {
    const Place place;
    CHECK(complaint({place.corpus, "--fmt", "yaml"}) ==
          "--fmt does not know \"yaml\"\nexpected one of programs-list, dreamcoder, rasp");
    const std::string rule = complaint({place.corpus, "--disable", "upper-bond"});
    CHECK(
        rule.starts_with("--disable does not know \"upper-bond\"\nexpected one of upper-bound, "));
}

TEST_CASE("Numbers out of range are refused with the range") {
    const Place place;
    CHECK(complaint({place.corpus, "-a", "-1"}) ==
          "--max-arity takes a whole number from 0 to 64, found \"-1\"");
    CHECK(complaint({place.corpus, "-i", "few"}).starts_with("--iterations takes a whole number "));
    CHECK(complaint({place.corpus, "-t", "-1"}).starts_with("--threads takes a whole number "));
    CHECK(complaint({place.corpus, "--cost-lam", "1.5"}).starts_with("--cost-lam takes a whole "));
    CHECK(complaint({place.corpus, "--structure-penalty", "-1"})
              .starts_with("--structure-penalty takes a number from 0 "));
    CHECK(complaint({place.corpus, "--time-limit", "soon"}) ==
          "--time-limit takes a number of seconds, found \"soon\"");
}

TEST_CASE("New options are held to their ranges") {
    const Place place;
    const auto with = [&](const std::string& option, const std::string& value) {
        return complaint({place.corpus, "--out", place.out, option, value});
    };
    CHECK(with("--candidates", "0") ==
          "--candidates takes a whole number from 1 to 1000, found \"0\"");
    CHECK(with("--candidates", "1001").starts_with("--candidates takes a whole number "));
    CHECK(with("--truncate", "0") == "--truncate takes a whole number of at least 1, found \"0\"");
    CHECK(with("--previous-abstractions", "-1")
              .starts_with("--previous-abstractions takes a whole number from 0 "));
    CHECK(
        with("--memory-limit", "0").starts_with("--memory-limit takes a whole number from 1 to "));
    CHECK(with("--memory-limit", "much").starts_with("--memory-limit takes a whole number "));
    CHECK(complaint({place.corpus, "--shuffle", "--seed", "-1"}) ==
          "--seed takes a whole number of at least 0, found \"-1\"");
    CHECK(place.folder.names() == Texts{"corpus.json"});
}

TEST_CASE("Options that make no sense together are refused") {
    const Place place;
    CHECK(complaint({place.corpus, "--seed", "3"}) ==
          "--seed is given, but nothing is random\nexpected --shuffle with it");
    CHECK(complaint({place.corpus, "--no-other-util", "--structure-penalty", "1"}) ==
          "--no-other-util and --structure-penalty contradict each other\n"
          "expected one of them; --no-other-util is a penalty of 0");
    CHECK(complaint({place.corpus, "--out", place.out, "--save-rewritten", place.out})
              .starts_with("--out and --save-rewritten name the same file, "));
    CHECK(complaint({place.corpus, "--save-rewritten", place.corpus})
              .starts_with("--save-rewritten names the corpus itself, "));
    CHECK(complaint({"-", "--weights", "-"}) ==
          "the list of weights and the corpus are both to come from standard input\n"
          "expected a file for one of them");
    CHECK(complaint({place.corpus, "--weights", place.out, "--dot", place.out})
              .starts_with("--dot names the list of weights itself, "));
    CHECK(complaint({place.corpus, "--save-rewritten", place.folder / "no/such/folder.json"})
              .ends_with(": cannot be written (No such file or directory)"));
}

TEST_CASE("Anything but weights is refused with file and place") {
    const Place place;
    const std::string weights = place.folder / "weights.json";
    CHECK(complaint({place.corpus, "--weights", weights}) ==
          weights + ": cannot be read (No such file or directory)");
    const auto with = [&](const std::string& json) {
        write_output(weights, json);
        const std::string message =
            complaint({place.corpus, "--weights", weights, "--out", place.out});
        CHECK(place.folder.names() == Texts{"corpus.json", "weights.json"});
        REQUIRE(message.starts_with(weights));
        return message.substr(weights.size());
    };
    CHECK(with("[1]") == ": there are 1 weights for 2 programs\n"
                         "expected one for each program of the corpus");
    CHECK(with("[1, -1]") == ", at /1: found the number -1\nexpected a weight from 0 to 1000000");
    CHECK(with(R"({"three": 1})") ==
          ", at /three: \"three\" is neither a task nor a program of the "
          "corpus\nexpected a name such as \"program 0\"");
    CHECK(with("[1,").starts_with(":1:4: "));
    CHECK(with("[0, 0]").starts_with(": every weight is 0"));
}

TEST_CASE("A corpus whose costs do not fit is refused, and the options that mend it are named") {
    const Place place;
    const std::string weights = place.folder / "weights.json";
    write_output(weights, "[0.000001, 1000000]");
    CHECK(complaint({place.corpus, "--weights", weights, "--cost-prim-default", "1000000",
                     "--structure-penalty", "999.999999"}) ==
          place.corpus + ": the corpus is too large for exact costs in 64 bits\n"
                         "expected smaller costs (--cost-...), fewer digits in "
                         "--structure-penalty or in --weights, or fewer or shallower programs");
}

TEST_CASE("Costs of primitives that are not costs are refused with the place") {
    const Place place;
    const auto with_costs = [&](const std::string& json) {
        return complaint({place.corpus, "--cost-prim", json});
    };
    CHECK(with_costs("{") == "--cost-prim:1:2: the file ends too early\n"
                             "    {\n"
                             "     ^\n"
                             "expected a name in double quotes or \"}\"");
    CHECK(with_costs("[]") == "--cost-prim: found an empty array\nexpected an object");
    CHECK(with_costs(R"({"f": 1.5})") ==
          "--cost-prim, at /f: found the number 1.5\nexpected a whole number from 0 to 1000000");
    CHECK(with_costs(R"({"f": -1})").starts_with("--cost-prim, at /f: found the number -1\n"));
    CHECK(with_costs(R"({"f": NaN})").starts_with("--cost-prim, at /f: found NaN\n"));
    CHECK(with_costs(R"({"f": 1, "g": 2, "f": 3})") ==
          "--cost-prim: two costs for \"f\"\nexpected each primitive once");
}

TEST_CASE("A prefix that would make something other than names is refused") {
    const Place place;
    for (const std::string prefix :
         {"", "a b", "()f", "(", "$", "#", ";", "lam_", "lambda_", "lam_1"}) {
        CAPTURE(prefix);
        CHECK(complaint({place.corpus, "--abstraction-prefix", prefix})
                  .starts_with("--abstraction-prefix "));
    }
    for (const std::string prefix : {"lam", "lam_x", "f#$", "\xc3\xa9"}) {
        CAPTURE(prefix);
        CHECK(run_program({place.corpus, "--abstraction-prefix", prefix}).exit_code == 0);
    }
}

TEST_CASE("Output that cannot be written is refused before any work") {
    const Place place;
    const std::string nowhere = place.folder / "no/such/folder.json";
    const std::string missing = place.folder / "missing.json"; // which would be met later
    CHECK(complaint({missing, "--out", nowhere}) ==
          nowhere + ": cannot be written (No such file or directory)");
    CHECK(complaint({missing, "--out", place.out, "--dot", nowhere}) ==
          nowhere + ": cannot be written (No such file or directory)");
    CHECK(complaint({missing, "--out", place.folder.path()}) ==
          place.folder.path() + ": this is a folder\nexpected a file");
    CHECK(complaint({missing, "--out", ""}) ==
          "\"\": cannot be written (No such file or directory)");
    CHECK(place.folder.names() == Texts{"corpus.json"});
}

TEST_CASE("An older result stays as it was if the input is bad") {
    const Place place;
    write_output(place.out, "precious");
    complaint({place.folder / "missing.json", "--out", place.out});
    CHECK(read_input(place.out) == "precious");
}

TEST_CASE("Names of files need not be UTF-8, but the result is") {
    const Place place;
    const std::string corpus = place.folder / "l\xe9.json";
    std::filesystem::copy(place.corpus, corpus);
    CHECK(run_program({corpus, "--out", place.out}).exit_code == 0);
    CHECK(read_input(place.out).find("l\xEF\xBF\xBD.json") != std::string::npos);
}
