// How rasp-eval shows values and transformers.

#include "rasp/evaluator/compile.hpp"
#include "rasp/evaluator/trace.hpp"
#include "rasp/language/language_reference.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/value_text.hpp"
#include "rasp/transformer/architecture.hpp"
#include "rasp/transformer/architecture_dot.hpp"
#include "rasp/transformer/architecture_text.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

Bytecode compiled(const std::string& program) {
    lambda::TermStore store;
    return compile(store, read_program(store, program)).code.value();
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

} // namespace

TEST_CASE("Values are shown as they are, and in quotes where they could be taken for others") {
    CHECK(shown(Value(std::string("a"))) == "a");
    CHECK(shown(Value(std::string("("))) == "(");
    CHECK(shown(Value(std::string("7"))) == "7");
    CHECK(shown(Value(std::string("10"))) == "\"10\"");
    CHECK(shown(Value(std::string("a b"))) == "\"a b\"");
    CHECK(shown(Value(std::string())) == "\"\"");
    CHECK(shown(Value(std::string("true"))) == "\"true\"");
    CHECK(shown(Value(std::string("\x1b[2J"))) == "?[2J");
    CHECK(shown(Value(std::int64_t{3})) == "3");
    CHECK(shown(Value(3.0)) == "3.0");
    CHECK(shown(Value(false)) == "false");
    CHECK(shown(Sequence{Value(std::int64_t{1}), Value(0.5)}) == "1 0.5");
}

TEST_CASE("A selector is a grid, its rows queries") {
    CHECK(grid({{false, true}, {false, false}}, characters("ab"), "  ") == "    a b\n"
                                                                           "  a . #\n"
                                                                           "  b . .\n");
    // Cells stand below the ends of their labels, whatever their width.
    CHECK(grid({{true, true}, {false, true}},
               {Value(std::string("word")), Value(std::string("x"))}) == "     word x\n"
                                                                         "word    # #\n"
                                                                         "x       . #\n");
}

TEST_CASE("A trace has each value once, parts before wholes") {
    const Trace made = trace(compiled("(lam ((lam (add $0 $0)) (aggregate (select (indices $0) "
                                      "(indices $0) less_than) (indices $0))))"),
                             {.tokens = characters("ab")});
    CHECK_FALSE(made.failure);
    CHECK(made.text == "(indices $0)\n"
                       "    0 1\n"
                       "(select (indices $0) (indices $0) less_than)\n"
                       "      a b\n"
                       "    a . .\n"
                       "    b # .\n"
                       "(aggregate (select (indices $0) (indices $0) less_than) (indices $0))\n"
                       "    0 0\n"
                       "(add (aggregate (select (indices $0) (indices $0) less_than) (indices "
                       "$0)) (aggregate (select (indices $0) (indices $0) less_than) (indices "
                       "$0)))\n"
                       "    0 0\n");
}

TEST_CASE("A trace ends where the program fails") {
    const Trace made =
        trace(compiled("(lam (add (div one (indices $0)) one))"), {.tokens = characters("ab")});
    CHECK(made.failure.failure == FailureClass::div_zero);
    CHECK(made.text == "(indices $0)\n"
                       "    0 1\n");
    CHECK(trace(compiled("(lam (indices $0))"), {}).failure.failure == FailureClass::empty_input);
    // A constant is shown if it is the whole program.
    CHECK(trace(compiled("(lam one)"), {.tokens = characters("ab")}).text == "one\n    1 1\n");
}

TEST_CASE("An architecture is described layer by layer") {
    CHECK(architecture_text(layout(compiled(
              "(lam (aggregate_default (select (indices $0) (sub (length $0) (indices $0)) eq) "
              "(tokens $0) str.x))"))) ==
          "2 layers, 2 heads\n"
          "before the first layer\n"
          "    x1 = (indicator (eq (indices $0) zero))\n"
          "layer 1: 1 head\n"
          "    head 1 selects (select one one equals_to)\n"
          "        h1 = (aggregate x1)\n"
          "    elementwise\n"
          "        x2 = (sub (round (div one h1)) (indices $0))\n"
          "layer 2: 1 head\n"
          "    head 1 selects (select (indices $0) x2 equals_to)\n"
          "        h2 = (aggregate (tokens $0)), or str.x where nothing is selected\n"
          "result: h2\n");
    CHECK(architecture_text(layout(compiled("(lam (tokens $0))"))) == "0 layers, 0 heads\n"
                                                                      "result: (tokens $0)\n");
}

TEST_CASE("A drawing has a node for each head and arrows for what flows") {
    const std::string dot = architecture_dot(layout(
        compiled("(lam (add (selector_width (select (tokens $0) (tokens $0) eq)) (length $0)))")));
    CHECK(count_of(dot, "shape=box") == 3);
    CHECK(count_of(dot, "subgraph cluster_") == 1);
    CHECK(count_of(dot, "\"(tokens $0)\" -> \"head 1.") == 2);
    CHECK(count_of(dot, " -> \"result\"") == 1);
    CHECK(dot.starts_with("digraph architecture {\n"));
    CHECK(dot.ends_with("}\n"));
}

TEST_CASE("A late default is drawn after the head, and what uses it uses both") {
    const std::string dot = architecture_dot(
        layout(compiled("(lam (neg (aggregate_default (select (indices $0) zero eq) (indices $0) "
                        "(aggregate (select (indices $0) (length $0) eq) one))))")));
    CHECK(count_of(dot, "shape=box") == 3);
    CHECK(count_of(dot, "where nothing is selected") == 1);
    // Every arrow begins and ends at an existing node.
    CHECK(count_of(dot, "\"head 2.1\" -> \"h") == 1);
    for (const std::string head : {"head 1.1", "head 1.2", "head 2.1"}) {
        CHECK(count_of(dot, "\"" + head + "\" -> ") == 1);
    }
    CHECK(count_of(dot, " -> \"head 1.") == count_of(dot, "\"(indices $0)\" -> \"head 1.") + 1);
}

TEST_CASE("The reference describes each primitive") {
    const std::string text = "\n" + language_reference(ReferenceFormat::text);
    const std::string markdown = language_reference(ReferenceFormat::markdown);
    for (const Primitive& primitive : primitives()) {
        CAPTURE(primitive.name);
        CHECK(count_of(text, "\n" + std::string(primitive.name) + " : " +
                                 std::string(primitive.type) + "\n") == 1);
        CHECK(count_of(markdown, "| `" + std::string(primitive.name) + "` | ") == 1);
    }
    // A bar in a cell is escaped, so each row has six bars.
    const std::size_t row = markdown.find("| `selector_or` |");
    const std::string line = markdown.substr(row, markdown.find('\n', row) - row);
    CHECK(count_of(line, "|") - count_of(line, "\\|") == 6);
}
