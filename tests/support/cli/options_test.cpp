#include "support/cli/options.hpp"

#include "support/options/option_values.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

using Words = std::vector<std::string>;

struct Example {
    int max_arity = 7;
    Decimal penalty;
    std::optional<double> time_limit;
    std::optional<std::string> out;
    Words also;
    bool quiet = false;
    bool recognition = true;
    std::optional<std::uint32_t> programs;

    Command command(const PositionalArguments& arguments = {"CORPUS", 0, 1}) {
        return {.name = "rasp-example",
                .version = {.number = "1.2"},
                .rows = {{"Search", "max-arity", 'a', "N", whole(max_arity, 0, 20), "2",
                          "most arguments of an abstraction"},
                         {"Search", "penalty", 0, "X", decimal(penalty, 0, 100), "1.5",
                          "cost of structure"},
                         {"Search",
                          "time-limit",
                          't',
                          "SECONDS",
                          seconds(time_limit),
                          "",
                          "when to stop",
                          {"time", "seconds"}},
                         {"Search", "programs", 0, "N", whole(programs, 1, unlimited), "", ""},
                         {"Output", "out", 'o', "FILE", file(out), "", "where to write"},
                         {"Output", "also", 0, "FILE", texts(also), "", "more places"},
                         {"Output", "quiet", 'q', "", flag(quiet), "", "no progress"},
                         {"Output", "no-recognition", 0, "", cleared(recognition), "", ""}},
                .arguments = arguments};
    }
};

// Example and what was given besides.
struct Parsed : Example {
    explicit Parsed(const Words& words, const PositionalArguments& arguments = {"CORPUS", 0, 1})
        : given(parse_options(command(arguments), words)) {}

    std::optional<GivenOptions> given;
};

std::string complaint(const Words& words, const PositionalArguments& arguments = {"CORPUS", 0, 1}) {
    return message_of([&] { const Parsed parsed(words, arguments); });
}

} // namespace

TEST_CASE("Options that are not given have their defaults") {
    const Parsed parsed({});
    CHECK(parsed.max_arity == 2);
    CHECK(parsed.penalty == Decimal{15, 10});
    CHECK_FALSE(parsed.time_limit.has_value());
    CHECK_FALSE(parsed.out.has_value());
    CHECK(parsed.also.empty());
    CHECK_FALSE(parsed.quiet);
    CHECK(parsed.recognition);
    CHECK_FALSE(parsed.given->has("max-arity"));
    CHECK(parsed.given->arguments().empty());
}

TEST_CASE("Options that are given have their values") {
    const Parsed parsed({"--max-arity=3", "--penalty", "0.25", "-t", "2.5", "--out", "-", "--also",
                         "a", "--also=b", "-q", "--no-recognition", "--programs=4", "corpus.json"});
    CHECK(parsed.max_arity == 3);
    CHECK(parsed.penalty == Decimal{25, 100});
    CHECK(parsed.time_limit == 2.5);
    CHECK(parsed.programs == 4U);
    CHECK(parsed.out == "-");
    CHECK(parsed.also == Words{"a", "b"});
    CHECK(parsed.quiet);
    CHECK_FALSE(parsed.recognition);
    CHECK(parsed.given->has("time-limit"));
    CHECK(parsed.given->texts("also") == Words{"a", "b"});
    CHECK(parsed.given->arguments() == Words{"corpus.json"});
}

TEST_CASE("A text that is given empty is given") {
    CHECK(Parsed({"--out", ""}).out == "");
}

TEST_CASE("An old name of an option stands for the option, and nothing shows it") {
    const Parsed parsed({"--time", "3"});
    CHECK(parsed.time_limit == 3);
    CHECK(parsed.given->has("time-limit"));
    CHECK(Parsed({"--seconds=4"}).time_limit == 4);
    CHECK(complaint({"--time", "1", "--seconds", "2"}) == "--time-limit is given twice");
    CHECK(complaint({"--time", "soon"}) ==
          "--time-limit takes a number of seconds, found \"soon\"");
    CHECK(complaint({"--time"}) == "--time-limit needs a value\nexpected --time-limit SECONDS");
    CHECK(complaint({"--out", "--time=3"}) == "--out needs a value\nexpected --out FILE");
    CHECK(complaint({"--secands", "3"}) == "unknown option --secands; did you mean --time-limit?");
}

TEST_CASE("Whole numbers are whole, numbers, and within their limits") {
    for (const std::string value :
         {"x", "", "3x", "2.5", "+3", "21", "-1", " 3", "99999999999999999999", "0x3"}) {
        CAPTURE(value);
        CHECK(complaint({"-a", value}) ==
              "--max-arity takes a whole number from 0 to 20, found \"" + value + '"');
    }
    CHECK(complaint({"--programs", "0"}) ==
          "--programs takes a whole number of at least 1, found \"0\"");
}

