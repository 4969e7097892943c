// Texts of RASP: values as the reference interpreter has them, and messages for what is wrong.

#include "lambda/terms/print.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/source/read_source.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

// Returns the program that a text ends with, in the lambda form.
std::string term_of(const std::string& text, std::optional<ValueKind> input = {}) {
    lambda::TermStore store;
    lambda::TypeStore types;
    SourceReader reader(store, types, {.input = input});
    return lambda::print(store, reader.program(reader.read(text).back()).term);
}

// Returns the same after its type and ": ".
std::string typed_term_of(const std::string& text) {
    lambda::TermStore store;
    lambda::TypeStore types;
    SourceReader reader(store, types);
    const TypedProgram program = reader.program(reader.read(text).back());
    return lambda::print_type(types, program.type) + ": " + lambda::print(store, program.term);
}

std::string problem_of(const std::string& text) {
    try {
        term_of(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("A selector of everything has no comparison") {
    CHECK(term_of("select(tokens, indices, true)") == "(lam full)");
    CHECK(term_of("select(tokens, indices, True) and select(1, indices, ==)") ==
          "(lam (selector_and full (select one (indices $0) equals_to)))");
    CHECK(problem_of("select(tokens, [1], true)").find("a list as the queries of select") !=
          std::string::npos);
    CHECK(problem_of("select(tokens, 1, false)").find("or true") != std::string::npos);
}

TEST_CASE("Operators bind as in the reference") {
    CHECK(term_of("not tokens == True") == "(lam (eq (not (ne (tokens $0) str.)) true))");
    CHECK(term_of("-indices ^ 2") == "(lam (pow (neg (indices $0)) two))");
    CHECK(term_of("indices - 1 - length") == "(lam (sub (sub (indices $0) one) (length $0)))");
    CHECK(term_of("indices * 2 % 3 + 1") == "(lam (add (mod (mul (indices $0) two) 3) one))");
    CHECK(term_of("1 if indices > 2 else 2 if indices > 1 else 3") ==
          "(lam (if (gt (indices $0) one) (if (gt (indices $0) two) one two) 3))");
}

TEST_CASE("What is run at definition time is unfolded") {
    CHECK(term_of("x = 0; for i in range(3) { x = x + i; } y = indices + x;") ==
          "(lam (add (indices $0) 3))");
    CHECK(term_of("def f(n) { return indices if n == 0 else f(n - 1) + n; } f(2)") ==
          "(lam (add (add (indices $0) one) two))");
}

TEST_CASE("Lists, dictionaries, unpacking and functions of functions") {
    CHECK(term_of("pairs = [[1, 2], [3, 4]]; [p + q for p, q in pairs][1] + indices") ==
          "(lam (add 7 (indices $0)))");
    CHECK(term_of("d = {\"a\": 1, \"b\": 2}; d[tokens]") ==
          "(lam (if (eq (tokens $0) str.a) one two))");
    CHECK(term_of("tokens in [\"a\", \"b\"]") ==
          "(lam (or (eq (tokens $0) str.a) (eq (tokens $0) str.b)))");
    CHECK(term_of(
              "def twice(f, x) { return f(f(x)); } def g(x) { return x + 1; } twice(g, indices)") ==
          "(lam (add (add (indices $0) one) one))");
    CHECK(term_of("def two(x) { return x, x + 1; } a, b = two(indices); b") ==
          "(lam (add (indices $0) one))");
    CHECK(term_of("tokens[-1]") == "(lam (aggregate (select (indices $0) (sub (length $0) one) "
                                   "equals_to) (tokens $0)))");
    CHECK(term_of("[len(zip([1, 2], [3, 4])), 5][0] * indices") == "(lam (mul two (indices $0)))");
}

TEST_CASE("Values of other kinds are turned into their equivalents") {
    CHECK(term_of("not indices") == "(lam (not (ne (indices $0) zero)))");
    CHECK(term_of("(indices > 1) + 1") == "(lam (add (indicator (gt (indices $0) one)) one))");
    CHECK(term_of("indices == \"a\"") == "(lam false)");
    CHECK(term_of("select(indicator(indices > 1), True, ==)") ==
          "(lam (select (indicator (gt (indices $0) one)) one equals_to))");
    CHECK(term_of("tokens_int + 1") == "(lam (add (parse_int (tokens $0)) one))");
    CHECK(term_of("tokens_int + 1", ValueKind::number) == "(lam (add (tokens $0) one))");
}

TEST_CASE("Functions are programs of their arguments") {
    CHECK(term_of("def f(x, n) { return aggregate(select(indices + n, indices, ==), x); }") ==
          "(lam (lam (lam (aggregate (select (add (indices $2) $0) (indices $2) equals_to) $1))))");
    CHECK(term_of("def f(s) { return aggregate(s, 1) > 0; }") ==
          "(lam (lam (gt (aggregate $0 one) zero)))");
    CHECK(term_of("def f(g) { return g(indices) + 1; }") ==
          "(lam (lam (add ($0 (indices $1)) one)))");
}

TEST_CASE("What an argument is stands in the comment with the type, or is found out") {
    const std::string equal = "def equal(keys, queries) { return select(keys, queries, ==); }\n";
    const auto program = [&](const std::string& text) { return typed_term_of(equal + text); };
    const std::string by_predicate = "def f(x, p) {\n    return p(x, x);\n}\n";
    CHECK(program("# f (fn_0) : seq(t0) -> pred(t0) -> sel\n" + by_predicate) ==
          "t0 -> seq(t1) -> pred(t1) -> sel: (lam (lam (lam (select $1 $1 $0))))");
    // A comment in somebody's own words, or of another function, says nothing.
    for (const std::string comment :
         {"", "# f : a function\n", "# f : seq(t0) -> sel\n", "# f : sel -> sel -> sel\n",
          "# g : seq(t0) -> pred(t0)\n", "# f : seq(t0) -> pred(t0) -> sel\n\n"}) {
        CAPTURE(comment);
        CHECK(program(comment + by_predicate) == "t0 -> t1 -> (t1 -> t1 -> t2) -> t2: "
                                                 "(lam (lam (lam ($0 $1 $1))))");
    }
    const std::string of_function = "def f(g, x) {\n    return aggregate(g(equal), x);\n}\n";
    CHECK(program("# f : (pred(t0) -> sel) -> seq(t1) -> seq(t1)\n" + of_function) ==
          "t0 -> (pred(t1) -> sel) -> seq(t2) -> seq(t2): "
          "(lam (lam (lam (aggregate ($1 equals_to) $0))))");
    CHECK(program(of_function) ==
          "t0 -> ((seq(t1) -> seq(t1) -> sel) -> sel) -> seq(t2) -> seq(t2): "
          "(lam (lam (lam (aggregate ($1 (lam (lam (select $1 $0 equals_to)))) $0))))");
    CHECK(program("# f : seq(num) -> seq(num) -> seq(num)\n"
                  "def f(x, y) { return x + y; }") ==
          "t0 -> seq(num) -> seq(num) -> seq(num): (lam (lam (lam (add $1 $0))))");
}

TEST_CASE("A function is a program of the tokens where it was defined, and is called with others") {
    lambda::TermStore store;
    lambda::TypeStore types;
    SourceReader reader(store, types);
    reader.read("set example [\"a\", \"b\"]\n"
                "def known(x) { return x if tokens == \"a\" else \"other\"; }\n"
                "def next() { return tokens_int + 1; }\n"
                "set example [1, 2]\n"
                "after = next();\n");
    const auto type_of = [&](const char* name) {
        return lambda::print_type(types, reader.program(reader.find(name).value()).type);
    };
    CHECK(type_of("known") == "input(str) -> seq(str) -> seq(str)");
    CHECK(type_of("next") == "input(str) -> seq(num)");
    CHECK(type_of("after") == "input(num) -> seq(num)");
}

TEST_CASE("Files that cannot be loaded are no files that load one another") {
    lambda::TermStore store;
    lambda::TypeStore types;
    SourceReader reader(store, types, {.load = [](std::string_view, const std::string&) {
                            return LoadedText{.text = "x = unknown;", .source = "other.rasp"};
                        }});
    for (int i = 0; i < 60; ++i) {
        try {
            reader.read("load \"other\";");
            FAIL("the name is known");
        } catch (const InputError& error) {
            CHECK(error.problem().found == "the unknown name \"unknown\"");
        }
    }
}

TEST_CASE("Whatever is wrong has a place and a reason") {
    CHECK(problem_of("x = indices +;") ==
          "line 1, column 14: \";\"\n"
          "    x = indices +;\n"
          "                 ^\n"
          "expected an expression: a name, a number, a string, a list or something in "
          "parentheses");
    CHECK(problem_of("x = indicse + 1;") ==
          "line 1, column 5: the unknown name \"indicse\"\n"
          "    x = indicse + 1;\n"
          "        ^\n"
          "expected a name that is defined before; did you mean \"indices\"?");
    CHECK(problem_of("x = indices +\n  \"a\";") ==
          "line 1, column 13: \"+\" between strings and numbers\n"
          "    x = indices +\n"
          "                ^\n"
          "expected numbers, or strings, on both sides");
    const auto begins = [](const std::string& text, const std::string& message) {
        CAPTURE(text);
        CHECK_THAT(problem_of(text), Catch::StartsWith(message));
    };
    begins("x = indices + [1];", "line 1, column 13: a list as an operand of \"+\"");
    begins("def f(x) { return f(x); }\nf(1);", "line 1, column 19: calls within calls");
    begins("for i in range(1000000) {\n  for j in range(1000000) { x = 1; }\n}",
           "line 2, column 29: more than 5000000 steps");
    begins("def f(x) { x = 1; ", "line 1, column 19: the end of the text");
    begins("def f(x) { x = 1; }", "line 1, column 19: \"}\"");
    begins("length = 1;", "line 1, column 1: \"length\" already has a meaning");
    begins("x = \"abc\ny = 1;", "line 1, column 5: a string that is not closed");
    begins("y = 1;\nx = 1 \xff;", "line 2, column 7: a byte that is not UTF-8");
    begins("x = 99999999999999999999;", "line 1, column 5: a number that is too large");
    begins("a, b = [1];", "line 1, column 1: 2 names for a list of 1");
    begins("load \"x\";", "line 1, column 1: load \"x\"");
    begins("aggregate(indices, tokens)", "line 1, column 1: an s-op as the first argument");
    begins("x = 1 / 0;", "line 1, column 7: div-zero in the constant operation");
    begins("s = \"a\"; for i in range(60) { s = s + s; }",
           "line 1, column 37: a string of more than a million bytes");
    begins("Y = 3; x = y;", "line 1, column 12: the unknown name \"y\"");
    CHECK(problem_of("Y = 3; x = y;").ends_with("did you mean \"Y\"?"));
    CHECK(problem_of("n = 3; x = m;").ends_with("a name that is defined before it is used"));
    begins("x = [1, 2", "line 1, column 10: the end of the text");
    begins("{1: 2}[3]", "line 1, column 1: a key that the dictionary does not have");
    begins("indices + full_s", "line 1, column 9: a selector as an operand of \"+\"");
    begins("x = 1; for i in range(1000) { x = [x]; }", "line 1, column 35: lists inside of lists");
    // What only the types find has the place where the part at fault was made.
    begins("a = tokens_asis + 1;\nb = concat(tokens_asis, \"x\");\na if b == \"y\" else a",
           "line 1, column 5: \"(tokens #0)\" is seq(str)");
    CHECK_THAT(problem_of(std::string(100000, '(')),
               Catch::Contains("parentheses, lists or blocks that are nested too deeply"));
}

TEST_CASE("A hundred thousand lines are read") {
    std::string text = "x = indices;\n";
    for (int i = 0; i < 100000; ++i) {
        text += "x = x + 1;\n";
    }
    lambda::TermStore store;
    lambda::TypeStore types;
    SourceReader reader(store, types);
    CHECK(reader.read(text, "long.rasp").size() == 100001);
    CHECK(lambda::print_type(types, reader.program(*reader.find("x")).type) ==
          "input(t0) -> seq(num)");
}

TEST_CASE("The texts of the golden cases give what the reference gave") {
    const Json document = parse_json(read_input(RASP_STITCH_SOURCE_DIR "/tests/rasp/golden.json"));
    std::size_t texts = 0;
    std::size_t cases = 0;
    for (const JsonCursor entry : JsonCursor(document).elements()) {
        const std::string source = entry.member("source").string();
        const std::string type = entry.member("type").string();
        if (entry.member("oracle").string() != "rasp" || source.find('%') != source.npos ||
            entry.member("load").elements().size() > 0) {
            continue; // Tracr's, with a second argument, or with a file that is not ours
        }
        CAPTURE(source, type);
        lambda::TermStore store;
        lambda::TypeStore types;
        SourceReader reader(store, types,
                            {.input = type.starts_with("input(str")    ? ValueKind::string
                                      : type.starts_with("input(bool") ? ValueKind::boolean
                                                                       : ValueKind::number});
        const TypedProgram program = reader.program(reader.read(source).back());
        ++texts;
        for (const JsonCursor item : entry.member("cases").elements()) {
            const Example example = example_from_json(item, 1);
            const Evaluation evaluation = evaluate(store, program.term, example.input);
            CAPTURE(to_json(Output(example.input.tokens)).dump(),
                    describe(store, evaluation.failure));
            if (evaluation.failure.failure == FailureClass::overflow && example.output) {
                continue;
            }
            CHECK(is_met(example, evaluation, {.booleans_as_numbers = true}));
            ++cases;
        }
    }
    CHECK(texts == 383);
    CHECK(cases == 1831);
}
