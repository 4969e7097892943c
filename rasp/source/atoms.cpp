#include "rasp/source/atoms.hpp"

#include "rasp/kernels/failure.hpp"
#include "rasp/kernels/number.hpp"
#include "rasp/language/value_text.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t longest_string = 1'000'000;

[[noreturn]] void fail(std::string found, std::string expected) {
    throw InputError({.found = std::move(found), .expected = std::move(expected)});
}

bool is_string(const Value& value) {
    return std::holds_alternative<std::string>(value);
}

// Truth values are numbers, too.
Number as_number(const Value& value) {
    if (const auto* const i = std::get_if<std::int64_t>(&value)) {
        return whole(*i);
    }
    if (const auto* const d = std::get_if<double>(&value)) {
        return floating(*d);
    }
    return whole(std::get<bool>(value) ? 1 : 0);
}

Value as_value(Number number) {
    return number.is_int ? Value(number.i) : Value(number.d);
}

std::string_view kind_text(const Value& value) {
    return is_string(value)                       ? "a string"
           : kind_of(value) == ValueKind::boolean ? "a truth value"
                                                  : "a number";
}

Value repeated(const std::string& text, const Value& times) {
    const auto* const count = std::get_if<std::int64_t>(&times);
    if (count == nullptr) {
        fail("a string times something that is not a whole number", "a whole number");
    }
    std::string result;
    for (std::int64_t i = 0; i < *count && !text.empty(); ++i) {
        result += text;
        if (result.size() > longest_string) {
            fail("a string of more than a million bytes", "a shorter one");
        }
    }
    return result;
}

Value checked(Number number, FailureClass failure, Operation operation) {
    if (failure != FailureClass::none) {
        fail(std::string(name_of(failure)) + " in the constant operation \"" +
                 std::string(text_of(operation)) + "\"",
             "numbers that it is defined for");
    }
    return as_value(number);
}

Value arithmetic(Operation operation, Number left, Number right) {
    FailureClass failure = FailureClass::none;
    const auto result = [&](auto function) {
        const Number number = function(left, right, failure);
        return checked(number, failure, operation);
    };
    switch (operation) {
    case Operation::add:
        return result(add_numbers);
    case Operation::subtract:
        return result(sub_numbers);
    case Operation::multiply:
        return result(mul_numbers);
    case Operation::divide:
        return result(div_numbers);
    case Operation::modulo:
        return result(mod_numbers);
    default:
        return result(pow_numbers);
    }
}

} // namespace

std::string_view text_of(Operation operation) {
    constexpr std::array<std::string_view, 8> texts = {"+", "-", "*", "/", "%", "^", "and", "or"};
    return texts.at(static_cast<std::size_t>(operation));
}

std::string_view text_of(Comparison comparison) {
    constexpr std::array<std::string_view, 6> texts = {"==", "!=", "<", "<=", ">", ">="};
    return texts.at(static_cast<std::size_t>(comparison));
}

bool is_true(const Value& value) {
    return is_string(value) ? !std::get<std::string>(value).empty() : number_of(value) != 0;
}

Value operate(Operation operation, const Value& left, const Value& right) {
    if (operation == Operation::both) {
        return is_true(left) ? right : left;
    }
    if (operation == Operation::either) {
        return is_true(left) ? left : right;
    }
    if (is_string(left) && is_string(right) && operation == Operation::add) {
        std::string both = std::get<std::string>(left) + std::get<std::string>(right);
        if (both.size() > longest_string) {
            fail("a string of more than a million bytes", "a shorter one");
        }
        return both;
    }
    if (operation == Operation::multiply && is_string(left) != is_string(right)) {
        return is_string(left) ? repeated(std::get<std::string>(left), right)
                               : repeated(std::get<std::string>(right), left);
    }
    if (is_string(left) || is_string(right)) {
        fail("\"" + std::string(text_of(operation)) + "\" between " + std::string(kind_text(left)) +
                 " and " + std::string(kind_text(right)),
             operation == Operation::add ? "two numbers or two strings" : "two numbers");
    }
    return arithmetic(operation, as_number(left), as_number(right));
}

bool compare(Comparison comparison, const Value& left, const Value& right) {
    if (is_string(left) != is_string(right)) {
        if (comparison == Comparison::equal || comparison == Comparison::not_equal) {
            return comparison == Comparison::not_equal;
        }
        fail("\"" + std::string(text_of(comparison)) + "\" between a string and a number",
             "two values of one kind");
    }
    if (is_string(left)) {
        return holds(comparison, std::get<std::string>(left), std::get<std::string>(right));
    }
    return compare_numbers(comparison, as_number(left), as_number(right));
}

bool equal_atoms(const Value& left, const Value& right) {
    return compare(Comparison::equal, left, right);
}

Value negated(const Value& value) {
    if (is_string(value)) {
        fail("\"-\" before a string", "a number");
    }
    FailureClass failure = FailureClass::none;
    const Number number = neg_number(as_number(value), failure);
    return checked(number, failure, Operation::subtract);
}

Value rounded(const Value& value) {
    if (is_string(value)) {
        fail("round of a string", "a number");
    }
    FailureClass failure = FailureClass::none;
    const Number number = round_number(as_number(value), failure);
    if (failure != FailureClass::none) {
        fail("round of a number that is infinite or too large", "a number of 64 bits");
    }
    return as_value(number);
}

} // namespace rasp_stitch::rasp