TEST_CASE("Decimals are exact and within their limits") {
    const auto about = [](const std::string& value) { return complaint({"--penalty", value}); };
    CHECK(about("0") == "");
    CHECK(about("100.000000") == "");
    for (const std::string value : {"-0.000001", "100.000001", "1.2345678", "1e3", "x"}) {
        CAPTURE(value);
        CHECK(about(value) == "--penalty takes a number from 0 to 100, with at most 6 digits "
                              "after the point, found \"" +
                                  value + '"');
    }
    Decimal large;
    decimal(large, 0, unlimited).store("penalty", "999999999999.5");
    CHECK(large.scale == 10);
    Decimal negative;
    decimal(negative, -1, 1).store("penalty", "-0.25");
    CHECK(negative == Decimal{-25, 100});
}

TEST_CASE("Seconds are finite and not negative") {
    CHECK(Parsed({"-t", "0"}).time_limit == 0);
    CHECK(Parsed({"-t", "1e3"}).time_limit == 1000);
    for (const std::string value : {"-1", "-0", "inf", "nan", "1e999", "1s", "", "soon"}) {
        CAPTURE(value);
        CHECK(complaint({"-t", value}) ==
              "--time-limit takes a number of seconds, found \"" + value + '"');
    }
}

TEST_CASE("An option that is given twice is an error unless it is repeatable") {
    CHECK(complaint({"--out", "a", "-o", "b"}) == "--out is given twice");
    CHECK(complaint({"-q", "--quiet"}) == "--quiet is given twice");
    CHECK(complaint({"--also", "a", "--also", "a"}) == "");
}

TEST_CASE("Arguments too many and too few are errors") {
    CHECK(complaint({"a.json", "b.json"}) ==
          "unexpected argument \"b.json\"\nexpected at most 1 CORPUS");
    CHECK(complaint({"a"}, {}) == "unexpected argument \"a\"\nexpected options only");
    CHECK(complaint({}, {"CORPUS", 1, 1}) ==
          "no CORPUS is given\nexpected at least 1 CORPUS (--help explains more)");
    CHECK(complaint({"a"}, {"CORPUS", 2, 9}) ==
          "only 1 CORPUS is given\nexpected at least 2 CORPUS (--help explains more)");
}

TEST_CASE("Whoever asks about the program need give no arguments, and no sensible values") {
    const auto answer = [](const Words& words) {
        const ChildResult result = run_in_child([&] {
            const bool has_work = Parsed(words, {"CORPUS", 1, 1}).given.has_value();
            std::fflush(stdout);
            return has_work ? 1 : 0;
        });
        CHECK(result.exit_code == 0);
        return result.output;
    };
    const std::string help = answer({"--help", "-a", "x"});
    CHECK(help.find("--max-arity N") != std::string::npos);
    CHECK(help.find("--help") != std::string::npos);
    CHECK(help.find("--completion SHELL") != std::string::npos);
    CHECK(help.find("--manual") != std::string::npos);
    CHECK(answer({"--version"}) == "rasp-example 1.2\n");
    CHECK(answer({"--manual"}).starts_with(".TH RASP\\-EXAMPLE 1 "));
    CHECK(answer({"--completion", "bash"}).find("complete -o filenames") != std::string::npos);
    CHECK(answer({"--completion", "zsh"}).starts_with("#compdef rasp-example\n"));
    CHECK(answer({"--completion", "fish"}).find("complete -c rasp-example") != std::string::npos);
    CHECK(complaint({"--completion", "cash"}) ==
          "--completion does not know \"cash\"\nexpected one of bash, zsh, fish");
    CHECK(complaint({"--help", "--none"}) == "unknown option --none");
}

TEST_CASE("The version is told with the revision and its date, if these are known") {
    const ChildResult result = run_in_child([] {
        const Command command = {.name = "rasp-example part",
                                 .version = {"1.2", "0123456789", "2026-11-28"}};
        const bool has_work = parse_options(command, Words{"--version"}).has_value();
        std::fflush(stdout);
        return has_work ? 1 : 0;
    });
    CHECK(result.output == "rasp-example 1.2 (0123456789 of 2026-11-28)\n");
}

TEST_CASE("Completion is that of the whole program, not of a subcommand") {
    CHECK(message_of([] {
              parse_options({.name = "rasp-example part"}, Words{"--completion", "bash"});
          }) == "unknown option --completion");
}

TEST_CASE("A program that misreads its own table is told so") {
    const Parsed parsed({});
    CHECK_THROWS_AS(parsed.given->has("none"), std::logic_error);
    CHECK_THROWS_AS(parsed.given->texts("none"), std::logic_error);
    CHECK_THROWS_AS(parsed.given->has("time"), std::logic_error);
}

TEST_CASE("A program that is started without any words has no options") {
    CHECK(parse_options(Example().command(), 0, nullptr)->arguments().empty());
}
