#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch::lambda;

namespace {

// Returns the text as it is printed again.
std::string read(std::string_view text, const ParseOptions& options = {}) {
    TermStore store;
    return print(store, parse(store, text, options));
}

std::string repeated(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) {
        all += text;
    }
    return all;
}

} // namespace

TEST_CASE("The examples of the parse header hold") {
    TermStore store;
    const TermId reverse =
        parse(store, "(lam (aggregate (select (indices $0) $1 eq) (tokens $0)))");
    CHECK(store.is(TermKind::lambda, reverse));
    CHECK(parse(store, "(f a b)") == parse(store, "((f a) b)"));
}

TEST_CASE("An application is curried") {
    TermStore store;
    const TermId f = store.primitive("f");
    const TermId a = store.primitive("a");
    const TermId b = store.primitive("b");
    CHECK(parse(store, "(f a b)") == store.application(store.application(f, a), b));
    CHECK(parse(store, "(f (a b))") == store.application(f, store.application(a, b)));
    CHECK(parse(store, "(((f a)) b)") == parse(store, "(f a b)"));
}

TEST_CASE("Parentheses around a single term have no meaning") {
    CHECK(read("(f)") == "f");
    CHECK(read("((($0)))") == "$0");
    CHECK(read("((f) (a))") == "(f a)");
}

TEST_CASE("A row of terms at the outermost level needs no parentheses") {
    CHECK(read("foo bar baz") == "(foo bar baz)");
    CHECK(read("(f a) (g b) c") == "(f a (g b) c)");
    CHECK(read("f(a)(b c)") == "(f a (b c))");
}

TEST_CASE("A term in parentheses that is applied without any is reported as a doubt") {
    const auto looks_like_several = [](std::string_view text) {
        TermStore store;
        bool answer = false;
        parse(store, text, {.looks_like_several = &answer});
        return answer;
    };
    for (const std::string_view text : {"(f a a) (g b)", "(f a) b", "(f); (g)", "((f a)) b c"}) {
        CAPTURE(text);
        CHECK(looks_like_several(text));
    }
    for (const std::string_view text : {"f a b", "f (g b) (h c)", "((f a) (g b))", "(f a)",
                                        "(f a);", "() (f a)", "lam (f (g a) b)", "f"}) {
        CAPTURE(text);
        CHECK_FALSE(looks_like_several(text));
    }
}

TEST_CASE("A lambda is written lam or lambda, or with the letter itself") {
    TermStore store;
    const TermId identity = store.lambda(store.variable(0));
    CHECK(parse(store, "(lam $0)") == identity);
    CHECK(parse(store, "(lambda $0)") == identity);
    CHECK(parse(store, "(lam(lambda ($0)))") == store.lambda(identity));
    CHECK(parse(store, "(λ $0)") == identity);
    CHECK(parse(store, "λ (λ_3 $0)") == store.lambda(store.lambda(store.variable(0), 3)));
    CHECK(parse(store, "λx") == store.primitive("λx"));
    CHECK(parse(store, "((lam $0) a)") == store.application(identity, store.primitive("a")));
}

TEST_CASE("The parentheses of a lambda may be missing at the very start") {
    CHECK(read("lam $0") == "(lam $0)");
    CHECK(read("  lambda (f $0)") == "(lam (f $0))");
    CHECK(read("lam_3 (lam $1)") == "(lam_3 (lam $1))");
}

TEST_CASE("Lambdas and variables may carry a tag") {
    TermStore store;
    CHECK(parse(store, "(lam_3 $0_5)") == store.lambda(store.variable(0, 5), 3));
    CHECK(parse(store, "(lambda_0 $0)") == store.lambda(store.variable(0), 0));
    CHECK(parse(store, "(lam $0_0)") == store.lambda(store.variable(0, 0)));
}

TEST_CASE("Numbers go up to 2^31 - 1") {
    TermStore store;
    CHECK(parse(store, "$2147483647") == store.variable(2147483647));
    CHECK(parse(store, "$0_2147483647") == store.variable(0, 2147483647));
    CHECK(parse(store, "(lam_2147483647 a)") == store.lambda(store.primitive("a"), 2147483647));
    CHECK(parse(store, "#2147483647", {.metavariables = true}) == store.metavariable(2147483647));
    CHECK(parse(store, "$007") == store.variable(7));
}

