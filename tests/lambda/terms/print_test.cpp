#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/variable_names.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

using namespace rasp_stitch::lambda;

namespace {

std::string printed(std::string_view text, const PrintOptions& options = {}) {
    TermStore store;
    return print(store, parse(store, text, {.metavariables = true}), options);
}

} // namespace

TEST_CASE("The example of the print header holds") {
    TermStore store;
    CHECK(print(store, parse(store, "((f (a)) b)")) == "(f a b)");
}

TEST_CASE("Terms are printed with the parentheses that the syntax needs and no others") {
    CHECK(printed("a") == "a");
    CHECK(printed("$12") == "$12");
    CHECK(printed("f a (g b) c") == "(f a (g b) c)");
    CHECK(printed("((f a) (b))") == "(f a b)");
    CHECK(printed("(f (a b))") == "(f (a b))");
    CHECK(printed("(lambda (f $0))") == "(lam (f $0))");
    CHECK(printed("((lam $0) a)") == "((lam $0) a)");
    CHECK(printed("(lam (lam ($1 $0) ))") == "(lam (lam ($1 $0)))");
    CHECK(printed("(f (lam (g $0)) (lam $0))") == "(f (lam (g $0)) (lam $0))");
}

TEST_CASE("Tags are printed") {
    CHECK(printed("(lam_0 (f $0_7 $0))") == "(lam_0 (f $0_7 $0))");
    CHECK(printed("(lambda_12 a)") == "(lam_12 a)");
}

TEST_CASE("The word for a lambda can be chosen") {
    CHECK(printed("(lam (lam_2 a))", {.lambda = "lambda"}) == "(lambda (lambda_2 a))");
}

TEST_CASE("Primitives can be printed as other text") {
    TermStore store;
    const TermId term = parse(store, "(f a (f b))");
    const Symbol f = store.symbol(parse(store, "f"));
    const PrintOptions options{.primitive = [f](Symbol symbol) -> std::string_view {
        return symbol == f ? "#(lambda $0)" : "";
    }};
    CHECK(print(store, term, options) == "(#(lambda $0) a (#(lambda $0) b))");
}

TEST_CASE("Metavariables can be printed as other text that depends on the lambdas around them") {
    const PrintOptions options{.metavariable = [](std::uint32_t index, std::uint32_t depth) {
        return "$" + std::to_string(10 * index + depth);
    }};
    CHECK(printed("(f #1 (lam (g #0 (lam #1) $0)))", options) ==
          "(f $10 (lam (g $1 (lam $12) $0)))");
    CHECK(printed("(f #1 #0)") == "(f #1 #0)");
}

TEST_CASE("Terms of a hundred thousand levels are printed") {
    constexpr std::size_t levels = 100'000;
    TermStore store;
    TermId lambdas = store.primitive("a");
    TermId arguments = lambdas;
    TermId functions = lambdas;
    std::string functions_text = "(a";
    for (std::size_t level = 0; level < levels; ++level) {
        lambdas = store.lambda(lambdas);
        arguments = store.application(store.primitive("f"), arguments);
        functions = store.application(functions, store.primitive("b"));
        functions_text += " b";
    }
    CHECK(print(store, lambdas).size() == levels * std::string("(lam )").size() + 1);
    CHECK(print(store, arguments).size() == levels * std::string("(f )").size() + 1);
    CHECK(print(store, functions) == functions_text + ")");
}

TEST_CASE("Variables can have names, which say which lambda binds them") {
    TermStore store;
    const auto named = [&](std::string_view text, std::uint32_t level = 0) {
        const TermId term = parse(store, text);
        return print(store, term, {.variable = variable_names(store), .level = level});
    };
    CHECK(named("(lam (lam (f $1 $0 (lam (g $2 $0)))))") ==
          "(lam x (lam y (f x y (lam z (g x z)))))");
    CHECK(named("(f (lam $0) (lam $0))") == "(f (lam x x) (lam x x))");
    CHECK(named("(lam_3 (f $0_4))") == "(lam_3 x (f x_4))");
    // Free variables are those of the lambdas around the term, as far as there are any.
    CHECK(named("(f $0 (lam $2))", 2) == "(f y (lam z x))");
    CHECK(named("(f $0 $1)", 1) == "(f x $1)");
    // A primitive keeps its name.
    CHECK(named("(lam (lam (x $1 u y $0)))") == "(lam z (lam v (x z u y v)))");
    CHECK(named("(lam (lam (lam (f $0))))") == "(lam z (lam v (lam w (f w))))");
    CHECK(named("(lam (lam (lam (lam (f $0)))))") == "(lam z (lam v (lam w (lam x1 (f x1)))))");
    CHECK(first_variable_names(store, 4) == std::vector<std::string>{"z", "v", "w", "x1"});
}
