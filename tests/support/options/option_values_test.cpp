#include "support/options/option_values.hpp"

#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <thread>
#include <vector>

using namespace rasp_stitch;

namespace {

template <class T, class Kind>
std::string complaint(Kind kind, const std::string& text) {
    T variable = {};
    return message_of([&] { kind(variable).store("name", text); });
}

} // namespace

TEST_CASE("What a variable holds can be written again as it was given") {
    int small = 0;
    whole(small, 0, 20).store("small", "7");
    CHECK(whole(small, 0, 20).load() == OptionScalar(std::int64_t{7}));
    std::optional<std::uint64_t> none;
    CHECK(whole(none, 0, 20).load() == OptionScalar());
    double half = 0;
    real(half, 0, 1).store("half", "5e-1");
    CHECK(real(half, 0, 1).load() == OptionScalar(0.5));
    std::optional<double> time;
    CHECK(seconds(time).load() == OptionScalar());
    std::string name;
    text(name).store("name", "x");
    CHECK(text(name).load() == OptionScalar(std::string("x")));
}

TEST_CASE("A flag is loaded as it is given, and so is one that clears its variable") {
    bool quiet = false;
    bool recognition = true;
    CHECK(flag(quiet).load() == OptionScalar(false));
    CHECK(cleared(recognition).load() == OptionScalar(false));
    flag(quiet).store("quiet", "");
    cleared(recognition).store("no-recognition", "");
    CHECK(quiet);
    CHECK_FALSE(recognition);
    CHECK(flag(quiet).load() == OptionScalar(true));
    CHECK(cleared(recognition).load() == OptionScalar(true));
}

TEST_CASE("Megabytes are stored as bytes and loaded as megabytes") {
    std::optional<std::size_t> bytes;
    megabyte_count(bytes).store("memory-limit", "1000000000");
    CHECK(bytes == 1'000'000'000'000'000U);
    CHECK(megabyte_count(bytes).load() == OptionScalar(std::int64_t{1'000'000'000}));
    CHECK(message_of([&] {
              megabyte_count(bytes).store("memory-limit", "0");
          }).starts_with("--memory-limit takes a whole number from 1 to "));
}

TEST_CASE("No threads stand for as many as there are cores") {
    std::size_t threads = 0;
    thread_count(threads).store("threads", "3");
    CHECK(threads == 3);
    thread_count(threads).store("threads", "0");
    CHECK(threads == std::max(1U, std::thread::hardware_concurrency()));
}

TEST_CASE("A word is one of those that there are") {
    std::string kind;
    const OptionValue value = word(kind, {"bottom-up", "top-down"});
    value.store("search", "top-down");
    CHECK(kind == "top-down");
    CHECK(value.words == std::vector<std::string>{"bottom-up", "top-down"});
    CHECK(message_of([&] { value.store("search", "sideways"); }) ==
          "--search does not know \"sideways\"\nexpected bottom-up or top-down");
    CHECK(message_of([&] {
              word(kind, {"a", "b", "c"}).store("search", "d");
          }) == "--search does not know \"d\"\nexpected one of a, b, c");
}

TEST_CASE("A choice stores what a word stands for") {
    std::optional<int> number;
    choice<std::optional<int>, int>(number, {{"one", 1}, {"two", 2}}).store("number", "two");
    CHECK(number == 2);
    CHECK(complaint<int>(
              [](int& variable) {
                  return choice<int, int>(variable, {{"one", 1}});
              },
              "two") == "--name does not know \"two\"\nexpected one");
}

TEST_CASE("Repeated whole numbers are collected") {
    std::vector<std::uint32_t> sizes;
    const OptionValue value = wholes(sizes, 1, 10);
    value.store("programs", "3");
    value.store("programs", "4");
    CHECK(sizes == std::vector<std::uint32_t>{3, 4});
    CHECK(message_of([&] { value.store("programs", "11"); }) ==
          "--programs takes a whole number from 1 to 10, found \"11\"");
}

TEST_CASE("Real numbers are finite and within their limits") {
    const auto about = [](const std::string& text) {
        return complaint<double>([](double& variable) { return real(variable, 0, 0.99); }, text);
    };
    CHECK(about("0.99") == "");
    for (const std::string text : {"1", "-0.1", "nan", "", "x"}) {
        CAPTURE(text);
        CHECK(about(text) == "--name takes a number from 0 to 0.99, found \"" + text + '"');
    }
}

TEST_CASE("Limits are shown where there are two") {
    CHECK(limits_text(0, 64) == "0 to 64");
    CHECK(limits_text(1, 1'000'000) == "1 to 1,000,000");
    CHECK(limits_text(1, unlimited).empty());
}
