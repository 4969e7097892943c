// Which abstractions and uses are allowed: eta-long forms, and no curried ones.

#include "compressor/library/compress.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include "lambda/terms/print.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

struct Result {
    std::vector<std::string> bodies;
    std::vector<std::string> programs;
};

Result compressed(const std::vector<std::string>& programs, const Forms& forms,
                  std::uint32_t iterations = 1) {
    Corpus corpus = corpus_of(programs);
    const Compression found =
        compress(corpus, {.iterations = iterations, .settings = {.forms = forms}});
    Result result;
    std::vector<lambda::TermId> roots = corpus.roots();
    for (const Step& step : found.steps) {
        result.bodies.push_back(step.body);
        roots = step.rewriting.roots;
    }
    for (const lambda::TermId root : roots) {
        result.programs.push_back(lambda::print(corpus.store, root));
    }
    return result;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("In eta-long form no use is the function of an application") {
    const Texts programs = {"(p (f a a a a x))", "(q (f a a a a y))", "(r (f a a a a z))"};
    CHECK(compressed(programs, {}).programs.front() == "(p (fn_0 x))");
    const Result eta_long = compressed(programs, {.eta_long = true});
    CHECK(eta_long.bodies == Texts{"(f a a a a #0)"});
    const Result uncurried = compressed(programs, {.no_curried_bodies = true});
    CHECK(uncurried.bodies == Texts{"(f a a a a #0)"});
    CHECK(uncurried.programs == Texts{"(p (fn_0 x))", "(q (fn_0 y))", "(r (fn_0 z))"});
}

TEST_CASE("In eta-long form no use is a lambda") {
    const Texts programs = {"(p (lam (f a a a $0 $0)))", "(q (lam (f a a a $0 $0)))"};
    CHECK(compressed(programs, {}).bodies == Texts{"(lam (f a a a $0 $0))"});
    const Result eta_long = compressed(programs, {.eta_long = true});
    CHECK(eta_long.bodies == Texts{"(f a a a #0 #0)"});
    CHECK(eta_long.programs == Texts{"(p (lam (fn_0 $0)))", "(q (lam (fn_0 $0)))"});
}

TEST_CASE("In eta-long form what the body applies is passed as literal lambdas") {
    const Texts programs = {"(p (big big big big (f x y)))", "(q (big big big big (g h x y)))",
                            "(r (big big big big (k x y)))"};
    const Result plain = compressed(programs, {});
    CHECK(plain.bodies == Texts{"(big big big big (#0 x y))"});
    CHECK(plain.programs.front() == "(p (fn_0 f))");
    const Result eta_long = compressed(programs, {.eta_long = true});
    REQUIRE(eta_long.bodies.size() == 1);
    // Two lambdas, two applications and two variables at each use cost more than x and y.
    CHECK(eta_long.bodies.front() == "(big big big big #0)");

    Texts longer;
    for (const char* const name : {"f", "g", "h", "k", "l"}) {
        longer.push_back("(p (big big (" + std::string(name) + " $0 (a b c d e) (v w x y z))))");
        longer.back() = "(lam " + longer.back() + ")";
    }
    const Result worthwhile = compressed(longer, {.eta_long = true});
    CHECK(worthwhile.bodies == Texts{"(p (big big (#0 (a b c d e) (v w x y z))))"});
    CHECK(worthwhile.programs.front() == "(lam (fn_0 (lam (lam (f $2 $1 $0)))))");
}

TEST_CASE("Without curried metavariables no body applies a metavariable") {
    const Texts programs = {"(p (big big big big (f x y)))", "(q (big big big big (g x y)))"};
    CHECK(compressed(programs, {}).bodies == Texts{"(big big big big (#0 x y))"});
    CHECK(compressed(programs, {.no_curried_metavariables = true}).bodies ==
          Texts{"(big big big big)"});
}

TEST_CASE("A match where no use is allowed takes nothing from the matches around it") {
    // (e (k a) (k a)) is part of (e (k a) (k a) (k a)), but to the left of an application.
    Corpus corpus = corpus_of({"(e (k a) (k a) (k a))", "(q (g (h b c)))", "(s (e (k a) (k a)))"});
    Settings settings{.forms = {.no_curried_bodies = true}, .penalty = {0, 1}};
    settings.costs.primitive = 1;
    settings.costs.variable = 1;
    const Compression found = compress(corpus, {.iterations = 1, .settings = settings});
    REQUIRE(found.steps.size() == 1);
    CHECK(found.steps.front().body == "(#0 (k a) (k a))");
    CHECK(found.steps.front().utility == 12);
}
