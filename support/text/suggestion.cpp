#include "support/text/suggestion.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    // Rows of the table of distances between beginnings of `a` and beginnings of `b`.
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

namespace {

std::string lower_case(std::string_view word) {
    std::string lower(word);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return lower;
}

} // namespace

std::optional<std::string_view> nearest_word(std::string_view word,
                                             std::span<const std::string_view> known) {
    constexpr std::size_t longest_word = 100; // nobody means an option with this
    if (word.empty() || word.size() > longest_word) {
        return std::nullopt;
    }
    const std::string lower = lower_case(word);
    std::optional<std::string_view> nearest;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string_view candidate : known) {
        const std::string other = lower_case(candidate);
        const bool begins = word.size() > 1 && other.starts_with(lower);
        const bool swapped =
            word.size() == 2 && other.size() == 2 && other[0] == lower[1] && other[1] == lower[0];
        // A short word with another letter is another word.
        const std::size_t steps = word.size() < 3 ? least : edit_distance(lower, other);
        const std::size_t distance = lower == other ? 0 : begins || swapped ? 1 : steps;
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace rasp_stitch
