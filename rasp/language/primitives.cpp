#include "rasp/language/primitives.hpp"

#include "rasp/language/extension_rows.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace rasp_stitch::rasp {

namespace {

constexpr Sort sort_of(std::string_view type) {
    return type.starts_with("input(")  ? Sort::input
           : type.starts_with("pred(") ? Sort::predicate
           : type == "sel"             ? Sort::selector
                                       : Sort::sequence;
}

constexpr Signature signature_of(std::string_view type) {
    constexpr std::string_view arrow = " -> ";
    Signature signature;
    for (std::size_t at = type.find(arrow); at != type.npos; at = type.find(arrow)) {
        signature.arguments.at(signature.arity++) = sort_of(type.substr(0, at));
        type.remove_prefix(at + arrow.size());
    }
    signature.result = sort_of(type);
    return signature;
}

constexpr std::array paper_rows = {
    Primitive{.name = "tokens",
              .opcode = Opcode::tokens,
              .minimal = true,
              .type = "input(t0) -> seq(t0)",
              .meaning = "The tokens of the input.",
              .example = {"(lam (tokens $0))", R"(["a", "b"])", R"(["a", "b"])"}},
    Primitive{.name = "indices",
              .opcode = Opcode::indices,
              .minimal = true,
              .type = "input(t0) -> seq(num)",
              .meaning = "The positions 0, 1, ..., n-1.",
              .example = {"(lam (indices $0))", R"(["a", "b", "c"])", "[0, 1, 2]"}},
    Primitive{.name = "length",
              .opcode = Opcode::length,
              .type = "input(t0) -> seq(num)",
              .meaning = "The number of tokens, at every position.",
              .example = {"(lam (length $0))", R"(["a", "b", "c"])", "[3, 3, 3]"}},
    Primitive{
        .name = "select",
        .opcode = Opcode::select,
        .minimal = true,
        .type = "seq(t0) -> seq(t0) -> pred(t0) -> sel",
        .meaning = "Takes keys, queries and a predicate: query q selects key j if the predicate "
                   "holds of keys[j] and queries[q]; the key is the left operand.",
        .example = {"(lam (select (indices $0) (indices $0) less_than))", R"(["a", "b", "c"])",
                    "[[false, false, false], [true, false, false], [true, true, false]]"}},
    Primitive{.name = "equals_to",
              .opcode = Opcode::predicate,
              .comparison = Comparison::equal,
              .minimal = true,
              .type = "pred(t0)",
              .meaning = "The predicate that a key equals the query.",
              .example = {"(lam (select (tokens $0) (tokens $0) equals_to))", R"(["a", "b", "a"])",
                          "[[true, false, true], [false, true, false], [true, false, true]]"}},
    Primitive{.name = "not_equals_to",
              .opcode = Opcode::predicate,
              .comparison = Comparison::not_equal,
              .minimal = true,
              .type = "pred(t0)",
              .meaning = "The predicate that a key differs from the query.",
              .example = {"(lam (select (tokens $0) (tokens $0) not_equals_to))", R"(["a", "b"])",
                          "[[false, true], [true, false]]"}},
    Primitive{.name = "less_than",
              .opcode = Opcode::predicate,
              .comparison = Comparison::less,
              .minimal = true,
              .type = "pred(t0)",
              .meaning = "The predicate that a key is less than the query.",
              .example = {"(lam (select (indices $0) (indices $0) less_than))", R"(["a", "b"])",
                          "[[false, false], [true, false]]"}},
    Primitive{.name = "at_most",
              .opcode = Opcode::predicate,
              .comparison = Comparison::at_most,
              .minimal = true,
              .type = "pred(t0)",
              .meaning = "The predicate that a key is less than the query or equal to it.",
              .example = {"(lam (select (indices $0) (indices $0) at_most))", R"(["a", "b"])",
                          "[[true, false], [true, true]]"}},
    Primitive{.name = "greater_than",
              .opcode = Opcode::predicate,
              .comparison = Comparison::greater,
              .minimal = true,
              .type = "pred(t0)",
              .meaning = "The predicate that a key is greater than the query.",
              .example = {"(lam (select (indices $0) (indices $0) greater_than))", R"(["a", "b"])",
                          "[[false, true], [false, false]]"}},
    Primitive{.name = "at_least",
              .opcode = Opcode::predicate,
              .comparison = Comparison::at_least,
              .minimal = true,
              .type = "pred(t0)",
              .meaning = "The predicate that a key is greater than the query or equal to it.",
              .example = {"(lam (select (indices $0) (indices $0) at_least))", R"(["a", "b"])",
                          "[[true, true], [false, true]]"}},
    Primitive{.name = "full",
              .opcode = Opcode::full,
              .type = "sel",
              .aliases = {"full_s", "select_all"},
              .meaning = "The selector of all keys.",
              .example = {"(lam full)", R"(["a", "b"])", "[[true, true], [true, true]]"}},
    Primitive{.name = "selector_and",
              .opcode = Opcode::selector_and,
              .minimal = true,
              .type = "sel -> sel -> sel",
              .aliases = {"sel_and", "&"},
              .meaning = "The keys that both selectors select.",
              .example = {"(lam (selector_and full (select (indices $0) one equals_to)))",
                          R"(["a", "b"])", "[[false, true], [false, true]]"}},
    Primitive{.name = "selector_or",
              .opcode = Opcode::selector_or,
              .minimal = true,
              .type = "sel -> sel -> sel",
              .aliases = {"sel_or", "|"},
              .meaning = "The keys that at least one of the selectors selects.",
              .example = {"(lam (selector_or (select (indices $0) zero equals_to) (select (indices "
                          "$0) one equals_to)))",
                          R"(["a", "b", "c"])",
                          "[[true, true, false], [true, true, false], [true, true, false]]"}},
    Primitive{.name = "selector_not",
              .opcode = Opcode::selector_not,
              .minimal = true,
              .type = "sel -> sel",
              .aliases = {"sel_not", "~"},
              .meaning = "The keys that the selector does not select.",
              .example = {"(lam (selector_not (select (indices $0) zero equals_to)))",
                          R"(["a", "b"])", "[[false, true], [false, true]]"}},
    Primitive{
        .name = "aggregate",
        .opcode = Opcode::aggregate,
        .minimal = true,
        .type = "sel -> seq(t0) -> seq(t0)",
        .meaning =
            "At each query the value at the one selected key, or the mean (a float) of the numbers "
            "at several; where no key is selected, 0 or false, and an error for strings.",
        .example = {"(lam (aggregate (select (indices $0) (indices $0) less_than) (tokens $0)))",
                    "[3, 1, 2]", "[0, 3, 2.0]"}},
    Primitive{.name = "aggregate_default",
              .opcode = Opcode::aggregate_default,
              .minimal = true,
              .type = "sel -> seq(t0) -> seq(t0) -> seq(t0)",
              .meaning = "Like aggregate, with the value to take where no key is selected.",
              .example = {"(lam (aggregate_default (select (add (indices $0) one) (indices $0) "
                          "equals_to) (tokens $0) str.-))",
                          R"(["a", "b", "c"])", R"(["-", "a", "b"])"}},
    Primitive{.name = "selector_width",
              .opcode = Opcode::selector_width,
              .type = "sel -> seq(num)",
              .aliases = {"selector-width", "selectorwidth"},
              .meaning = "At each query the number of selected keys.",
              .example = {"(lam (selector_width (select (tokens $0) (tokens $0) equals_to)))",
                          R"(["a", "b", "a"])", "[2, 1, 2]"}},
    Primitive{.name = "add",
              .opcode = Opcode::add,
              .minimal = true,
              .type = "seq(num) -> seq(num) -> seq(num)",
              .aliases = {"+"},
              .meaning = "The sum of two numbers; whole if both are.",
              .example = {"(lam (add (indices $0) 0.5))", R"(["a", "b"])", "[0.5, 1.5]"}},
    Primitive{.name = "sub",
              .opcode = Opcode::sub,
              .minimal = true,
              .type = "seq(num) -> seq(num) -> seq(num)",
              .aliases = {"-"},
              .meaning = "The difference of two numbers; whole if both are.",
              .example = {"(lam (sub (length $0) (indices $0)))", R"(["a", "b"])", "[2, 1]"}},
    Primitive{.name = "mul",
              .opcode = Opcode::mul,
              .minimal = true,
              .type = "seq(num) -> seq(num) -> seq(num)",
              .aliases = {"*"},
              .meaning = "The product of two numbers; whole if both are.",
              .example = {"(lam (mul (tokens $0) (tokens $0)))", "[3, 0.5]", "[9, 0.25]"}},
    Primitive{.name = "div",
              .opcode = Opcode::div,
              .minimal = true,
              .type = "seq(num) -> seq(num) -> seq(num)",
              .aliases = {"/"},
              .meaning =
                  "The quotient of two numbers, always a float; division by zero is an error.",
              .example = {"(lam (div (tokens $0) two))", "[3, 4]", "[1.5, 2.0]"}},
    Primitive{.name = "mod",
              .opcode = Opcode::mod,
              .minimal = true,
              .type = "seq(num) -> seq(num) -> seq(num)",
              .aliases = {"%"},
              .meaning =
                  "The remainder that has the sign of the divisor; a divisor of zero is an error.",
              .example = {"(lam (mod (tokens $0) 3))", "[-1, 4, 5.5]", "[2, 1, 2.5]"}},
    Primitive{.name = "pow",
              .opcode = Opcode::pow,
              .type = "seq(num) -> seq(num) -> seq(num)",
              .aliases = {"^"},
              .meaning = "The first number to the power of the second; whole if both are and the "
                         "second is not negative. Zero to a negative power, a root of a negative "
                         "number and a result that is too large are errors.",
              .example = {"(lam (pow (tokens $0) two))", "[3, 0.5]", "[9, 0.25]"}},
    Primitive{.name = "neg",
              .opcode = Opcode::neg,
              .type = "seq(num) -> seq(num)",
              .meaning = "The number with its sign changed.",
              .example = {"(lam (neg (indices $0)))", R"(["a", "b"])", "[0, -1]"}},
    Primitive{.name = "round",
              .opcode = Opcode::round,
              .minimal = true,
              .type = "seq(num) -> seq(num)",
              .meaning = "The nearest whole number; of two that are equally near, the even one.",
              .example = {"(lam (round (tokens $0)))", "[0.5, 1.5, -0.6, 7]", "[0, 2, -1, 7]"}},
    Primitive{.name = "indicator",
              .opcode = Opcode::indicator,
              .minimal = true,
              .type = "seq(bool) -> seq(num)",
              .meaning = "1 where true, 0 where false.",
              .example = {"(lam (indicator (eq (tokens $0) str.a)))", R"(["a", "b"])", "[1, 0]"}},
    Primitive{.name = "eq",
              .opcode = Opcode::compare,
              .comparison = Comparison::equal,
              .minimal = true,
              .type = "seq(t0) -> seq(t0) -> seq(bool)",
              .aliases = {"=="},
              .meaning = "Whether two values are equal.",
              .example = {"(lam (eq (tokens $0) str.a))", R"(["a", "b"])", "[true, false]"}},
    Primitive{.name = "ne",
              .opcode = Opcode::compare,
              .comparison = Comparison::not_equal,
              .type = "seq(t0) -> seq(t0) -> seq(bool)",
              .aliases = {"neq", "!="},
              .meaning = "Whether two values differ.",
              .example = {"(lam (ne (tokens $0) str.a))", R"(["a", "b"])", "[false, true]"}},
    Primitive{.name = "lt",
              .opcode = Opcode::compare,
              .comparison = Comparison::less,
              .minimal = true,
              .type = "seq(t0) -> seq(t0) -> seq(bool)",
              .aliases = {"<"},
              .meaning = "Whether the first value is less: numbers by value, strings by code "
                         "point, false before true.",
              .example = {"(lam (lt (indices $0) one))", R"(["a", "b"])", "[true, false]"}},
    Primitive{.name = "le",
              .opcode = Opcode::compare,
              .comparison = Comparison::at_most,
              .type = "seq(t0) -> seq(t0) -> seq(bool)",
              .aliases = {"leq", "<="},
              .meaning = "Whether the first value is less than the second or equal to it.",
              .example = {"(lam (le (indices $0) one))", R"(["a", "b", "c"])",
                          "[true, true, false]"}},
    Primitive{.name = "gt",
              .opcode = Opcode::compare,
              .comparison = Comparison::greater,
              .type = "seq(t0) -> seq(t0) -> seq(bool)",
              .aliases = {">"},
              .meaning = "Whether the first value is greater than the second.",
              .example = {"(lam (gt (indices $0) one))", R"(["a", "b", "c"])",
                          "[false, false, true]"}},
    Primitive{.name = "ge",
              .opcode = Opcode::compare,
              .comparison = Comparison::at_least,
              .type = "seq(t0) -> seq(t0) -> seq(bool)",
              .aliases = {"geq", ">="},
              .meaning = "Whether the first value is greater than the second or equal to it.",
              .example = {"(lam (ge (indices $0) one))", R"(["a", "b", "c"])",
                          "[false, true, true]"}},
    Primitive{.name = "and",
              .opcode = Opcode::logical_and,
              .minimal = true,
              .type = "seq(bool) -> seq(bool) -> seq(bool)",
              .meaning = "Whether both are true.",
              .example = {"(lam (and true (eq (indices $0) zero)))", R"(["a", "b"])",
                          "[true, false]"}},
    Primitive{.name = "or",
              .opcode = Opcode::logical_or,
              .minimal = true,
              .type = "seq(bool) -> seq(bool) -> seq(bool)",
              .meaning = "Whether at least one is true.",
              .example = {"(lam (or false (eq (indices $0) zero)))", R"(["a", "b"])",
                          "[true, false]"}},
    Primitive{.name = "not",
              .opcode = Opcode::logical_not,
              .minimal = true,
              .type = "seq(bool) -> seq(bool)",
              .meaning = "Whether it is false.",
              .example = {"(lam (not (eq (indices $0) zero)))", R"(["a", "b"])", "[false, true]"}},
    Primitive{.name = "if",
              .opcode = Opcode::choose,
              .minimal = true,
              .type = "seq(bool) -> seq(t0) -> seq(t0) -> seq(t0)",
              .aliases = {"ite", "where"},
              .meaning = "The second where the first is true, otherwise the third; an error in "
                         "either is an error.",
              .example = {"(lam (if (eq (tokens $0) str.a) str.x (tokens $0)))", R"(["a", "b"])",
                          R"(["x", "b"])"}},
    Primitive{.name = "concat",
              .opcode = Opcode::concat,
              .type = "seq(str) -> seq(str) -> seq(str)",
              .meaning = "The strings one after the other.",
              .example = {"(lam (concat (tokens $0) str.%21))", R"(["a", "b"])",
                          R"(["a!", "b!"])"}},
    Primitive{.name = "parse_int",
              .opcode = Opcode::parse_int,
              .type = "seq(str) -> seq(num)",
              .meaning = "The whole number that a string of digits, with or without a sign, stands "
                         "for; anything else is an error.",
              .example = {"(lam (parse_int (tokens $0)))", R"(["7", "-12"])", "[7, -12]"}},
};

constexpr std::array constant_rows = {
    Primitive{.name = "zero",
              .opcode = Opcode::constant,
              .minimal = true,
              .type = "seq(num)",
              .meaning = "The number 0.",
              .example = {"(lam zero)", R"(["a", "b"])", "[0, 0]"}},
    Primitive{.name = "one",
              .opcode = Opcode::constant,
              .minimal = true,
              .type = "seq(num)",
              .meaning = "The number 1.",
              .example = {"(lam one)", R"(["a", "b"])", "[1, 1]"}},
    Primitive{.name = "two",
              .opcode = Opcode::constant,
              .type = "seq(num)",
              .meaning = "The number 2.",
              .example = {"(lam two)", R"(["a", "b"])", "[2, 2]"}},
    Primitive{.name = "true",
              .opcode = Opcode::constant,
              .type = "seq(bool)",
              .meaning = "True.",
              .example = {"(lam true)", R"(["a", "b"])", "[true, true]"}},
    Primitive{.name = "false",
              .opcode = Opcode::constant,
              .type = "seq(bool)",
              .meaning = "False.",
              .example = {"(lam false)", R"(["a", "b"])", "[false, false]"}},
};

constexpr auto table = [] {
    std::array<Primitive, paper_rows.size() + extension_rows.size() + constant_rows.size()> all;
    auto* next = all.begin();
    for (const std::span<const Primitive> rows :
         {std::span<const Primitive>(paper_rows), std::span<const Primitive>(extension_rows),
          std::span<const Primitive>(constant_rows)}) {
        next = std::ranges::copy(rows, next).out;
    }
    for (Primitive& primitive : all) {
        primitive.signature = signature_of(primitive.type);
    }
    return all;
}();

// The names in order, for binary search.
struct Named {
    std::string_view name;
    const Primitive* primitive = nullptr;
};

constexpr auto names = [] {
    std::array<Named, table.size()> all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = {table[i].name, &table[i]};
    }
    std::ranges::sort(all, {}, &Named::name);
    return all;
}();

} // namespace

std::span<const Primitive> primitives() {
    return table;
}

const Primitive* find_primitive(std::string_view name) {
    const auto* const found = std::ranges::lower_bound(names, name, {}, &Named::name);
    return found != names.end() && found->name == name ? found->primitive : nullptr;
}

const Primitive* find_alias(std::string_view alias) {
    const auto* const found = std::ranges::find_if(table, [&](const Primitive& primitive) {
        return !alias.empty() &&
               std::ranges::find(primitive.aliases, alias) != primitive.aliases.end();
    });
    return found == table.end() ? nullptr : found;
}

const Primitive& predicate_of(Comparison comparison) {
    return *std::ranges::find_if(table, [&](const Primitive& primitive) {
        return primitive.opcode == Opcode::predicate && primitive.comparison == comparison;
    });
}

} // namespace rasp_stitch::rasp
