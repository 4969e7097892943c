#include "support/cli/command_line.hpp"

#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch;

namespace {

// The words alone are looked at, so no variable is set.
OptionRow with_value(std::string_view name, char letter, std::string_view value_name) {
    return {.group = "Search",
            .name = name,
            .letter = letter,
            .value_name = value_name,
            .value = {.store = {}, .is_flag = value_name.empty()}};
}

const std::vector<OptionRow> rows = {
    with_value("max-arity", 'a', "N"),
    with_value("out", 'o', "FILE"),
    with_value("quiet", 'q', ""),
    with_value("verbose", 'v', ""),
};

using Words = std::vector<std::string>;

// The options as "name=value", then the arguments.
Words parsed(const Words& words) {
    const CommandLine line = parse_command_line(rows, words);
    Words result;
    for (const GivenOption& option : line.options) {
        result.push_back(std::string(rows.at(option.row).name) + '=' + option.value);
    }
    result.insert(result.end(), line.arguments.begin(), line.arguments.end());
    return result;
}

std::string complaint(const Words& words) {
    return message_of([&] { parse_command_line(rows, words); });
}

} // namespace

TEST_CASE("The example of the command line header holds") {
    const std::vector<std::string> words = {"--max-arity=3", "corpus.json"};
    const CommandLine line = parse_command_line(rows, words);
    CHECK(rows.at(line.options.front().row).name == "max-arity");
    CHECK(line.options.front().value == "3");
    CHECK(line.arguments.front() == "corpus.json");
}

TEST_CASE("Values are joined to their option or the next word") {
    CHECK(parsed({"--max-arity=3"}) == Words{"max-arity=3"});
    CHECK(parsed({"--max-arity", "3"}) == Words{"max-arity=3"});
    CHECK(parsed({"-a3"}) == Words{"max-arity=3"});
    CHECK(parsed({"-a", "3"}) == Words{"max-arity=3"});
    CHECK(parsed({"--out=a=b"}) == Words{"out=a=b"});
    CHECK(parsed({"--out", ""}) == Words{"out="});
}

TEST_CASE("Values may begin with a dash") {
    CHECK(parsed({"--max-arity", "-5"}) == Words{"max-arity=-5"});
    CHECK(parsed({"--max-arity=-5"}) == Words{"max-arity=-5"});
    CHECK(parsed({"-a-5"}) == Words{"max-arity=-5"});
    CHECK(parsed({"-a", "-5"}) == Words{"max-arity=-5"});
    CHECK(parsed({"--out", "-"}) == Words{"out=-"});
    CHECK(parsed({"-o-"}) == Words{"out=-"});
    CHECK(parsed({"--out=--quiet"}) == Words{"out=--quiet"});
}

TEST_CASE("Flags of one letter may run together") {
    CHECK(parsed({"-qv"}) == Words{"quiet=", "verbose="});
    CHECK(parsed({"-qa3"}) == Words{"quiet=", "max-arity=3"});
    CHECK(parsed({"-qa", "3"}) == Words{"quiet=", "max-arity=3"});
}

TEST_CASE("A lone dash and all that follows two dashes are arguments") {
    CHECK(parsed({"-", "-q"}) == Words{"quiet=", "-"});
    CHECK(parsed({"--", "-q", "--none", "--=1"}) == Words{"-q", "--none", "--=1"});
    CHECK(parsed({"x", "-q", "y"}) == Words{"quiet=", "x", "y"});
    CHECK(parsed({"--"}).empty());
    CHECK(parsed({"", "a=b"}) == Words{"", "a=b"});
}

TEST_CASE("An unknown option is named with the nearest one that is known") {
    CHECK(complaint({"--max-artiy", "3"}) ==
          "unknown option --max-artiy; did you mean --max-arity?");
    CHECK(complaint({"--max-artiy=3"}) == "unknown option --max-artiy; did you mean --max-arity?");
    CHECK(complaint({"-max-arity"}) == "unknown option -max-arity; did you mean --max-arity?");
    CHECK(complaint({"--QUIET"}) == "unknown option --QUIET; did you mean --quiet?");
    CHECK(complaint({"--frobnicate"}) == "unknown option --frobnicate");
    CHECK(complaint({"-z"}) == "unknown option -z");
    CHECK(complaint({"-qz"}) == "unknown option -qz");
    CHECK(complaint({"-5"}) == "unknown option -5");
    CHECK(complaint({"--=3"}) == "unknown option --=3");
    CHECK(complaint({"--\n\x1b" + std::string(100'000, 'x')}).size() < 80);
}

TEST_CASE("Names are not completed from their beginning") {
    CHECK(complaint({"--max", "3"}) == "unknown option --max; did you mean --max-arity?");
    CHECK(complaint({"--q"}) == "unknown option --q; did you mean --quiet?");
}

TEST_CASE("A value that is missing is asked for") {
    const std::string missing = "--out needs a value\nexpected --out FILE";
    CHECK(complaint({"--out"}) == missing);
    CHECK(complaint({"-o"}) == missing);
    CHECK(complaint({"--out="}) == missing);
    CHECK(complaint({"-qo"}) == missing);
    CHECK(complaint({"--out", "--quiet"}) == missing);
    CHECK(complaint({"--out", "--max-arity=3"}) == missing);
    CHECK(complaint({"--out", "-q"}) == missing);
}

TEST_CASE("A value for a flag is refused") {
    CHECK(complaint({"--quiet=yes"}) == "--quiet takes no value");
}
