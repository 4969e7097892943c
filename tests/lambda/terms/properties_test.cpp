// Laws that hold of every term, tried on random ones.

#include "lambda/terms/inlining.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/substitution.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

using namespace rasp_stitch::lambda;

namespace {

// Builds a term from bytes, which are the program of a stack machine, so that fewer bytes give a
// smaller term.
using Recipe = std::vector<std::uint8_t>;

TermId build(TermStore& store, const Recipe& recipe) {
    std::vector<TermId> stack;
    for (const std::uint8_t byte : recipe) {
        const std::uint32_t detail = byte / 8U;
        switch (byte % 8U) {
        case 0:
            stack.push_back(store.primitive("p" + std::to_string(detail % 4)));
            break;
        case 1:
            stack.push_back(store.metavariable(detail % 3));
            break;
        case 2:
        case 3:
            stack.push_back(store.variable(detail % 5, detail < 28 ? no_tag : detail % 2));
            break;
        case 4:
        case 5:
            if (!stack.empty()) {
                stack.back() = store.lambda(stack.back(), detail < 28 ? no_tag : detail % 2);
            }
            break;
        default:
            if (stack.size() > 1) {
                const TermId argument = stack.back();
                stack.pop_back();
                stack.back() = store.application(stack.back(), argument);
            }
            break;
        }
    }
    TermId term = stack.empty() ? store.primitive("a") : stack.front();
    for (std::size_t i = 1; i < stack.size(); ++i) {
        term = store.application(term, stack[i]);
    }
    return term;
}

// Returns the indices of the free variables as seen from outside the term, by plain recursion.
void add_free(const TermStore& store, TermId term, std::uint32_t depth,
              std::set<std::uint32_t>& free) {
    switch (store.kind(term)) {
    case TermKind::application:
        add_free(store, store.function(term), depth, free);
        add_free(store, store.argument(term), depth, free);
        break;
    case TermKind::lambda:
        add_free(store, store.body(term), depth + 1, free);
        break;
    case TermKind::variable:
        if (store.index(term) >= depth) {
            free.insert(store.index(term) - depth);
        }
        break;
    default:
        break;
    }
}

std::set<std::uint32_t> free_variables(const TermStore& store, TermId term) {
    std::set<std::uint32_t> free;
    add_free(store, term, 0, free);
    return free;
}

// Returns the term with as many lambdas around it as it takes to close it.
TermId closed(TermStore& store, TermId term) {
    while (!store.is_closed(term)) {
        term = store.lambda(term);
    }
    return term;
}

} // namespace

TEST_CASE("Printing and reading") {
    rc::prop("What is printed is read as the same term", [](const Recipe& recipe) {
        TermStore store;
        const TermId term = build(store, recipe);
        RC_ASSERT(parse(store, print(store, term), {.metavariables = true}) == term);
        RC_ASSERT(parse(store, print(store, term, {.lambda = "lambda"}), {.metavariables = true}) ==
                  term);
    });
    rc::prop("Equal text means equal terms, in any two stores", [](const Recipe& recipe) {
        TermStore store;
        TermStore other;
        other.primitive("something else");
        const std::string text = print(store, build(store, recipe));
        RC_ASSERT(print(other, build(other, recipe)) == text);
        RC_ASSERT(print(other, parse(other, text, {.metavariables = true})) == text);
    });
}

TEST_CASE("Properties that a store keeps of a term") {
    rc::prop("The free bound is one more than the greatest free variable",
             [](const Recipe& recipe) {
                 TermStore store;
                 const TermId term = build(store, recipe);
                 const std::set<std::uint32_t> free = free_variables(store, term);
                 RC_ASSERT(store.free_bound(term) == (free.empty() ? 0 : *free.rbegin() + 1));
             });
}

