#include "compressor/summary.hpp"

#include "tests/compressor/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

std::string summary_of(Corpus corpus, const CompressionSettings& settings) {
    const Compression found = compress(corpus, settings);
    return summary(corpus, found, settings.settings.penalty);
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("The summary tells costs, ratio and for each abstraction its body, uses and utility") {
    CHECK(summary_of(corpus_of({"(f (g a b c) d)", "(h (g a b e))", "(k (g a b c) (g a b c))"}),
                     {.iterations = 2}) ==
          "3 programs of 3 tasks, cost 2,017 -> 906, ratio 2.23\n"
          "\n"
          "fn_0  arity 0, 4 uses, utility 506, cost 2,017 -> 1,209\n"
          "    (g a b)\n"
          "    in program 0: fn_0\n"
          "    in program 1: fn_0\n"
          "\n"
          "fn_1  arity 0, 3 uses, utility 102, cost 1,209 -> 906\n"
          "    (fn_0 c)\n"
          "    in program 0: fn_1\n"
          "    in program 2: fn_1\n");
}

TEST_CASE("The summary of a corpus in which nothing compresses says so") {
    CHECK(summary_of(corpus_of({"(f a)"}), {}) ==
          "1 program of 1 task, cost 201: no abstraction makes them shorter\n");
}

TEST_CASE("Places of use are shown from two different tasks where there are two") {
    const std::string body = "(f (g a b c) (g a b c) (g a b c))";
    const std::string text =
        summary_of(frontiers_of({{"t", body}, {"t", "(h " + body + ")"}, {"u", body}, {"v", body}}),
                   {.iterations = 1});
    CHECK(holds(text, "\n    in a program of t: fn_0\n    in a program of u: fn_0\n"));
    CHECK_FALSE(holds(text, "program of v"));
}

TEST_CASE("A long body and a long place are cut, and names cannot harm the terminal") {
    std::string row;
    for (int i = 0; i < 200; ++i) {
        row += " primitive" + std::to_string(i);
    }
    CorpusBuilder builder;
    builder.add_program("t", "name\x1b[2J", "(f" + row + " x)");
    builder.add_program("u", std::string(300, 'n'), "(f" + row + " y)");
    const std::string text = summary_of(builder.finish(), {.iterations = 1});
    CHECK(holds(text, "primitive20"));
    CHECK_FALSE(holds(text, "primitive199"));
    CHECK(holds(text, "name?[2J"));
    CHECK_FALSE(holds(text, "\x1b"));
    CHECK(holds(text, std::string(90, 'n') + "..."));
    CHECK_FALSE(holds(text, std::string(91, 'n')));
}

TEST_CASE("A utility is whole where it is whole, and else decimal") {
    CHECK(utility_text(123456, 1) == "123,456");
    CHECK(utility_text(-5, 1) == "-5");
    CHECK(utility_text(1220, 10) == "122");
    CHECK(utility_text(1225, 10) == "122.5");
    CHECK(utility_text(0, 1000) == "0");
}

TEST_CASE("A corpus that comes to cost nothing has an infinite ratio") {
    CompressionSettings settings;
    settings.settings.costs.primitive = 0;
    const std::string text = summary_of(corpus_of({"(f a b)", "(f a b)"}), settings);
    CHECK(holds(text, "cost 4 -> 0, ratio infinite"));
}
