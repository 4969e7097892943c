#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/value.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <set>
#include <string>
#include <string_view>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

Sequence sequence_of(std::string_view json) {
    const Json document = parse_json(json);
    return sequence_from_json(JsonCursor(document));
}

std::string canonical_text(std::string_view program) {
    lambda::TermStore store;
    return lambda::print(store, read_program(store, program));
}

} // namespace

TEST_CASE("Every primitive's example gives what the table says, tags included") {
    for (const Primitive& primitive : primitives()) {
        CAPTURE(primitive.name);
        lambda::TermStore store;
        const auto term = read_program(store, primitive.example.program);
        const Evaluation evaluation =
            evaluate(store, term, {.tokens = sequence_of(primitive.example.input)});
        REQUIRE(evaluation.output);
        CHECK(to_json(*evaluation.output).dump() == parse_json(primitive.example.output).dump());
        CHECK(primitive.example.program.find(primitive.name) != std::string_view::npos);
    }
}

TEST_CASE("Names and aliases are each of one primitive") {
    std::set<std::string_view> names;
    for (const Primitive& primitive : primitives()) {
        CAPTURE(primitive.name);
        CHECK(names.insert(primitive.name).second);
        CHECK(find_primitive(primitive.name) == &primitive);
        CHECK(lambda::is_primitive_name(primitive.name));
        CHECK(primitive.meaning.ends_with('.'));
        for (const std::string_view alias : primitive.aliases) {
            if (!alias.empty()) {
                CHECK(names.insert(alias).second);
                CHECK(find_alias(alias) == &primitive);
                CHECK(find_primitive(alias) == nullptr);
                CHECK(canonical_text(alias) == primitive.name);
            }
        }
    }
    CHECK(find_primitive("") == nullptr);
    CHECK(find_alias("") == nullptr);
    CHECK(find_primitive("zzz") == nullptr);
}

TEST_CASE("The minimal base is that of the language's description") {
    std::string base;
    for (const Primitive& primitive : primitives()) {
        if (primitive.minimal) {
            base += std::string(primitive.name) + " ";
        }
    }
    CHECK(base == "tokens indices select equals_to not_equals_to less_than at_most greater_than "
                  "at_least selector_and selector_or selector_not aggregate aggregate_default add "
                  "sub mul div mod round indicator eq lt and or not if zero one ");
}

TEST_CASE("In the place of select's predicate the names of comparisons are predicates") {
    const std::pair<std::string_view, std::string_view> names[] = {
        {"eq", "equals_to"},      {"==", "equals_to"},     {"ne", "not_equals_to"},
        {"neq", "not_equals_to"}, {"!=", "not_equals_to"}, {"lt", "less_than"},
        {"<", "less_than"},       {"le", "at_most"},       {"leq", "at_most"},
        {"<=", "at_most"},        {"gt", "greater_than"},  {">", "greater_than"},
        {"ge", "at_least"},       {"geq", "at_least"},     {">=", "at_least"}};
    for (const auto& [alias, predicate] : names) {
        CAPTURE(alias);
        const std::string start = "(lam (select (indices $0) (indices $0) ";
        CHECK(canonical_text(start + std::string(alias) + "))") ==
              start + std::string(predicate) + "))");
        CHECK(canonical_text(start + std::string(predicate) + "))") ==
              start + std::string(predicate) + "))");
    }
    CHECK(canonical_text("(select one two (eq one two))") == "(select one two (eq one two))");
    CHECK(canonical_text("(select eq < >)") == "(select eq lt greater_than)");
}

TEST_CASE("Literals are read and written, the same value under one name") {
    CHECK(parse_literal("zero") == Value(std::int64_t{0}));
    CHECK(parse_literal("0") == Value(std::int64_t{0}));
    CHECK(parse_literal("-12") == Value(std::int64_t{-12}));
    CHECK(parse_literal("0.50") == Value(0.5));
    CHECK(parse_literal("3.0") == Value(3.0));
    CHECK(parse_literal("true") == Value(true));
    CHECK(parse_literal("str.") == Value(std::string()));
    CHECK(parse_literal("str.%28") == Value(std::string("(")));
    CHECK(parse_literal("str.%7b%7D") == Value(std::string("{}")));
    CHECK(parse_literal("str.%C2%A7") == Value(std::string("§")));
    for (const std::string_view other : {"", "-", "1.", ".5", "1.2.3", "+1", "1e5", "str", "x"}) {
        CAPTURE(other);
        CHECK(!parse_literal(other));
    }
    CHECK(literal_name(Value(std::int64_t{2})) == "two");
    CHECK(literal_name(Value(std::int64_t{-2})) == "-2");
    CHECK(literal_name(Value(1.0)) == "1.0");
    CHECK(literal_name(Value(std::string("a (§)%"))) == "str.a%20%28%C2%A7%29%25");
    for (const double number : {0.1, -0.0, 1e300, 5e-324, 123456789.25}) {
        CAPTURE(number);
        CHECK(parse_literal(literal_name(Value(number))) == Value(number));
    }
    CHECK(canonical_text("(add 1 (add 0 2.50))") == "(add one (add zero 2.5))");
}

TEST_CASE("Bad literals and unknown names are errors that show the place") {
    lambda::TermStore store;
    const auto complaint = [&](std::string_view text) {
        return message_of([&] { read_program(store, text); });
    };
    CHECK(complaint("(lam (foo $0))") == "the unknown name \"foo\"\n"
                                         "    (lam (foo $0))\n"
                                         "          ^\n"
                                         "expected a primitive of RASP, an alias of one, or a "
                                         "literal");
    CHECK(complaint("(add one 99999999999999999999)").find("too large") != std::string::npos);
    CHECK(complaint("str.%4").find("hexadecimal") != std::string::npos);
    CHECK(complaint("str.%FF").find("not UTF-8") != std::string::npos);
    CHECK(complaint("str.\xc3\xa9").find("encoded") != std::string::npos);
    CHECK_THROWS_AS(literal_name(Value(std::numeric_limits<double>::infinity())), InputError);
}
