#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/types/inference.hpp"
#include "lambda/types/type_text.hpp"
#include "tests/lambda/types/plain_inference.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch::lambda;

namespace {

constexpr std::array language = {
    std::pair{"zero", "seq(num)"},
    std::pair{"word", "seq(str)"},
    std::pair{"none", "seq(t0)"},
    std::pair{"tokens", "input(t0) -> seq(t0)"},
    std::pair{"indices", "input(t0) -> seq(num)"},
    std::pair{"add", "seq(num) -> seq(num) -> seq(num)"},
    std::pair{"eq", "seq(t0) -> seq(t0) -> seq(bool)"},
    std::pair{"if", "seq(bool) -> seq(t0) -> seq(t0) -> seq(t0)"},
    std::pair{"map", "(t0 -> t1) -> seq(t0) -> seq(t1)"},
    std::pair{"compose", "(t0 -> t1) -> (t2 -> t0) -> t2 -> t1"},
    std::pair{"id", "t0 -> t0"},
};

struct Language {
    TermStore store;
    TypeStore types;
    std::map<std::string, TypeId> primitives;

    Language() {
        for (const auto& [name, type] : language) {
            primitives.emplace(name, parse_type(types, type));
        }
    }

    Inference infer(TermId term, const InferenceOptions& options = {}) {
        const TypeOf type_of = [&](TermId primitive) -> std::optional<TypeId> {
            const auto known = primitives.find(store.name(primitive));
            return known == primitives.end() ? std::nullopt : std::optional(known->second);
        };
        return rasp_stitch::lambda::infer(store, term, types, type_of, options);
    }

    std::string type_of(std::string_view text, const InferenceOptions& options = {}) {
        const Inference inference = infer(parse(store, text, {.metavariables = true}), options);
        return inference.fault ? "fault" : print_type(types, inference.type);
    }

    // "(add <word zero) : "word" is seq(str) : seq(num), as argument 1 of "add""
    std::string fault_of(std::string_view text, const InferenceOptions& options = {}) {
        std::vector<std::size_t> places;
        const TermId term = parse(store, text, {.places = &places});
        const Inference inference = infer(term, options);
        if (!inference.fault) {
            return "none";
        }
        std::string marked(text);
        marked.insert(places.at(occurrence_at(store, term, inference.fault->path)), "<");
        return marked + " : " + inference.fault->found + " : " + inference.fault->expected;
    }
};

TermId build(TermStore& store, const std::vector<std::uint8_t>& recipe) {
    std::vector<TermId> stack;
    for (const std::uint8_t byte : recipe) {
        const std::uint32_t detail = byte / 6U;
        switch (byte % 6U) {
        case 0:
        case 1:
            stack.push_back(store.primitive(language.at(detail % language.size()).first));
            break;
        case 2:
            stack.push_back(store.variable(detail % 3));
            break;
        case 3:
            if (!stack.empty()) {
                stack.back() = store.lambda(stack.back());
            }
            break;
        default:
            if (stack.size() > 1) {
                const TermId argument = stack.back();
                stack.pop_back();
                // Sometimes the same part twice.
                stack.back() = store.application(stack.back(), argument);
                if (detail % 4 == 0) {
                    stack.back() = store.application(stack.back(), argument);
                }
            }
            break;
        }
    }
    TermId term = stack.empty() ? store.primitive("zero") : stack.back();
    while (!store.is_closed(term)) {
        term = store.lambda(term);
    }
    return term;
}

} // namespace

TEST_CASE("Terms have their most general types") {
    Language rasp;
    CHECK(rasp.type_of("(lam (tokens $0))") == "input(t0) -> seq(t0)");
    CHECK(rasp.type_of("(lam (lam (if (eq (tokens $1) $0) $0 (tokens $1))))") ==
          "input(t0) -> seq(t0) -> seq(t0)");
    CHECK(rasp.type_of("(lam (lam (lam ($2 $0 ($1 $0)))))") ==
          "(t0 -> t1 -> t2) -> (t0 -> t1) -> t0 -> t2");
    CHECK(rasp.type_of("map") == "(t0 -> t1) -> seq(t0) -> seq(t1)");
    CHECK(rasp.type_of("((lam (add $0 $0)) zero)") == "seq(num)");
    // Each occurrence of a polymorphic constant has a type of its own, even in equal terms.
    CHECK(rasp.type_of("(lam (if (eq (add none zero) zero) (map $0 none) (map $0 none)))") ==
          "(t0 -> t1) -> seq(t1)");
    CHECK(rasp.type_of("(if (eq none zero) (id word) none)") == "seq(str)");
    CHECK(rasp.type_of("(compose id id)") == "t0 -> t0");
}

