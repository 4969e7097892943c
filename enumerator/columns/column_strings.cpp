#include "enumerator/columns/column_strings.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

namespace rasp_stitch::enumerator {

using rasp::StringId;

namespace {

constexpr std::size_t bytes_of_a_join = 48; // in the table of joined strings

} // namespace

ColumnStrings::ColumnStrings(rasp::StringTable& table) : table_(table) {
    const auto ranks = table.ranks();
    first_ranks_.assign(ranks.begin(), ranks.end());
}

std::optional<StringId> ColumnStrings::joined(StringId a, StringId b) {
    const std::scoped_lock lock(mutex_);
    const auto [place, is_new] = joined_.try_emplace(std::uint64_t{a} << 32U | b, 0);
    if (is_new) {
        const std::string text = table_.text(a) + table_.text(b);
        if (text.size() > most_bytes) {
            joined_.erase(place);
            return std::nullopt;
        }
        place->second = table_.intern(text);
    }
    return place->second;
}

std::optional<double> ColumnStrings::number(StringId id) {
    constexpr std::int64_t most = std::int64_t{1} << 53U;
    const std::scoped_lock lock(mutex_);
    std::string_view text = table_.text(id);
    std::string_view digits = text;
    if (digits.starts_with('+') || digits.starts_with('-')) {
        digits.remove_prefix(1);
    }
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    if (text.starts_with('+')) {
        text = digits; // from_chars only takes a minus
    }
    std::int64_t number = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{} ||
        number < -most || number > most) {
        return std::nullopt;
    }
    return static_cast<double>(number);
}

int ColumnStrings::compare(StringId a, StringId b) {
    if (a == b) {
        return 0;
    }
    if (a < first_ranks_.size() && b < first_ranks_.size()) {
        return first_ranks_[a] < first_ranks_[b] ? -1 : 1;
    }
    const std::scoped_lock lock(mutex_);
    return table_.text(a) < table_.text(b) ? -1 : 1;
}

std::size_t ColumnStrings::memory() {
    const std::scoped_lock lock(mutex_);
    return table_.bytes() + joined_.size() * bytes_of_a_join;
}

} // namespace rasp_stitch::enumerator
