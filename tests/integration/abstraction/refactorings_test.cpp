// Tests version spaces: every program in one means what it was made from, and the cheapest is found.

#include "compressor/refactoring/cheapest_versions.hpp"
#include "compressor/refactoring/refactorings.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "integration/abstraction/unfolding.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/term_store.hpp"
#include "tests/compressor/judge/version_extension.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::refactoring;
using abstraction::unfolded;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Returns a program that is beta-normal: its heads are variables and primitives.
std::string random_program(std::mt19937& random, std::uint32_t size, std::uint32_t scope) {
    const auto below = [&](std::uint32_t bound) {
        return static_cast<std::uint32_t>(random() % bound);
    };
    if (size <= 1) {
        const std::uint32_t leaf = below(scope + 3);
        return leaf < scope ? "$" + std::to_string(leaf)
                            : std::array{"a", "f", "#(lambda (f $0 a))"}[leaf - scope];
    }
    if (below(4) == 0) {
        return "(lambda " + random_program(random, size - 1, scope + 1) + ")";
    }
    const std::uint32_t left = 1 + below(size - 1);
    const std::string head = random_program(random, 1, scope);
    return "(" + head + " " + random_program(random, left, scope) +
           (left + 1 < size ? " " + random_program(random, size - left - 1, scope) : "") + ")";
}

lambda::Cost cost(const TermStore& terms, TermId term, bool is_applied = false) {
    constexpr lambda::Cost none = 1'000'000'000;
    switch (terms.kind(term)) {
    case TermKind::application:
        return 1 + cost(terms, terms.function(term), true) + cost(terms, terms.argument(term));
    case TermKind::lambda:
        return is_applied ? none : 1 + cost(terms, terms.body(term));
    default:
        return 100;
    }
}

// What DreamCoder's names of abstractions stand for.
Refactorings::BodyOf body_in(TermStore& terms) {
    return [&terms](TermId name) -> std::optional<TermId> {
        const std::string text = terms.name(name);
        if (!text.starts_with('#')) {
            return std::nullopt;
        }
        return enumerator::read_expression(terms, text.substr(1));
    };
}

} // namespace

TEST_CASE("Every refactoring of a random program has the program's normal form") {
    std::mt19937 random(7);
    std::size_t refactorings_met = 0;
    for (std::uint32_t round = 0; round < 300; ++round) {
        TermStore terms;
        const std::string text = random_program(random, 2 + round % 5, 0);
        CAPTURE(text);
        const TermId program = enumerator::read_expression(terms, text);
        const std::optional<TermId> meant = unfolded(terms, text);
        if (!meant) {
            continue;
        }
        Refactorings refactorings(terms, body_in(terms),
                                  round % 2 == 0 ? Refactorings::Functions::that_stand
                                                 : Refactorings::Functions::that_repeat);
        const SpaceId space = refactorings.of(program, 1 + round / 5 % 2);
        const std::set<TermId> all = judge::extension_of(refactorings.table(), terms, space);
        CHECK(all.contains(program));
        refactorings_met += all.size();
        for (const TermId one : all) {
            const std::string refactored = enumerator::print_expression(terms, one);
            CAPTURE(refactored);
            CHECK(unfolded(terms, refactored) == meant);
        }
        // The cheapest that can be written is that of brute force.
        CheapestVersions cheapest(refactorings.table(), terms);
        cheapest.look_at(std::array{space});
        lambda::Cost least = std::numeric_limits<lambda::Cost>::max();
        for (const TermId one : all) {
            least = std::min(least, cost(terms, one));
        }
        CHECK(cheapest.plain_cost(space) == least);
        for (const TermId one : cheapest.programs(space)) {
            CHECK(all.contains(one));
            CHECK(cost(terms, one) == least);
        }
    }
    CHECK(refactorings_met > 3000);
}

TEST_CASE("Refactorings take out arguments, functions, and the bodies of abstractions") {
    TermStore terms;
    Refactorings refactorings(terms, body_in(terms));
    const auto has = [&](std::string_view program, std::uint32_t steps,
                         std::string_view refactored) {
        const SpaceId space = refactorings.of(enumerator::read_expression(terms, program), steps);
        return judge::extension_of(refactorings.table(), terms, space)
            .contains(enumerator::read_expression(terms, refactored));
    };
    CHECK(has("(+ (car $0) (car $0))", 1, "((lambda (+ $0 $0)) (car $0))"));
    CHECK(has("(+ (car $0) (car $0))", 1, "((lambda (+ ($0 $1) ($0 $1))) car)"));
    CHECK(has("(+ (+ $0 1) 1)", 1, "(+ ((lambda (+ $0 1)) $0) 1)"));
    CHECK(has("(#(lambda (+ $0 1)) $0)", 1, "(+ $0 1)"));
    CHECK(has("(#(lambda (+ $0 1)) $0)", 2, "((lambda (+ $1 $0)) 1)"));
    CHECK_FALSE(has("(map (lambda (+ $0 1)) $0)", 1, "((lambda (map (lambda $1) $1)) (+ $0 1))"));
}

