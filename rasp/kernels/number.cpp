#include "rasp/kernels/number.hpp"

#include <bit>
#include <cmath>
#include <limits>

namespace rasp_stitch::rasp {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr double two_to_63 = 9223372036854775808.0;
constexpr std::int64_t largest_exact = std::int64_t{1} << 53;

bool is_exact_in_double(std::int64_t i) {
    return i >= -largest_exact && i <= largest_exact;
}

std::uint64_t magnitude(std::int64_t i) {
    return i < 0 ? 0 - static_cast<std::uint64_t>(i) : static_cast<std::uint64_t>(i);
}

// Returns a / b for b != 0, correctly rounded. The quotient is computed to at least 63 bits, and
// its last bit is set if there is a remainder, so the one rounding to 53 bits sees all that it
// must.
double exact_quotient(std::int64_t a, std::int64_t b) {
    if (is_exact_in_double(a) && is_exact_in_double(b)) {
        return static_cast<double>(a) / static_cast<double>(b);
    }
    if (a == 0) {
        return 0.0;
    }
    const int shift = std::countl_zero(magnitude(a)) + 63;
    const Wide numerator = Wide{magnitude(a)} << shift;
    const Wide denominator = magnitude(b);
    Wide quotient = numerator / denominator;
    if (numerator % denominator != 0) {
        quotient |= 1U;
    }
    const double size = std::ldexp(static_cast<double>(quotient), -shift);
    return (a < 0) != (b < 0) ? -size : size;
}

Number whole_power(std::int64_t base, std::int64_t exponent, FailureClass& failure) {
    std::int64_t power = 1;
    while (exponent > 0) {
        if (exponent % 2 != 0 && __builtin_mul_overflow(power, base, &power)) {
            return failed(FailureClass::overflow, failure);
        }
        exponent /= 2;
        // If the square is too large, so is the power, unless this was its last factor.
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) {
            return failed(FailureClass::overflow, failure);
        }
    }
    return whole(power);
}

// Returns -1, 0 or 1 if the whole number is less than, equal to or greater than the float, which
// must not be a NaN.
int compare_whole_floating(std::int64_t i, double d) {
    if (d >= two_to_63) {
        return -1;
    }
    if (d < -two_to_63) {
        return 1;
    }
    // Now the float's whole part fits into 64 bits, and its fraction breaks ties.
    const double floor = std::floor(d);
    const auto lower = static_cast<std::int64_t>(floor);
    if (i != lower) {
        return i < lower ? -1 : 1;
    }
    return d > floor ? -1 : 0;
}

} // namespace

Number failed(FailureClass which, FailureClass& failure) {
    failure = which;
    return whole(0);
}

Number add_numbers(Number a, Number b, FailureClass& failure) {
    if (a.is_int && b.is_int) {
        std::int64_t sum = 0;
        return __builtin_add_overflow(a.i, b.i, &sum) ? failed(FailureClass::overflow, failure)
                                                      : whole(sum);
    }
    return floating(a.d + b.d);
}

Number sub_numbers(Number a, Number b, FailureClass& failure) {
    if (a.is_int && b.is_int) {
        std::int64_t difference = 0;
        return __builtin_sub_overflow(a.i, b.i, &difference)
                   ? failed(FailureClass::overflow, failure)
                   : whole(difference);
    }
    return floating(a.d - b.d);
}

Number mul_numbers(Number a, Number b, FailureClass& failure) {
    if (a.is_int && b.is_int) {
        std::int64_t product = 0;
        return __builtin_mul_overflow(a.i, b.i, &product) ? failed(FailureClass::overflow, failure)
                                                          : whole(product);
    }
    return floating(a.d * b.d);
}

Number div_numbers(Number a, Number b, FailureClass& failure) {
    if (b.d == 0) {
        return failed(FailureClass::div_zero, failure);
    }
    return floating(a.is_int && b.is_int ? exact_quotient(a.i, b.i) : a.d / b.d);
}

Number mod_numbers(Number a, Number b, FailureClass& failure) {
    if (b.d == 0) {
        return failed(FailureClass::mod_zero, failure);
    }
    if (a.is_int && b.is_int) {
        if (b.i == -1) {
            return whole(0); // the quotient of the least number would overflow
        }
        const std::int64_t rest = a.i % b.i;
        return whole(rest != 0 && (rest < 0) != (b.i < 0) ? rest + b.i : rest);
    }
    const double rest = std::fmod(a.d, b.d);
    if (rest == 0) {
        return floating(std::copysign(0.0, b.d));
    }
    return floating((rest < 0) != (b.d < 0) ? rest + b.d : rest);
}

Number pow_numbers(Number a, Number b, FailureClass& failure) {
    if (a.is_int && b.is_int && b.i >= 0) {
        return whole_power(a.i, b.i, failure);
    }
    const bool is_finite = std::isfinite(a.d) && std::isfinite(b.d);
    if (a.d == 0 && b.d < 0) {
        return failed(FailureClass::pow_domain, failure);
    }
    if (is_finite && a.d < 0 && b.d != std::floor(b.d)) {
        return failed(FailureClass::pow_domain, failure);
    }
    const double power = std::pow(a.d, b.d);
    if (is_finite && std::isinf(power)) {
        return failed(FailureClass::overflow, failure);
    }
    return floating(power);
}

Number neg_number(Number a, FailureClass& failure) {
    if (!a.is_int) {
        return floating(-a.d);
    }
    return sub_numbers(whole(0), a, failure);
}

Number round_number(Number a, FailureClass& failure) {
    return a.is_int ? a : whole_of(std::nearbyint(a.d), failure); // ties to even
}

Number whole_of(double d, FailureClass& failure) {
    if (!std::isfinite(d)) {
        return failed(FailureClass::round_nan, failure);
    }
    if (d < -two_to_63 || d >= two_to_63) {
        return failed(FailureClass::overflow, failure);
    }
    return whole(static_cast<std::int64_t>(d));
}

bool compare_numbers(Comparison comparison, Number a, Number b) {
    if (a.is_int == b.is_int) {
        return a.is_int ? holds(comparison, a.i, b.i) : holds(comparison, a.d, b.d);
    }
    if (std::isnan(a.d) || std::isnan(b.d)) {
        return comparison == Comparison::not_equal;
    }
    const int order =
        a.is_int ? compare_whole_floating(a.i, b.d) : -compare_whole_floating(b.i, a.d);
    return holds(comparison, order, 0);
}

bool equal_numbers(std::int64_t i, double d) {
    return compare_numbers(Comparison::equal, whole(i), floating(d));
}

} // namespace rasp_stitch::rasp
