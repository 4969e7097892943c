#include "support/cli/options.hpp"

#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

constexpr std::array rows = {
    OptionRow{"Search", "max-arity", 'a', "N", "2", "most arguments of an abstraction"},
    OptionRow{"Search", "penalty", 0, "X", "1.5", "cost of structure"},
    OptionRow{"Search", "time-limit", 't', "SECONDS", "", "when to stop"},
    OptionRow{"Output", "out", 'o', "FILE", "", "where to write"},
    OptionRow{"Output", "also", 0, "FILE", "", "more places", true},
    OptionRow{"Output", "quiet", 'q', "", "", "no progress"},
    OptionRow{"Other", "help", 'h', "", "", "this page"},
};

Options parse(const std::vector<const char*>& given,
              const PositionalArguments& arguments = {"CORPUS", 0, 1}) {
    std::vector<const char*> words = {"program"};
    words.insert(words.end(), given.begin(), given.end());
    return {rows, arguments, static_cast<int>(words.size()), words.data()};
}

} // namespace

TEST_CASE("Options that are not given have their defaults") {
    const Options options = parse({});
    CHECK(options.integer("max-arity", 0, 20) == 2);
    CHECK(options.text("max-arity") == "2");
    CHECK(options.decimal("penalty", 0, 100) == Decimal{15, 10});
    CHECK(options.text("out") == "");
    CHECK(options.optional_text("max-arity") == "2");
    CHECK_FALSE(options.optional_text("out").has_value());
    CHECK(options.texts("also").empty());
    CHECK_FALSE(options.flag("quiet"));
    CHECK_FALSE(options.given("max-arity"));
    CHECK(options.positional().empty());
}

TEST_CASE("Options that are given have their values") {
    const Options options = parse({"--max-arity=3", "--penalty", "-0.25", "-t", "2.5", "--out", "-",
                                   "--also", "a", "--also=b", "-q", "corpus.json"});
    CHECK(options.integer("max-arity", 0, 20) == 3);
    CHECK(options.decimal("penalty", -1, 1) == Decimal{-25, 100});
    CHECK(options.seconds("time-limit") == 2.5);
    CHECK(options.optional_text("out") == "-");
    CHECK(options.texts("also") == std::vector<std::string>{"a", "b"});
    CHECK(options.flag("quiet"));
    CHECK(options.given("time-limit"));
    CHECK(options.positional() == std::vector<std::string>{"corpus.json"});
}

TEST_CASE("A default counts as one of the texts of its option") {
    CHECK(parse({}).texts("max-arity") == std::vector<std::string>{"2"});
}

TEST_CASE("A text that is given empty is given") {
    CHECK(parse({"--out", ""}).optional_text("out") == "");
}

TEST_CASE("Whole numbers are whole, numbers, and within their limits") {
    for (const char* const value :
         {"x", "", "3x", "2.5", "+3", "21", "-1", " 3", "99999999999999999999", "0x3"}) {
        CAPTURE(value);
        CHECK(message_of([&] {
                  (void)parse({"-a", value}).integer("max-arity", 0, 20);
              }) ==
              "--max-arity takes a whole number from 0 to 20, found \"" + std::string(value) + '"');
    }
    CHECK(parse({"-a", "-20"}).integer("max-arity", -20, 0) == -20);
}

TEST_CASE("Decimals are exact and within their limits") {
    const auto complaint = [](const char* value) {
        return message_of([&] { (void)parse({"--penalty", value}).decimal("penalty", 0, 100); });
    };
    CHECK(complaint("0") == "");
    CHECK(complaint("100.000000") == "");
    for (const char* const value : {"-0.000001", "100.000001", "1.2345678", "1e3", "x"}) {
        CAPTURE(value);
        CHECK(complaint(value) == "--penalty takes a number from 0 to 100, with at most 6 digits "
                                  "after the point, found \"" +
                                      std::string(value) + '"');
    }
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    CHECK(parse({"--penalty", "999999999999.5"}).decimal("penalty", 0, most).scale == 10);
}

TEST_CASE("Seconds are finite and not negative") {
    CHECK(parse({"-t", "0"}).seconds("time-limit") == 0);
    CHECK(parse({"-t", "1e3"}).seconds("time-limit") == 1000);
    for (const char* const value : {"-1", "-0", "inf", "nan", "1e999", "1s", "", "soon"}) {
        CAPTURE(value);
        CHECK(message_of([&] {
                  (void)parse({"-t", value}).seconds("time-limit");
              }) == "--time-limit takes a number of seconds, found \"" + std::string(value) + '"');
    }
}

TEST_CASE("An option that is given twice is an error unless it is repeatable") {
    CHECK(message_of([] { parse({"--out", "a", "-o", "b"}); }) == "--out is given twice");
    CHECK(message_of([] { parse({"-q", "--quiet"}); }) == "--quiet is given twice");
    CHECK(message_of([] { parse({"--also", "a", "--also", "a"}); }) == "");
}

TEST_CASE("Arguments too many and too few are errors") {
    CHECK(message_of([] {
              parse({"a.json", "b.json"});
          }) == "unexpected argument \"b.json\"\nexpected at most 1 CORPUS");
    CHECK(message_of([] { parse({"a"}, {}); }) ==
          "unexpected argument \"a\"\nexpected options only");
    CHECK(message_of([] {
              parse({}, {"CORPUS", 1, 1});
          }) == "no CORPUS is given\nexpected at least 1 CORPUS; --help tells more");
    CHECK(message_of([] {
              parse({"a"}, {"CORPUS", 2, 9});
          }) == "only 1 CORPUS is given\nexpected at least 2 CORPUS; --help tells more");
}

TEST_CASE("Whoever asks for help need give no arguments") {
    CHECK(parse({"--help"}, {"CORPUS", 1, 1}).flag("help"));
}

TEST_CASE("A program that misreads its own table is told so") {
    const Options options = parse({});
    CHECK_THROWS_AS(options.flag("none"), std::logic_error);
    CHECK_THROWS_AS(options.given("none"), std::logic_error);
    CHECK_THROWS_AS(options.text("none"), std::logic_error);
    CHECK_THROWS_AS(options.text("quiet"), std::logic_error);
    CHECK_THROWS_AS(options.flag("out"), std::logic_error);
    CHECK_THROWS_AS(options.seconds("time-limit"), std::logic_error);
}

TEST_CASE("A program that is started without any words has no options") {
    CHECK(Options(rows, {}, 0, nullptr).positional().empty());
}