TEST_CASE("A function that repeats is taken out in one step, whatever it is made of") {
    TermStore terms;
    Refactorings refactorings(terms, body_in(terms), Refactorings::Functions::that_repeat);
    const auto has = [&](std::string_view program, std::uint32_t steps,
                         std::string_view refactored) {
        const SpaceId space = refactorings.of(enumerator::read_expression(terms, program), steps);
        return judge::extension_of(refactorings.table(), terms, space)
            .contains(enumerator::read_expression(terms, refactored));
    };
    CHECK(has("(- (- a 1) 1)", 1, "((lambda ($0 ($0 a))) (lambda (- $0 1)))"));
    CHECK(has("(- (- $0 1) 1)", 2, "(((lambda (lambda ($0 ($0 $1)))) $0) (lambda (- $0 1)))"));
    CHECK(has("(- (- (- a 1) 1) 1)", 1, "((lambda ($0 ($0 ($0 a)))) (lambda (- $0 1)))"));
    // At places side by side, under a lambda, and with a variable that stands several times.
    CHECK(has("(f (- a 1) (- b 1))", 1, "((lambda (f ($0 a) ($0 b))) (lambda (- $0 1)))"));
    CHECK(has("(map (lambda (- (- $0 1) 1)) x)", 1,
              "((lambda (map (lambda ($1 ($1 $0))) x)) (lambda (- $0 1)))"));
    CHECK(has("(+ (+ a a) (+ a a))", 1, "((lambda ($0 ($0 a))) (lambda (+ $0 $0)))"));
    CHECK(has("(g (f (lambda $0) 1) (f (lambda a) 1))", 1,
              "((lambda (g ($0 (lambda $0)) ($0 (lambda a)))) (lambda (f $0 1)))"));
    // What a lambda of the program binds cannot be a part of the function.
    CHECK_FALSE(refactorings.has_repeated_function(
        enumerator::read_expression(terms, "(lambda (f (lambda (- a $0)) (lambda (- b $0))))")));
    CHECK(refactorings.has_repeated_function(
        enumerator::read_expression(terms, "(lambda (f (- a $0) (- b $0)))")));
    // Of these, ordinary steps take out what there is.
    CHECK_FALSE(
        refactorings.has_repeated_function(enumerator::read_expression(terms, "(- 1 (- 1 a))")));
    CHECK_FALSE(refactorings.has_repeated_function(
        enumerator::read_expression(terms, "(f (- a 1) (- a 1))")));
}

TEST_CASE("A table that is full loses refactorings, and never the program") {
    TermStore terms;
    const TermId program =
        enumerator::read_expression(terms, "(lambda (f (f (f a a) (f a a)) (f (f a a) $0)))");
    for (std::size_t spaces = 0; spaces < 200; spaces += 7) {
        Refactorings refactorings(terms);
        refactorings.table().allow(spaces, 1'000'000);
        const SpaceId space = refactorings.of(program, 2);
        CheapestVersions cheapest(refactorings.table(), terms);
        cheapest.look_at(std::array{space});
        REQUIRE(!cheapest.programs(space).empty());
        CHECK(cheapest.programs(space).front() == program);
    }
}

TEST_CASE("A piece makes the programs that have it cheaper, wherever it stands") {
    TermStore terms;
    const auto read = [&](std::string_view text) {
        return enumerator::read_expression(terms, text);
    };
    Refactorings refactorings(terms);
    const SpaceId space = refactorings.of(read("(map (lambda (+ (* $0 $0) $1)) (+ (* a a) b))"), 2);
    CheapestVersions cheapest(refactorings.table(), terms);
    cheapest.look_at(std::array{space});
    cheapest.assume(read("(lambda (lambda (+ (* $1 $1) $0)))"), terms.primitive("new"));
    CHECK(enumerator::print_expression(terms, cheapest.rewritten(space)) ==
          "(map (lambda (new $0 $1)) (new a b))");
    CHECK(cheapest.cost(space) < cheapest.plain_cost(space));
    cheapest.assume(read("(- a b)"), terms.primitive("new"));
    CHECK(cheapest.cost(space) == cheapest.plain_cost(space));
}
