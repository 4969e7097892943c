#include "lambda/terms/inlining.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch::lambda;

namespace {

// Returns the text with the uses of the abstraction `fn` of this arity inlined.
std::string inlined(std::string_view text, std::uint32_t arity, std::string_view body) {
    TermStore store;
    const Abstraction abstraction{.name = store.primitive("fn"),
                                  .arity = arity,
                                  .body = parse(store, body, {.metavariables = true})};
    const TermId root = parse(store, text);
    return print(store, inline_uses(store, std::array{root}, abstraction).front());
}

} // namespace

TEST_CASE("The example of the inlining header holds") {
    CHECK(inlined("(f (fn x))", 1, "(pair #0 #0)") == "(f (pair x x))");
}

TEST_CASE("A use without arguments is replaced wherever it stands") {
    CHECK(inlined("fn", 0, "(a b)") == "(a b)");
    CHECK(inlined("(fn (lam (fn c)) fn)", 0, "(a b)") == "(a b (lam (a b c)) (a b))");
}

TEST_CASE("A use inside an argument is replaced too") {
    CHECK(inlined("(fn (fn a))", 1, "(g #0 #0)") == "(g (g a a) (g a a))");
    CHECK(inlined("(fn (fn a b) (fn (fn c d) e))", 2, "(#1 #0)") == "(e (d c) (b a))");
}

TEST_CASE("Arguments beyond those that the abstraction takes are applied to the body") {
    CHECK(inlined("(fn a b c)", 1, "(f #0)") == "(f a b c)");
    CHECK(inlined("(fn a b)", 1, "(lam (f #0))") == "((lam (f a)) b)");
    CHECK(inlined("(fn a)", 0, "(lam $0)") == "((lam $0) a)");
}

TEST_CASE("A use with too few arguments stays") {
    CHECK(inlined("(map (fn a))", 2, "(f #0 #1)") == "(map (fn a))");
    CHECK(inlined("(g fn)", 1, "(f #0)") == "(g fn)");
    CHECK(inlined("(fn (fn a b))", 2, "(f #0 #1)") == "(fn (f a b))");
}

TEST_CASE("Variables of an argument keep their lambdas") {
    CHECK(inlined("(lam (fn $0))", 1, "(lam (f $0 #0))") == "(lam (lam (f $0 $1)))");
    CHECK(inlined("(lam (lam (fn (fn $1))))", 1, "(lam (#0 $0))") ==
          "(lam (lam (lam ((lam ($3 $0)) $0))))");
}

TEST_CASE("Tags are kept") {
    CHECK(inlined("(lam_1 (fn $0_2))", 1, "(lam_3 (#0 $0_4))") == "(lam_1 (lam_3 ($1_2 $0_4)))");
}

TEST_CASE("A program without uses stays as it is") {
    CHECK(inlined("(lam (f $0))", 1, "(g #0)") == "(lam (f $0))");
}

TEST_CASE("Several roots are replaced together, in their order") {
    TermStore store;
    const Abstraction abstraction{.name = store.primitive("fn"),
                                  .arity = 1,
                                  .body = parse(store, "(f #0 #0)", {.metavariables = true})};
    const std::vector roots = {parse(store, "(fn b)"), parse(store, "a"),
                               parse(store, "(fn (fn b))"), parse(store, "(fn b)")};
    const std::vector expected = {parse(store, "(f b b)"), parse(store, "a"),
                                  parse(store, "(f (f b b) (f b b))"), parse(store, "(f b b)")};
    CHECK(inline_uses(store, roots, abstraction) == expected);
    CHECK(inline_uses(store, {}, abstraction).empty());
}

TEST_CASE("A hundred thousand uses inside each other are replaced") {
    TermStore store;
    const Abstraction abstraction{.name = store.primitive("fn"),
                                  .arity = 1,
                                  .body = parse(store, "(f #0 #0)", {.metavariables = true})};
    TermId uses = store.primitive("a");
    TermId plain = uses;
    for (int i = 0; i < 100'000; ++i) {
        uses = store.application(abstraction.name, uses);
        plain = store.application(store.application(store.primitive("f"), plain), plain);
    }
    CHECK(inline_uses(store, std::array{uses}, abstraction) == std::vector{plain});
}
