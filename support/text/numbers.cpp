#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace rasp_stitch {

std::string grouped(std::int64_t number) {
    std::string text = fmt::to_string(number);
    const std::size_t sign = number < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > sign + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string seconds_text(double seconds) {
    if (!(seconds > 0)) {
        return "0 s";
    }
    if (seconds < 0.001) {
        return "under 1 ms";
    }
    // Each unit begins where the one before it would be rounded up to it.
    if (seconds < 0.0995) {
        return fmt::format("{:.0f} ms", seconds * 1000);
    }
    if (seconds < 59.95) {
        return fmt::format("{:.1f} s", seconds);
    }
    if (seconds < 3599.5) {
        const double whole = std::round(seconds);
        return fmt::format("{:.0f} min {:02.0f} s", std::floor(whole / 60), std::fmod(whole, 60));
    }
    const double minutes = std::round(seconds / 60);
    return fmt::format("{:.0f} h {:02.0f} min", std::floor(minutes / 60), std::fmod(minutes, 60));
}

std::string nats_text(double nats) {
    std::string text = fmt::format("{:.2f}", nats);
    return text == "-0.00" ? "0.00" : text;
}

std::string with_limits(std::string_view what, std::int64_t least, std::int64_t most) {
    const bool has_least = least != std::numeric_limits<std::int64_t>::min();
    const bool has_most = most != std::numeric_limits<std::int64_t>::max();
    if (has_least && has_most) {
        return fmt::format("{} from {} to {}", what, least, most);
    }
    if (has_least) {
        return fmt::format("{} of at least {}", what, least);
    }
    if (has_most) {
        return fmt::format("{} of at most {}", what, most);
    }
    return std::string(what);
}

} // namespace rasp_stitch
