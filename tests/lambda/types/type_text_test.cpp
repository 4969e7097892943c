#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::lambda;

namespace {

std::string message_of(const std::string& text) {
    TypeStore types;
    try {
        parse_type(types, text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "none";
}

// Builds a type from bytes, which are the program of a stack machine.
TypeId build(TypeStore& types, const std::vector<std::uint8_t>& recipe) {
    std::vector<TypeId> stack{types.variable(0)};
    for (const std::uint8_t byte : recipe) {
        const TypeId top = stack.back();
        switch (byte % 5U) {
        case 0:
            stack.push_back(types.variable(byte / 5U % 4));
            break;
        case 1:
            stack.push_back(types.constructor("c" + std::to_string(byte / 5U % 3)));
            break;
        case 2:
            stack.back() = types.constructor("seq", std::array{top});
            break;
        default:
            if (stack.size() > 1) {
                stack.pop_back();
                stack.back() = byte % 5U == 3
                                   ? types.arrow(stack.back(), top)
                                   : types.constructor("pair", std::array{stack.back(), top});
            }
            break;
        }
    }
    return stack.back();
}

} // namespace

TEST_CASE("Types are read and written") {
    TypeStore types;
    const TypeId num = types.constructor("num");
    const TypeId t0 = types.variable(0);
    const TypeId seq = types.constructor("seq", std::array{num});
    CHECK(parse_type(types, "num") == num);
    CHECK(parse_type(types, " t0 ") == t0);
    CHECK(parse_type(types, "seq(num)") == seq);
    CHECK(parse_type(types, "seq ( num )") == seq);
    CHECK(parse_type(types, "(seq((num)))") == seq);
    CHECK(parse_type(types, "t0 -> num -> seq(num)") == types.arrow(t0, types.arrow(num, seq)));
    CHECK(parse_type(types, "(t0->num)->seq(num)") == types.arrow(types.arrow(t0, num), seq));
    CHECK(parse_type(types, "pair(t0 -> num, seq(num))") ==
          types.constructor("pair", std::array{types.arrow(t0, num), seq}));
    // Only t and digits is a variable.
    CHECK_FALSE(types.is_variable(parse_type(types, "token")));
    CHECK_FALSE(types.is_variable(parse_type(types, "t")));
    CHECK(print_type(types, parse_type(types, "((t0->num))->t1->pair(a,b->c)")) ==
          "(t0 -> num) -> t1 -> pair(a, b -> c)");
}

TEST_CASE("The error for a text that is no type has the place") {
    CHECK(message_of("seq(num") == "this \"(\" is never closed\n"
                                   "    seq(num\n"
                                   "       ^\n"
                                   "expected a \")\" for every \"(\"");
    CHECK(message_of("num -> ").starts_with("the type ends here"));
    CHECK(message_of("").starts_with("no type"));
    CHECK(message_of("t0(num)").starts_with("the type variable \"t0\" with arguments"));
    CHECK(message_of("seq()").starts_with("\")\" where a type should begin"));
    CHECK(message_of("a b").starts_with("two types with nothing between them"));
    CHECK(message_of("(a, b)").starts_with("a \",\" that separates no arguments"));
    CHECK(message_of("a)").starts_with("this \")\" closes nothing"));
    CHECK(message_of("-> a").starts_with("\"-\" where a type should begin"));
    CHECK(message_of("t99999999999").starts_with("\"t99999999999\" has too large a number"));
    CHECK(message_of("t65536").starts_with("\"t65536\" has too large a number"));
    CHECK(message_of("t65535") == "none");
}

TEST_CASE("Types know their variables and how long they are") {
    TypeStore types;
    const TypeId type = parse_type(types, "pair(t3, seq(num)) -> t1");
    CHECK(types.variable_bound(type) == 4);
    CHECK_FALSE(types.is_ground(type));
    CHECK(types.is_ground(parse_type(types, "seq(num) -> sel")));
    CHECK(types.written_size(type) == 6);
    const Signature signature = signature_of(types, parse_type(types, "a -> (b -> c) -> d"));
    CHECK(signature.arguments == std::vector{parse_type(types, "a"), parse_type(types, "b -> c")});
    CHECK(signature.result == parse_type(types, "d"));
}

TEST_CASE("A type that is written is read back, as text and as JSON") {
    rc::prop("round trip", [](const std::vector<std::uint8_t>& recipe) {
        TypeStore types;
        const TypeId type = build(types, recipe);
        RC_ASSERT(parse_type(types, print_type(types, type)) == type);
        const Json json = type_json(types, type);
        RC_ASSERT(read_type(types, JsonCursor(json)) == type);
    });
}

TEST_CASE("JSON types are DreamCoder's") {
    TypeStore types;
    const Json json = parse_json(
        R"({"constructor": "->", "arguments": [{"constructor": "seq", "arguments": [{"index": 0}]},
            {"constructor": "num", "arguments": []}]})");
    const TypeId type = read_type(types, JsonCursor(json));
    CHECK(print_type(types, type) == "seq(t0) -> num");
    CHECK(type_json(types, type) == json);
}

TEST_CASE("The error for JSON that is no type has the place") {
    const auto pointer_of = [](const char* text) {
        TypeStore types;
        const Json json = parse_json(text);
        try {
            read_type(types, JsonCursor(json));
        } catch (const InputError& error) {
            return error.problem().pointer;
        }
        return std::string("none");
    };
    CHECK(pointer_of(R"({"constructor": "->", "arguments": []})") == "/arguments");
    CHECK(pointer_of(R"({"constructor": "seq", "arguments": [{"index": -1}]})") ==
          "/arguments/0/index");
    CHECK(pointer_of(R"({"constructor": "seq", "arguments": [{"constructor": 7,
                        "arguments": []}]})") == "/arguments/0/constructor");
    for (const char* const name : {"", "t0", "a b", "a->b", "f(x)", "(a)"}) {
        CAPTURE(name);
        CHECK(
            pointer_of(Json{{"constructor", name}, {"arguments", Json::array()}}.dump().c_str()) ==
            "/constructor");
    }
    CHECK(pointer_of(R"({"constructor": "seq", "arguments": [3]})") == "/arguments/0");
}

TEST_CASE("Deep types are read, written and resolved") {
    constexpr std::size_t depth = 100'000;
    TypeStore types;
    TypeId type = types.variable(0);
    for (std::size_t i = 0; i < depth; ++i) {
        type = i % 2 == 0 ? types.constructor("seq", std::array{type})
                          : types.arrow(type, types.constructor("num"));
    }
    CHECK(parse_type(types, print_type(types, type)) == type);
    CHECK(excerpt_of_type(types, type).size() < 200);
}