TEST_CASE("Metavariables are read where they are allowed") {
    TermStore store;
    const TermId term = parse(store, "(f #0 #12)", {.metavariables = true});
    CHECK(store.argument(term) == store.metavariable(12));
    CHECK(store.has_metavariables(term));
}

TEST_CASE("Any other run of characters is a primitive") {
    for (const std::string_view name :
         {"a", "foo_1", "lam1",     "lambda-", "LAM",    "0",        "-1.5", "+",
          "?", "??",    "a;b",      "a#0",     "a$0",    "\"text\"", "[]",   "{'x'}",
          "#", "#x",    "\xc3\xa9", "logo_UL", "empty?", "*'"}) {
        TermStore store;
        const TermId term = parse(store, name, {.metavariables = true});
        INFO(name);
        REQUIRE(store.is(TermKind::primitive, term));
        CHECK(store.name(term) == name);
    }
}

TEST_CASE("An empty pair of parentheses is skipped") {
    CHECK(read("(f () a)") == "(f a)");
    CHECK(read("() f ()") == "f");
    CHECK(read("(() f)") == "f");
    CHECK(read("(lam () $0)") == "(lam $0)");
    CHECK(read("(f (()) a)") == "(f a)");
}

TEST_CASE("Blanks may stand anywhere between tokens") {
    CHECK(read(" \t\r\n\f\v( f\n\ta\r\n(lam\n$0 ) ) ") == "(f a (lam $0))");
}

TEST_CASE("A semicolon begins a comment") {
    CHECK(read("; what it does\n(f a)") == "(f a)");
    CHECK(read("(f ; the function\n a ; the argument\n)") == "(f a)");
    CHECK(read("f ;") == "f");
    CHECK(read("(f a) ; b)") == "(f a)");
    CHECK(read("(;c\nf)") == "f");
}

TEST_CASE("A semicolon right after a closing parenthesis is dropped") {
    CHECK(read("(f a);") == "(f a)");
    CHECK(read("(f a);\n") == "(f a)");
    CHECK(read("((f a); b)") == "(f a b)");
}

TEST_CASE("An abstraction written out is handed to the caller") {
    TermStore store;
    std::vector<std::string> met;
    const ParseOptions options{.abstraction = [&](TermStore& terms, TermId body) {
        met.push_back(print(terms, body));
        return terms.primitive("abstraction" + std::to_string(met.size()));
    }};
    const TermId term =
        parse(store, "(#(lambda (f $0)) a #((lambda (#(lam $0) $0))) #(b) #(f a))", options);
    CHECK(met == std::vector<std::string>{"(lam (f $0))", "(lam $0)", "(lam (abstraction2 $0))",
                                          "b", "(f a)"});
    CHECK(print(store, term) == "(abstraction1 a abstraction3 abstraction4 abstraction5)");
}

TEST_CASE("An abstraction written out may stand at the outermost level") {
    const ParseOptions options{.abstraction = [](TermStore&, TermId body) { return body; }};
    CHECK(read("#(lam $0) a", options) == "((lam $0) a)");
    CHECK(read("(lam #(lam $0))", options) == "(lam (lam $0))");
    CHECK(read("(lam (#(lam $0) $0))", options) == "(lam ((lam $0) $0))");
}

TEST_CASE("Terms of a hundred thousand levels are read") {
    constexpr std::size_t levels = 100'000;
    TermStore store;
    const TermId lambdas =
        parse(store, repeated("(lam ", levels) + "$99999" + repeated(")", levels));
    CHECK(store.is_closed(lambdas));
    CHECK(store.size() == levels + 1);

    const std::string arguments = repeated("(f ", levels) + "a" + repeated(")", levels);
    CHECK(print(store, parse(store, arguments)) == arguments);

    const std::string functions = repeated("(", levels) + "f" + repeated(" a)", levels);
    const std::string flat = "(f" + repeated(" a", levels) + ")";
    CHECK(parse(store, functions) == parse(store, flat));
    CHECK(print(store, parse(store, functions)) == flat);
}

TEST_CASE("A hundred thousand levels of parentheses around a term have no meaning") {
    CHECK(read(repeated("(", 100'000) + "f" + repeated(")", 100'000)) == "f");
}
