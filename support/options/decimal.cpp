#include "support/options/decimal.hpp"

#include <cstddef>

namespace rasp_stitch {

std::optional<Decimal> parse_decimal(std::string_view text) {
    constexpr std::size_t most_whole_digits = 12;
    constexpr std::size_t most_fraction_digits = 6;
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative ? 1 : 0);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const bool has_point = point != std::string_view::npos;
    const std::string_view fraction = has_point ? text.substr(point + 1) : std::string_view();
    if (whole.empty() || whole.size() > most_whole_digits || has_point == fraction.empty() ||
        fraction.size() > most_fraction_digits) {
        return std::nullopt;
    }
    Decimal decimal;
    for (const std::string_view digits : {whole, fraction}) {
        for (const char c : digits) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            decimal.units = decimal.units * 10 + (c - '0');
        }
    }
    for (std::size_t i = 0; i < fraction.size(); ++i) {
        decimal.scale *= 10;
    }
    if (negative) {
        decimal.units = -decimal.units;
    }
    return decimal;
}

} // namespace rasp_stitch
