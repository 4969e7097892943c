#include "compressor/corpus/dreamcoder_form.hpp"

#include "lambda/terms/parse.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

// The closed form of an abstraction, given its body and arity.
std::string closed(std::string_view body, std::uint32_t arity) {
    lambda::TermStore store;
    const lambda::TermId term = lambda::parse(store, body, {.metavariables = true});
    return DreamCoderForm(store).abstraction(
        {.name = store.primitive("fn_0"), .arity = arity, .body = term});
}

} // namespace

TEST_CASE("An abstraction is its body under one lambda for each argument, the first outermost") {
    CHECK(closed("(f #0)", 1) == "#(lambda (f $0))");
    CHECK(closed("(f #0 #1)", 2) == "#(lambda (lambda (f $1 $0)))");
    CHECK(closed("(f #0 #1 #2 #0)", 3) == "#(lambda (lambda (lambda (f $2 $1 $0 $2))))");
    CHECK(closed("(#0 a)", 1) == "#(lambda ($0 a))");
}

TEST_CASE("Under lambdas of the body an argument has a greater index") {
    CHECK(closed("(f #0 (lam (g #0 $0)))", 1) == "#(lambda (f $0 (lambda (g $1 $0))))");
    CHECK(closed("(lam (lam (f #0 #1 $0 $1)))", 2) ==
          "#(lambda (lambda (lambda (lambda (f $3 $2 $0 $1)))))");
    CHECK(closed("(lam #0)", 1) == "#(lambda (lambda $1))");
}

TEST_CASE("An abstraction without arguments is its body in parentheses") {
    CHECK(closed("(f a b)", 0) == "#(f a b)");
    CHECK(closed("(lam (f $0))", 0) == "#(lambda (f $0))");
    CHECK(closed("f", 0) == "#(f)");
}

TEST_CASE("Names of abstractions are written out in programs and in later abstractions") {
    lambda::TermStore store;
    DreamCoderForm form(store);
    const auto define = [&](std::string_view name, std::string_view body, std::uint32_t arity) {
        const lambda::TermId term = lambda::parse(store, body, {.metavariables = true});
        const lambda::TermId symbol = store.primitive(name);
        const std::string text = form.abstraction({.name = symbol, .arity = arity, .body = term});
        form.add(store.symbol(symbol), text);
        return text;
    };
    CHECK(define("fn_0", "(f #0)", 1) == "#(lambda (f $0))");
    CHECK(define("fn_1", "(g fn_0 #0 (lam (fn_0 $0)))", 1) ==
          "#(lambda (g #(lambda (f $0)) $0 (lambda (#(lambda (f $0)) $0))))");
    CHECK(define("fn_2", "fn_1", 0) == "#(#(lambda (g #(lambda (f $0)) $0 (lambda (#(lambda (f "
                                       "$0)) $0)))))");
    const lambda::TermId program = lambda::parse(store, "(lam (fn_0 (h $0 fn_3)))");
    CHECK(form.program(program) == "(lambda (#(lambda (f $0)) (h $0 fn_3)))");
}
