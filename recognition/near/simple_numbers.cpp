#include "recognition/near/simple_numbers.hpp"

#include "rasp/language/literal.hpp"
#include "rasp/language/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <string>

namespace rasp_stitch::recognition {

namespace {

constexpr double largest = 1e9;
constexpr std::int64_t most_denominator = 16;

// Returns the multiple of 1/denominator in the interval that is nearest to 0.
std::optional<SimpleNumber> multiple_between(double least, double most, std::int64_t denominator) {
    const auto scale = static_cast<double>(denominator);
    const double first = std::ceil(least * scale - 1e-12);
    const double last = std::floor(most * scale + 1e-12);
    if (first > last) {
        return std::nullopt;
    }
    const double nearest = std::clamp(0.0, first, last);
    SimpleNumber number{static_cast<std::int64_t>(nearest), denominator};
    const std::int64_t common =
        std::max<std::int64_t>(std::gcd(std::abs(number.numerator), number.denominator), 1);
    return SimpleNumber{number.numerator / common, number.denominator / common};
}

bool is_decimal(const SimpleNumber& number) {
    return 1'000'000 % number.denominator == 0;
}

} // namespace

std::optional<SimpleNumber> simplest_between(double least, double most) {
    if (!(std::abs(least) < largest && std::abs(most) < largest && least <= most)) {
        return std::nullopt;
    }
    for (const std::int64_t denominator : {1, 10, 100, 1000}) {
        if (const auto number = multiple_between(least, most, denominator)) {
            return number;
        }
    }
    for (std::int64_t denominator = 3; denominator <= most_denominator; ++denominator) {
        if (const auto number = multiple_between(least, most, denominator)) {
            return number;
        }
    }
    for (const std::int64_t denominator : {10'000, 100'000, 1'000'000}) {
        if (const auto number = multiple_between(least, most, denominator)) {
            return number;
        }
    }
    return std::nullopt;
}

std::size_t complexity_of(const SimpleNumber& number) {
    const std::size_t digits = std::to_string(std::abs(number.numerator)).size();
    return number.numerator == 0     ? 0
           : number.denominator == 1 ? digits
                                     : digits + std::to_string(number.denominator).size() + 1;
}

lambda::TermId number_term(lambda::TermStore& terms, const SimpleNumber& number) {
    if (number.denominator == 1) {
        return terms.primitive(rasp::literal_name(rasp::Value(number.numerator)));
    }
    if (is_decimal(number)) {
        return number_term(terms, number.value());
    }
    return terms.application(
        terms.application(terms.primitive("div"), number_term(terms, {number.numerator, 1})),
        number_term(terms, {number.denominator, 1}));
}

lambda::TermId number_term(lambda::TermStore& terms, double number) {
    return terms.primitive(rasp::literal_name(rasp::Value(number)));
}

} // namespace rasp_stitch::recognition
