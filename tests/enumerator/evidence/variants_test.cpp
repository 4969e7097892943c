#include "enumerator/evidence/variants.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

struct Found {
    std::vector<std::string> texts;
    std::vector<double> log_priors; // throws if one is not a program of the language
};

Found variants_of(std::string_view primitives, std::string_view type, std::string_view program) {
    Language language = rasp_language(primitives);
    const lambda::TypeId request = lambda::parse_type(language.types, type);
    const lambda::TermId term = read_expression(language.terms, program);
    const GrammarView view = view_of(language);
    Found found;
    for (const lambda::TermId variant :
         variants(language.terms, term, language.types, request, view.productions())) {
        found.texts.push_back(print_expression(language.terms, variant));
        found.log_priors.push_back(
            log_prior(language.types, view_of(language), request, language.terms, variant));
    }
    return found;
}

bool holds(const Found& found, const std::string& text) {
    return std::ranges::find(found.texts, text) != found.texts.end();
}

} // namespace

TEST_CASE("Variants of a program differ from it in one place") {
    const Found found = variants_of("tokens,indices,lt,le,one,two,true,add",
                                    "input(str) -> seq(bool)", "(lambda (lt (indices $0) one))");
    CHECK(found.texts == std::vector<std::string>{"(lambda (le (indices $0) one))", "(lambda true)",
                                                  "(lambda (lt one one))", "(lambda (lt two one))",
                                                  "(lambda (lt (indices $0) two))",
                                                  "(lambda (lt (indices $0) (indices $0)))"});
}

TEST_CASE("A call is exchanged for its own arguments, and a name that takes the input for others") {
    const Found sums = variants_of("tokens,indices,length,add,one", "input(num) -> seq(num)",
                                   "(lambda (add (add (indices $0) one) (tokens $0)))");
    CHECK(holds(sums, "(lambda (tokens $0))"));
    CHECK(holds(sums, "(lambda (add (indices $0) one))"));
    CHECK(holds(sums, "(lambda (add (indices $0) (tokens $0)))"));
    CHECK(holds(sums, "(lambda (add (add (length $0) one) (tokens $0)))"));
    CHECK(holds(sums, "(lambda (add (add (indices $0) one) (length $0)))"));
}

TEST_CASE("All variants are programs of the request, and none is the program itself") {
    const std::string reverse = "(lambda (aggregate (select (indices $0) (sub (length $0) (add "
                                "(indices $0) one)) equals_to) (tokens $0)))";
    for (const std::string_view type : {"input(str) -> seq(str)", "input(num) -> seq(num)"}) {
        const Found found = variants_of("all", type, reverse);
        CHECK(found.texts.size() > 40);
        CHECK(std::set<std::string>(found.texts.begin(), found.texts.end()).size() ==
              found.texts.size());
        CHECK_FALSE(holds(found, reverse));
        for (const double prior : found.log_priors) {
            CHECK(prior < 0);
        }
    }
    const Found atoms = variants_of("all", "input(num) -> seq(num) -> seq(num)",
                                    "(lambda (lambda (if (lt (tokens $1) $0) (tokens $1) $0)))");
    CHECK(holds(atoms, "(lambda (lambda (tokens $1)))"));
    CHECK(holds(atoms, "(lambda (lambda (if (lt (tokens $1) $0) (length $1) $0)))"));
}

TEST_CASE("A program that is nested too deep has no variants") {
    std::string text = "(indices $0)";
    for (int i = 0; i < 300; ++i) {
        text = "(neg " + text + ")";
    }
    CHECK(variants_of("indices,neg,round", "input(str) -> seq(num)", "(lambda " + text + ")")
              .texts.empty());
}