TEST_CASE("Bodies of abstractions have types for their metavariables") {
    Language rasp;
    const TermId body =
        parse(rasp.store, "(if (eq #0 #1) #2 (map #3 #0))", {.metavariables = true});
    const Inference inference = rasp.infer(body);
    REQUIRE_FALSE(inference.fault);
    std::vector<std::string> metavariables;
    for (const TypeId type : inference.metavariables) {
        metavariables.push_back(print_type(rasp.types, type));
    }
    CHECK(metavariables == std::vector<std::string>{"seq(t0)", "seq(t0)", "seq(t1)", "t0 -> t1"});
    CHECK(print_type(rasp.types, inference.type) == "seq(t1)");
}

TEST_CASE("A request specialises the type no more than necessary") {
    Language rasp;
    const auto request = [&](const char* text) {
        return InferenceOptions{.request = parse_type(rasp.types, text)};
    };
    CHECK(rasp.type_of("(lam (tokens $0))", request("input(str) -> t0")) ==
          "input(str) -> seq(str)");
    CHECK(rasp.fault_of("(lam (indices $0))", request("input(str) -> seq(str)")) ==
          "<(lam (indices $0)) : the program is input(t0) -> seq(num) : input(str) -> seq(str)");
}

TEST_CASE("Primitives are listed with their types in place") {
    Language rasp;
    const TermId term = parse(rasp.store, "(lam (if (eq none zero) (tokens $0) word))");
    const Inference inference = rasp.infer(term, {.primitives = true});
    std::string listed;
    for (const PrimitiveUse& use : inference.primitives) {
        listed += rasp.store.name(use.primitive) + " " + print_type(rasp.types, use.type) + "; ";
    }
    CHECK(listed == "if seq(bool) -> seq(str) -> seq(str) -> seq(str); "
                    "eq seq(num) -> seq(num) -> seq(bool); none seq(num); zero seq(num); "
                    "tokens input(str) -> seq(str); word seq(str); ");
}

TEST_CASE("The fault of a term without a type has the place") {
    Language rasp;
    CHECK(rasp.fault_of("(add word zero)") ==
          "(add <word zero) : \"word\" is seq(str) : seq(num), as argument 1 of \"add\"");
    CHECK(rasp.fault_of("(lam (add zero (eq (tokens $0) zero)))") ==
          "(lam (add zero <(eq (tokens $0) zero))) : \"(eq (tokens $0) zero)\" is seq(bool) : "
          "seq(num), as argument 2 of \"add\"");
    CHECK(rasp.fault_of("(lam (indices $0 zero))") ==
          "(lam (indices $0 <zero)) : \"zero\" is argument 2 of \"indices\" : at most 1, since "
          "\"(indices $0)\" is seq(num)");
    CHECK(rasp.fault_of("(zero word)") ==
          "(zero <word) : \"word\" is argument 1 of \"zero\" : no arguments, since \"zero\" is "
          "seq(num)");
    CHECK(rasp.fault_of("(lam (add $1 zero))") ==
          "(lam (add <$1 zero)) : the variable \"$1\" is free : a lambda around it for each "
          "variable: (lam ... $0 ...)");
    CHECK(rasp.fault_of("(add zero (frobnicate zero))") ==
          "(add zero (<frobnicate zero)) : \"frobnicate\" is not known : a primitive of the "
          "language");
    CHECK(rasp.fault_of("(lam ($0 $0))") ==
          "(lam ($0 <$0)) : \"$0\" would have a type that contains itself : an argument of another "
          "type for \"$0\"");
    CHECK(rasp.fault_of("(add indices zero)") ==
          "(add <indices zero) : \"indices\" is input(t0) -> seq(num) : seq(num), as argument 1 of "
          "\"add\"");
    // A variable that is in both types has one name.
    CHECK(rasp.fault_of("(lam (lam (if (eq $0 $1) zero (map $1 $0))))") ==
          "(lam (lam (if (eq $0 $1) zero (map <$1 $0)))) : \"$1\" is seq(t0) : t1 -> t2, as "
          "argument 1 of \"map\"");
}

TEST_CASE("Inference agrees with the plain algorithm on random terms") {
    std::mt19937 random(1);
    int typed = 0;
    for (int i = 0; i < 5000; ++i) {
        std::vector<std::uint8_t> recipe(random() % 40);
        for (std::uint8_t& byte : recipe) {
            byte = static_cast<std::uint8_t>(random());
        }
        Language rasp;
        const TermId term = build(rasp.store, recipe);
        CAPTURE(print(rasp.store, term));
        const Inference inference = rasp.infer(term);
        const std::optional<TypeId> plain =
            PlainInference(rasp.store, rasp.types, rasp.primitives).of(term);
        REQUIRE(inference.fault.has_value() == !plain.has_value());
        if (plain) {
            REQUIRE(inference.type == *plain);
            REQUIRE(rasp.infer(term, {.primitives = true}).type == *plain);
            ++typed;
        }
    }
    CHECK(typed > 1000);
    CHECK(typed < 4500);
}

