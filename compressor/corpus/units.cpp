#include "compressor/corpus/units.hpp"

#include "support/text/numbers.hpp"

namespace rasp_stitch::compressor {

std::string amount_text(const Amount& amount) {
    constexpr int max_digits = 12;
    std::string text = grouped(amount.whole());
    if (amount.is_whole()) {
        return text;
    }
    const bool is_negative = amount.units < 0;
    if (is_negative && amount.whole() == 0) {
        text.insert(0, 1, '-');
    }
    // The remainder is below the scale, so ten times the remainder fits in 64 bits.
    const auto scale = static_cast<std::uint64_t>(amount.scale);
    const std::int64_t signed_rest = amount.units % amount.scale;
    auto rest = static_cast<std::uint64_t>(is_negative ? -signed_rest : signed_rest);
    text += '.';
    for (int i = 0; i < max_digits && rest != 0; ++i) {
        rest *= 10;
        text += static_cast<char>('0' + rest / scale);
        rest %= scale;
    }
    return text;
}

} // namespace rasp_stitch::compressor
