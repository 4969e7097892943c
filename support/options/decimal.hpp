#pragma once

// Exact decimal numbers, for costs that must be the same on every machine.
//
//     parse_decimal("1.5")    == Decimal{15, 10}
//     parse_decimal("-2")     == Decimal{-2, 1}
//     parse_decimal("1e3")    == std::nullopt

#include <cstdint>
#include <optional>
#include <string_view>

namespace rasp_stitch {

// units / scale. The scale is 10 to the power of the number of digits written after the point:
// "1.50" is {150, 100}.
struct Decimal {
    std::int64_t units = 0;
    std::int64_t scale = 1;

    bool operator==(const Decimal&) const = default;
};

// Reads an optional minus sign, 1 to 12 digits and, after a point, 1 to 6 more, so |units| is
// below 10^18. Returns nullopt for any other text.
std::optional<Decimal> parse_decimal(std::string_view text);

} // namespace rasp_stitch