TEST_CASE("Every part of a term has its place in the text") {
    rc::prop("places", [](const std::vector<std::uint8_t>& recipe) {
        Language rasp;
        const TermId term = build(rasp.store, recipe);
        const std::string text = print(rasp.store, term);
        std::vector<std::size_t> places;
        RC_ASSERT(parse(rasp.store, text, {.places = &places}) == term);
        RC_ASSERT(places.size() == occurrence_at(rasp.store, term, {}) + 1);
        // Walks down a random path. The text from the place on begins with that part.
        std::vector<PathStep> path;
        TermId part = term;
        while (!rasp.store.is(TermKind::primitive, part) &&
               !rasp.store.is(TermKind::variable, part)) {
            const bool is_lambda = rasp.store.is(TermKind::lambda, part);
            const bool left = *rc::gen::arbitrary<bool>();
            path.push_back(is_lambda ? PathStep::body
                           : left    ? PathStep::function
                                     : PathStep::argument);
            part = is_lambda ? rasp.store.body(part)
                   : left    ? rasp.store.function(part)
                             : rasp.store.argument(part);
        }
        const std::size_t place = places.at(occurrence_at(rasp.store, term, path));
        RC_ASSERT(text.substr(place).starts_with(print(rasp.store, part)));
    });
}

TEST_CASE("Large terms are typed, or said to be too large") {
    Language rasp;
    TermStore& store = rasp.store;
    SECTION("a deep one") {
        TermId term = store.primitive("zero");
        const TermId add = store.primitive("add");
        for (int i = 0; i < 100'000; ++i) {
            term = store.application(store.application(add, store.variable(0)), term);
        }
        term = store.lambda(term);
        CHECK(print_type(rasp.types, rasp.infer(term).type) == "seq(num) -> seq(num)");
    }
    SECTION("one that is exponentially large when it is written") {
        TermId term = store.application(store.primitive("tokens"), store.variable(0));
        const TermId choose = store.application(
            store.primitive("if"),
            store.application(store.application(store.primitive("eq"), store.primitive("zero")),
                              store.primitive("zero")));
        for (int i = 0; i < 1000; ++i) {
            term = store.application(store.application(choose, term), term);
        }
        term = store.lambda(term);
        CHECK(print_type(rasp.types, rasp.infer(term).type) == "input(t0) -> seq(t0)");
    }
    SECTION("many lambdas") {
        TermId term = store.variable(0);
        for (int i = 0; i < 100'000; ++i) {
            term = store.lambda(term);
        }
        CHECK_FALSE(rasp.infer(term).fault.has_value());
    }
    SECTION("a type that is exponentially large") {
        // Each function returns a pair of what the one before returns.
        rasp.primitives.emplace("pair", parse_type(rasp.types, "t0 -> t1 -> pair(t0, t1)"));
        const TermId pair = store.primitive("pair");
        TermId term = store.variable(0);
        for (int i = 0; i < 60; ++i) {
            const TermId twice = store.lambda(
                store.application(store.application(pair, store.variable(0)), store.variable(0)));
            term = store.application(twice, term);
        }
        const Inference inference = rasp.infer(store.lambda(term));
        REQUIRE(inference.fault);
        CHECK(inference.fault->kind == TypeFaultKind::too_large);
    }
    SECTION("a long chain of lets") {
        TermId term = store.variable(0);
        for (int i = 0; i < 100'000; ++i) {
            term = store.application(store.lambda(term), store.variable(0));
        }
        const TermId chain = store.lambda(term);
        CHECK(print_type(rasp.types, rasp.infer(chain).type) == "t0 -> t0");
    }
    SECTION("large types again and again") {
        rasp.primitives.emplace("pair", parse_type(rasp.types, "t0 -> t1 -> pair(t0, t1)"));
        const TermId pair = store.primitive("pair");
        TermId term = store.variable(0);
        for (int i = 0; i < 15; ++i) {
            term = store.application(store.application(pair, term), term);
        }
        for (int i = 0; i < 3000; ++i) {
            term = store.application(store.lambda(store.variable(0)), term);
        }
        const Inference inference = rasp.infer(store.lambda(term));
        REQUIRE(inference.fault);
        CHECK(inference.fault->kind == TypeFaultKind::too_large);
    }
    SECTION("more visits than allowed") {
        const TermId term = parse(store, "(add zero (add zero zero))");
        CHECK(rasp.infer(term, {.most_visits = 3}).fault->kind == TypeFaultKind::too_large);
    }
}
