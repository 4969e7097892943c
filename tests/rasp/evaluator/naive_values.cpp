#include "tests/rasp/evaluator/naive_values.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

namespace rasp_stitch::rasp {

[[noreturn]] void fail(FailureClass failure, std::size_t position) {
    throw Failure{.failure = failure, .position = static_cast<std::uint32_t>(position)};
}

bool is_int(const Value& value) {
    return std::holds_alternative<std::int64_t>(value);
}

std::int64_t int_of(const Value& value) {
    return std::get<std::int64_t>(value);
}

double float_of(const Value& value) {
    return is_int(value) ? static_cast<double>(int_of(value)) : std::get<double>(value);
}

Value narrow(Wide wide, std::size_t i) {
    if (wide < INT64_MIN || wide > INT64_MAX) {
        fail(FailureClass::overflow, i);
    }
    return static_cast<std::int64_t>(wide);
}

namespace {

Value power(const Value& a, const Value& b, std::size_t i) {
    if (is_int(a) && is_int(b) && int_of(b) >= 0) {
        const std::int64_t base = int_of(a);
        if (int_of(b) == 0 || base == 1) {
            return std::int64_t{1};
        }
        if (base == 0) {
            return std::int64_t{0};
        }
        if (base == -1) {
            return std::int64_t{int_of(b) % 2 == 0 ? 1 : -1};
        }
        Value result = std::int64_t{1};
        for (std::int64_t k = 0; k < int_of(b); ++k) {
            result = narrow(Wide{int_of(result)} * base, i);
        }
        return result;
    }
    const double x = float_of(a);
    const double y = float_of(b);
    if ((x == 0 && y < 0) ||
        (x < 0 && std::isfinite(x) && std::isfinite(y) && y != std::trunc(y))) {
        fail(FailureClass::pow_domain, i);
    }
    const double result = std::pow(x, y);
    if (std::isinf(result) && std::isfinite(x) && std::isfinite(y)) {
        fail(FailureClass::overflow, i);
    }
    return result;
}

Value modulo(const Value& a, const Value& b, std::size_t i) {
    if (float_of(b) == 0) {
        fail(FailureClass::mod_zero, i);
    }
    if (is_int(a) && is_int(b)) {
        const Wide divisor = int_of(b);
        return narrow(((int_of(a) % divisor) + divisor) % divisor, i);
    }
    double rest = std::fmod(float_of(a), float_of(b));
    if (rest != 0 && std::signbit(rest) != std::signbit(float_of(b))) {
        rest += float_of(b);
    }
    return rest == 0 ? std::copysign(0.0, float_of(b)) : rest;
}

} // namespace

Value arithmetic(const std::string& name, const Value& a, const Value& b, std::size_t i) {
    if (name == "div") {
        if (float_of(b) == 0) {
            fail(FailureClass::div_zero, i);
        }
        const auto wide = [](const Value& value) {
            return is_int(value) ? static_cast<long double>(int_of(value))
                                 : static_cast<long double>(float_of(value));
        };
        return static_cast<double>(wide(a) / wide(b)); // exact for what the tests divide
    }
    if (name == "mod") {
        return modulo(a, b, i);
    }
    if (name == "pow") {
        return power(a, b, i);
    }
    if (is_int(a) && is_int(b)) {
        const Wide x = int_of(a);
        const Wide y = int_of(b);
        return narrow(name == "add" ? x + y : name == "sub" ? x - y : x * y, i);
    }
    const double x = float_of(a);
    const double y = float_of(b);
    return name == "add" ? x + y : name == "sub" ? x - y : x * y;
}

bool holds(const std::string& name, const Value& a, const Value& b) {
    bool less = false;
    bool equal = false;
    if (kind_of(a) == ValueKind::number && is_int(a) != is_int(b)) {
        const auto wide = [](const Value& value) {
            return is_int(value) ? static_cast<long double>(int_of(value))
                                 : static_cast<long double>(std::get<double>(value));
        };
        const long double x = wide(a);
        const long double y = wide(b);
        less = x < y; // 64 bits of mantissa hold both exactly
        equal = x == y;
        if (std::isnan(x) || std::isnan(y)) {
            return name == "ne";
        }
    } else {
        less = a < b;
        equal = a == b;
        if (!is_int(a) && kind_of(a) == ValueKind::number &&
            (std::isnan(float_of(a)) || std::isnan(float_of(b)))) {
            return name == "ne";
        }
    }
    return name == "eq"   ? equal
           : name == "ne" ? !equal
           : name == "lt" ? less
           : name == "le" ? less || equal
           : name == "gt" ? !less && !equal
                          : !less;
}

Value rounded(const Value& value, std::size_t i) {
    if (is_int(value)) {
        return value;
    }
    const double x = float_of(value);
    if (!std::isfinite(x)) {
        fail(FailureClass::round_nan, i);
    }
    double down = std::floor(x);
    const double behind = x - down;
    if (behind > 0.5 || (behind == 0.5 && std::fmod(down, 2) != 0)) {
        down += 1;
    }
    if (down < -9223372036854775808.0 || down >= 9223372036854775808.0) {
        fail(FailureClass::overflow, i);
    }
    return static_cast<std::int64_t>(down);
}

Value mean(const Sequence& chosen, std::size_t i) {
    Wide whole = 0;
    double sum = 0;
    bool has_float = false;
    for (const Value& value : chosen) {
        if (kind_of(value) != ValueKind::number) {
            fail(FailureClass::average_non_number, i);
        }
        if (!has_float && is_int(value)) {
            whole += int_of(value);
        } else {
            sum = has_float ? sum : static_cast<double>(whole);
            has_float = true;
            sum += float_of(value);
        }
    }
    const double result =
        (has_float ? sum : static_cast<double>(whole)) / static_cast<double>(chosen.size());
    const bool all_finite = std::all_of(chosen.begin(), chosen.end(), [](const Value& value) {
        return std::isfinite(float_of(value));
    });
    if (all_finite && !std::isfinite(result)) {
        fail(FailureClass::mean_overflow, i);
    }
    return result;
}

std::int64_t whole_number(const Value& value, std::size_t i) {
    if (is_int(value)) {
        return int_of(value);
    }
    const double x = float_of(value);
    if (!std::isfinite(x) || x != std::trunc(x) || x < -9223372036854775808.0 ||
        x >= 9223372036854775808.0) {
        fail(FailureClass::not_whole, i);
    }
    return static_cast<std::int64_t>(x);
}

Value function(const std::string& name, const Value& value, std::size_t i) {
    const double x = float_of(value);
    if (name == "floor" || name == "ceil") {
        return is_int(value) ? value : rounded(name == "floor" ? std::floor(x) : std::ceil(x), i);
    }
    if (name == "abs") {
        return is_int(value) ? narrow(int_of(value) < 0 ? -Wide{int_of(value)} : int_of(value), i)
                             : Value(std::fabs(x));
    }
    if (name == "sign") {
        return std::isnan(x) ? value : Value(std::int64_t{(x > 0) - (x < 0)});
    }
    if (name == "exp") {
        if (std::isfinite(x) && std::isinf(std::exp(x))) {
            fail(FailureClass::overflow, i);
        }
        return std::exp(x);
    }
    if (name == "log" ? x <= 0 : x < 0) {
        fail(FailureClass::domain, i);
    }
    return name == "log" ? std::log(x) : std::sqrt(x);
}

} // namespace rasp_stitch::rasp
