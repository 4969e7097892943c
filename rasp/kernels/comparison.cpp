#include "rasp/kernels/comparison.hpp"

#include "rasp/kernels/number.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace rasp_stitch::rasp {

namespace {

std::optional<Number> number_of(const Value& value, const ComparisonOptions& options) {
    if (const auto* const i = std::get_if<std::int64_t>(&value)) {
        return whole(*i);
    }
    if (const auto* const d = std::get_if<double>(&value)) {
        return floating(*d);
    }
    const auto* const truth = std::get_if<bool>(&value);
    return truth != nullptr && options.booleans_as_numbers ? std::optional(whole(*truth ? 1 : 0))
                                                           : std::nullopt;
}

} // namespace

bool are_near(double a, double b, double tolerance) {
    return a == b || (tolerance > 0 && std::isfinite(a) && std::isfinite(b) &&
                      std::fabs(a - b) <= tolerance * std::max({1.0, std::fabs(a), std::fabs(b)}));
}

bool are_equal(const Value& a, const Value& b, const ComparisonOptions& options) {
    const std::optional<Number> first = number_of(a, options);
    const std::optional<Number> second = number_of(b, options);
    if (!first || !second) {
        return a == b;
    }
    return compare_numbers(Comparison::equal, *first, *second) ||
           (options.tolerance > 0 && are_near(first->d, second->d, options.tolerance));
}

bool are_equal(const Output& a, const Output& b, const ComparisonOptions& options) {
    const auto* const first = std::get_if<Sequence>(&a);
    const auto* const second = std::get_if<Sequence>(&b);
    if (first == nullptr || second == nullptr) {
        return a == b;
    }
    return std::ranges::equal(
        *first, *second, [&](const Value& x, const Value& y) { return are_equal(x, y, options); });
}

} // namespace rasp_stitch::rasp