TEST_CASE("Raising and lowering") {
    rc::prop("Lowering undoes raising", [](const Recipe& recipe) {
        TermStore store;
        const TermId term = build(store, recipe);
        const auto levels = *rc::gen::inRange<std::uint32_t>(0, 8);
        RC_ASSERT(lower(store, raise(store, term, levels), levels) == term);
    });
    rc::prop("Raising undoes lowering", [](const Recipe& recipe) {
        TermStore store;
        const TermId term = build(store, recipe);
        const auto levels = *rc::gen::inRange<std::uint32_t>(0, 4);
        if (const auto lowered = lower(store, term, levels)) {
            RC_ASSERT(raise(store, *lowered, levels) == term);
        }
    });
    rc::prop("Raising twice is raising by the sum", [](const Recipe& recipe) {
        TermStore store;
        const TermId term = build(store, recipe);
        const auto first = *rc::gen::inRange<std::uint32_t>(0, 8);
        const auto second = *rc::gen::inRange<std::uint32_t>(0, 8);
        RC_ASSERT(raise(store, raise(store, term, first), second) ==
                  raise(store, term, first + second));
    });
    rc::prop("Raising adds to every free variable", [](const Recipe& recipe) {
        TermStore store;
        const TermId term = build(store, recipe);
        const auto levels = *rc::gen::inRange<std::uint32_t>(0, 8);
        std::set<std::uint32_t> expected;
        for (const std::uint32_t index : free_variables(store, term)) {
            expected.insert(index + levels);
        }
        RC_ASSERT(free_variables(store, raise(store, term, levels)) == expected);
    });
    rc::prop("Lowering fails exactly where a variable would be captured", [](const Recipe& recipe) {
        TermStore store;
        const TermId term = build(store, recipe);
        const auto levels = *rc::gen::inRange<std::uint32_t>(0, 6);
        const std::set<std::uint32_t> free = free_variables(store, term);
        const bool captures = !free.empty() && *free.begin() < levels;
        RC_ASSERT(lower(store, term, levels).has_value() != captures);
    });
    rc::prop("A closed term stays as it is", [](const Recipe& recipe) {
        TermStore store;
        const TermId term = closed(store, build(store, recipe));
        const auto levels = *rc::gen::inRange<std::uint32_t>(0, 8);
        RC_ASSERT(raise(store, term, levels) == term);
        RC_ASSERT(lower(store, term, levels) == term);
    });
}

TEST_CASE("Instantiating") {
    rc::prop("Instantiating and raising can change places",
             [](const Recipe& recipe, const std::array<Recipe, 2>& argument_recipes) {
                 TermStore store;
                 const TermId body = build(store, recipe);
                 const auto levels = *rc::gen::inRange<std::uint32_t>(0, 5);
                 std::vector<TermId> arguments;
                 std::vector<TermId> raised;
                 for (const Recipe& argument : argument_recipes) {
                     arguments.push_back(build(store, argument));
                     raised.push_back(raise(store, arguments.back(), levels));
                 }
                 RC_ASSERT(raise(store, instantiate(store, body, arguments), levels) ==
                           instantiate(store, raise(store, body, levels), raised));
             });
    rc::prop("Metavariables in the place of themselves change nothing", [](const Recipe& recipe) {
        TermStore store;
        const TermId body = build(store, recipe);
        const std::array metavariables = {store.metavariable(0), store.metavariable(1),
                                          store.metavariable(2)};
        RC_ASSERT(instantiate(store, body, metavariables) == body);
    });
    rc::prop("Closed arguments leave no metavariable and no other variable free",
             [](const Recipe& recipe) {
                 TermStore store;
                 const TermId body = build(store, recipe);
                 const TermId a = store.primitive("a");
                 const TermId made = instantiate(store, body, std::array{a, a, a});
                 RC_ASSERT(!store.has_metavariables(made));
                 RC_ASSERT(free_variables(store, made) == free_variables(store, body));
             });
    rc::prop("Inlining a use is instantiating the body",
             [](const Recipe& recipe, const std::array<Recipe, 3>& argument_recipes) {
                 TermStore store;
                 const TermId body = closed(store, build(store, recipe));
                 TermId use = store.primitive("fn");
                 std::vector<TermId> arguments;
                 for (const Recipe& argument : argument_recipes) {
                     arguments.push_back(build(store, argument));
                     use = store.application(use, arguments.back());
                 }
                 const TermId program = store.lambda(store.application(store.primitive("f"), use));
                 const TermId expected = store.lambda(
                     store.application(store.primitive("f"), instantiate(store, body, arguments)));
                 RC_ASSERT(inline_uses(store, std::array{program},
                                       {.name = store.primitive("fn"), .arity = 3, .body = body}) ==
                           std::vector{expected});
             });
}
