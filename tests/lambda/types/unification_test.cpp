#include "lambda/types/type_text.hpp"
#include "lambda/types/unification.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace rasp_stitch::lambda;

namespace {

// The plain algorithm: substitutions are maps, and types are trees in the store.
using Substitution = std::map<std::uint32_t, TypeId>;

TypeId applied(TypeStore& types, TypeId type, const Substitution& substitution) {
    if (types.is_variable(type)) {
        const auto bound = substitution.find(types.index(type));
        return bound == substitution.end() ? type : applied(types, bound->second, substitution);
    }
    const std::span<const TypeId> parts = types.arguments(type);
    std::vector<TypeId> arguments(parts.begin(), parts.end());
    for (TypeId& argument : arguments) {
        argument = applied(types, argument, substitution);
    }
    return types.constructor(types.name_id(type), arguments);
}

bool occurs(const TypeStore& types, std::uint32_t variable, TypeId type) {
    if (types.is_variable(type)) {
        return types.index(type) == variable;
    }
    for (const TypeId argument : types.arguments(type)) {
        if (occurs(types, variable, argument)) {
            return true;
        }
    }
    return false;
}

bool plain_unify(TypeStore& types, TypeId a, TypeId b, Substitution& substitution) {
    a = applied(types, a, substitution);
    b = applied(types, b, substitution);
    if (a == b) {
        return true;
    }
    if (!types.is_variable(a)) {
        std::swap(a, b);
    }
    if (types.is_variable(a)) {
        if (occurs(types, types.index(a), b)) {
            return false;
        }
        substitution[types.index(a)] = b;
        return true;
    }
    if (types.name_id(a) != types.name_id(b) ||
        types.arguments(a).size() != types.arguments(b).size()) {
        return false;
    }
    for (std::size_t i = 0; i < types.arguments(a).size(); ++i) {
        if (!plain_unify(types, types.arguments(a)[i], types.arguments(b)[i], substitution)) {
            return false;
        }
    }
    return true;
}

TypeId random_type(TypeStore& types, std::uint32_t first_variable, int depth) {
    const int choice = *rc::gen::inRange(0, depth > 0 ? 8 : 4);
    switch (choice) {
    case 0:
    case 1:
    case 2:
        return types.variable(first_variable + *rc::gen::inRange(0U, 3U));
    case 3:
        return types.constructor("num");
    case 4:
        return types.constructor("seq", std::array{random_type(types, first_variable, depth - 1)});
    default: {
        const TypeId left = random_type(types, first_variable, depth - 1);
        return types.arrow(left, random_type(types, first_variable, depth - 1));
    }
    }
}

} // namespace

TEST_CASE("An instance has variables of its own") {
    TypeStore types;
    Unifier unifier(types);
    const TypeId identity = parse_type(types, "t0 -> t0");
    const TypeInstance a = unifier.instantiate(identity);
    const TypeInstance b = unifier.instantiate(identity);
    const TypeId on_numbers = parse_type(types, "num -> num");
    REQUIRE(unifier.unify(a, {on_numbers, 0}) == Unification::done);
    CHECK(Resolver(types, unifier).resolve(a) == on_numbers);
    CHECK(Resolver(types, unifier).resolve(b) == identity);
}

TEST_CASE("Failures to unify have different reasons") {
    TypeStore types;
    Unifier unifier(types);
    const auto instance = [&](const char* text) {
        return unifier.instantiate(parse_type(types, text));
    };
    CHECK(unifier.unify(instance("num"), instance("str")) == Unification::clash);
    CHECK(unifier.unify(instance("seq(num)"), instance("sel")) == Unification::clash);
    CHECK(unifier.unify(instance("pair(t0, seq(t0))"), instance("pair(t0, t0)")) ==
          Unification::occurs);
}

TEST_CASE("Unifying gives a most general unifier, and undoing takes it back") {
    rc::prop("as the plain way", [] {
        TypeStore types;
        Unifier unifier(types);
        const TypeId both =
            types.arrow(types.arrow(random_type(types, 0, 4), random_type(types, 0, 4)),
                        types.arrow(types.variable(0), types.variable(1)));
        // Two parts of one instance, which share variables.
        const TypeInstance whole = unifier.instantiate(both);
        const TypeInstance pair = unifier.argument(whole, 0);
        const TypeInstance a = unifier.argument(pair, 0);
        const TypeInstance b = unifier.argument(pair, 1);
        const std::optional<TypeId> before = Resolver(types, unifier).resolve(whole);

        Substitution substitution;
        const bool plain = plain_unify(types, types.argument_of(types.argument_of(both)),
                                       types.result_of(types.argument_of(both)), substitution);
        const Unifier::Mark mark = unifier.mark();
        RC_ASSERT((unifier.unify(a, b) == Unification::done) == plain);
        if (plain) {
            RC_ASSERT(Resolver(types, unifier).resolve(a) == Resolver(types, unifier).resolve(b));
            // It is most general: the same as the plain one up to the names of variables.
            const TypeId expected = applied(types, both, substitution);
            Unifier fresh(types);
            RC_ASSERT(Resolver(types, unifier).resolve(whole) ==
                      Resolver(types, fresh).resolve(fresh.instantiate(expected)));
        }
        unifier.undo(mark);
        RC_ASSERT(Resolver(types, unifier).resolve(whole) == before);
    });
}

TEST_CASE("Types that would be exponentially large end within the limit") {
    // x1 = x0 -> x0, x2 = x1 -> x1, ...: two such towers are made equal.
    TypeStore types;
    Unifier unifier(types);
    const TypeId variable = types.variable(0);
    const TypeId arrow = types.arrow(variable, types.variable(1));
    const auto tower = [&] {
        TypeInstance top = unifier.fresh(variable);
        for (int i = 0; i < 200; ++i) {
            top = unifier.function(arrow, top, top);
        }
        return top;
    };
    const TypeInstance a = tower();
    const TypeInstance b = tower();
    CHECK(unifier.unify(a, b) == Unification::too_large);
    CHECK_FALSE(Resolver(types, unifier).resolve(a).has_value());
}

TEST_CASE("A deep type is unified and resolved") {
    TypeStore types;
    Unifier unifier(types);
    TypeId type = types.variable(0);
    TypeId ground = types.constructor("num");
    for (int i = 0; i < 100'000; ++i) {
        type = types.constructor("seq", std::array{type});
        ground = types.constructor("seq", std::array{ground});
    }
    const TypeInstance instance = unifier.instantiate(type);
    REQUIRE(unifier.unify(instance, unifier.instantiate(ground)) == Unification::done);
    CHECK(Resolver(types, unifier).resolve(instance) == ground);
}
