#include "lambda/terms/parse.hpp"
#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>

using namespace rasp_stitch;
using namespace rasp_stitch::lambda;

namespace {

// Returns what was found, with a `<` in the text before the place, as in
// "f <) : this \")\" closes nothing".
std::string fault(std::string_view text, const ParseOptions& options = {}) {
    TermStore store;
    try {
        parse(store, text, options);
    } catch (const InputError& error) {
        const InputProblem& problem = error.problem();
        CHECK(problem.text == text);
        CHECK_FALSE(problem.expected.empty());
        std::string marked(text);
        marked.insert(problem.offset.value(), "<");
        return marked + " : " + problem.found;
    }
    return "";
}

const ParseOptions with_abstractions{.abstraction = [](TermStore&, TermId body) { return body; }};

} // namespace

TEST_CASE("A parenthesis without its other half is an error at the parenthesis") {
    CHECK(fault("(f (g x)") == "<(f (g x) : this \"(\" is never closed");
    CHECK(fault("(f (g x") == "(f <(g x : this \"(\" is never closed");
    CHECK(fault("(") == "<( : this \"(\" is never closed");
    CHECK(fault("f)") == "f<) : this \")\" closes nothing");
    CHECK(fault("(f a)) b") == "(f a)<) b : this \")\" closes nothing");
    CHECK(fault("#(f", with_abstractions) == "<#(f : this \"(\" is never closed");
}

TEST_CASE("A text without a term is an error") {
    CHECK(fault("") == "< : an empty program");
    CHECK(fault(" \n") == "< \n : an empty program");
    CHECK(fault("()") == "<() : an empty program");
    CHECK(fault("(())") == "<(()) : an empty program");
    CHECK(fault("; nothing") == "<; nothing : an empty program");
}

TEST_CASE("A lambda without a body is an error at its parenthesis") {
    CHECK(fault("(f (lam))") == "(f <(lam)) : a lambda without a body");
    CHECK(fault("(lam ())") == "<(lam ()) : a lambda without a body");
    CHECK(fault("lam") == "<lam : a lambda without a body");
}

TEST_CASE("A lambda with two bodies is an error at the second") {
    CHECK(fault("(lam f x)") == "(lam f <x) : a lambda with more than one body");
    CHECK(fault("(f (lam $0 (g x)))") == "(f (lam $0 <(g x))) : a lambda with more than one body");
    CHECK(fault("lam $0 $1") == "lam $0 <$1 : a lambda with more than one body");
}

TEST_CASE("A lambda that does not follow a parenthesis is an error") {
    CHECK(fault("(f lam $0)") == "(f <lam $0) : \"lam\" in the middle of an application");
    CHECK(fault("(lam lam $0)") == "(lam <lam $0) : \"lam\" in the middle of an application");
    CHECK(fault("f lambda_3 $0") ==
          "f <lambda_3 $0 : \"lambda_3\" in the middle of an application");
}

TEST_CASE("A variable without a proper number is an error") {
    for (const std::string_view token :
         {"$", "$x", "$-1", "$+1", "$1x", "$1.5", "$2147483648", "$99999999999999999999", "$_3",
          "$0_", "$0_x", "$0_1_2", "$0_-1", "$0_2147483648", "$$0", "$0;"}) {
        const std::string text = "(f " + std::string(token) + ")";
        CHECK(fault(text) ==
              "(f <" + std::string(token) + ") : \"" + std::string(token) + "\" is not a variable");
    }
}

TEST_CASE("A lambda with too large a tag is an error") {
    CHECK(fault("(lam_2147483648 a)") ==
          "(<lam_2147483648 a) : \"lam_2147483648\" has too large a tag");
    CHECK(fault("lambda_99999999999 a") ==
          "<lambda_99999999999 a : \"lambda_99999999999\" has too large a tag");
    CHECK(fault("(λ_2147483648 a)") == "(<λ_2147483648 a) : \"λ_2147483648\" has too large a tag");
}

TEST_CASE("A character that cannot be seen is an error in a name") {
    using namespace std::string_literals;
    CHECK(fault("(f a\u00a0b)") ==
          "(f a<\u00a0b) : a blank that is not a space, U+00A0, in the name "
          "of a primitive");
    CHECK(fault("(f\u3000a)")
              .ends_with(" : a blank that is not a space, U+3000, in the name of a "
                         "primitive"));
    CHECK(fault("(f a\0)"s) ==
          "(f a<\0) : a control character, U+0000, in the name of a primitive"s);
    CHECK(fault("(f \u200ba)").starts_with("(f <\u200ba) : an invisible character, U+200B, "));
    CHECK(fault("(f \u202ea)").starts_with("(f <\u202ea) : an invisible character, U+202E, "));
    CHECK(fault("(f \x7f)").starts_with("(f <\x7f) : a control character, U+007F, "));
    CHECK(fault("(f é 名前 \xff a\u200cb)").empty());
}

TEST_CASE("A metavariable is an error in a program") {
    CHECK(fault("(f #0)") == "(f <#0) : the metavariable \"#0\"");
    CHECK(fault("#12") == "<#12 : the metavariable \"#12\"");
}

TEST_CASE("An abstraction written out is an error where none is expected") {
    CHECK(fault("(f #(lambda $0))") == "(f <#(lambda $0)) : an abstraction written out, #(...)");
}

TEST_CASE("An abstraction written out has to be a closed term") {
    CHECK(fault("(f #())", with_abstractions) == "(f <#()) : an empty abstraction");
    CHECK(fault("(lam #(f $0))", with_abstractions) ==
          "(lam <#(f $0)) : an abstraction that leaves a variable free");
    CHECK(fault("#(lambda)", with_abstractions) == "<#(lambda) : a lambda without a body");
}

TEST_CASE("The first error of a text is the one that is reported") {
    CHECK(fault("(f $x) (lam) )") == "(f <$x) (lam) ) : \"$x\" is not a variable");
}

TEST_CASE("A message shows the line at fault with a caret under the place") {
    TermStore store;
    try {
        parse(store, "(f\n  (g $x)\n)");
        FAIL("nothing was thrown");
    } catch (const InputError& error) {
        CHECK(std::string(error.what()) ==
              "\"$x\" is not a variable\n"
              "      (g $x)\n"
              "         ^\n"
              "expected a de Bruijn index after the \"$\", such as $0, or with a tag, $0_3");
    }
}

TEST_CASE("An error a hundred thousand levels deep is reported like any other") {
    const std::string open(100'000, '(');
    CHECK(fault(open + "$x") == open + "<$x : \"$x\" is not a variable");
    CHECK(fault(open).starts_with(open.substr(1) + "<( : "));
}
