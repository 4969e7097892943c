// Strings that are put together, and read as numbers.

#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

// Beyond this, the least probable strings that concat could give count as failures.
constexpr std::size_t most_strings = 1024;

at::Tensor map_of(const std::vector<std::int64_t>& targets, std::size_t points) {
    return at::zeros({static_cast<std::int64_t>(targets.size()), static_cast<std::int64_t>(points)},
                     at::kDouble)
        .scatter_(1, places(targets).unsqueeze(1), 1);
}

RelaxedValue most_probable(RelaxedContext& context, const RelaxedValue& strings) {
    if (strings.grid->size() <= most_strings) {
        return strings;
    }
    const at::Tensor masses =
        (strings.probabilities.detach() * context.batch->mask().unsqueeze(-1)).flatten(0, 1).sum(0);
    const at::Tensor order = masses.argsort(-1, true).contiguous();
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < most_strings; ++i) {
        texts.push_back(
            strings.grid->texts()[static_cast<std::size_t>(order.data_ptr<std::int64_t>()[i])]);
    }
    auto grid = std::make_shared<const Grid>(Grid::strings(std::move(texts)));
    const at::Tensor probabilities = probabilities_on(strings, *grid);
    succeed_with(context, probabilities.sum(-1));
    return RelaxedValue::on_grid(std::move(grid), probabilities);
}

// Returns the whole number that digits with or without a sign stand for, within 64 bits.
std::optional<std::int64_t> parsed(std::string_view text) {
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
    const bool fits =
        std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{};
    return fits ? std::optional(number) : std::nullopt;
}

} // namespace

RelaxedValue relaxed_concat(RelaxedContext& context, const RelaxedValue& a, const RelaxedValue& b) {
    expect_kind(a, RelaxedKind::strings, "concat");
    expect_kind(b, RelaxedKind::strings, "concat");
    const RelaxedValue first = without_empty_points(context, a);
    const RelaxedValue second = without_empty_points(context, b);
    std::vector<std::string> texts;
    for (const std::string& left : first.grid->texts()) {
        for (const std::string& right : second.grid->texts()) {
            texts.push_back(left + right);
        }
    }
    auto grid = std::make_shared<const Grid>(Grid::strings(texts));
    std::vector<std::int64_t> targets;
    for (const std::string& text : texts) {
        targets.push_back(static_cast<std::int64_t>(*grid->place_of(std::string_view(text))));
    }
    at::Tensor pairs =
        (first.probabilities.unsqueeze(-1) * second.probabilities.unsqueeze(-2)).flatten(-2);
    pairs = grid->size() == texts.size() && std::ranges::is_sorted(targets)
                ? pairs
                : at::zeros({pairs.size(0), pairs.size(1), static_cast<std::int64_t>(grid->size())},
                            at::kDouble)
                      .index_add(-1, places(targets), pairs);
    return most_probable(
        context, without_empty_points(context, RelaxedValue::on_grid(std::move(grid), pairs)));
}

RelaxedValue relaxed_parse_int(RelaxedContext& context, const RelaxedValue& a) {
    expect_kind(a, RelaxedKind::strings, "parse_int");
    const RelaxedValue strings = without_empty_points(context, a);
    std::vector<std::int64_t> numbers;
    std::vector<double> is_number;
    for (const std::string& text : strings.grid->texts()) {
        const std::optional<std::int64_t> number = parsed(text);
        numbers.push_back(number.value_or(0));
        is_number.push_back(number ? 1 : 0);
    }
    const std::int64_t points = strings.probabilities.size(-1);
    if (std::ranges::find(is_number, 0.0) != is_number.end()) {
        succeed_with(context, at::matmul(strings.probabilities, doubles(is_number, {points})));
    }
    const auto [least, most] = std::ranges::minmax(numbers);
    if (static_cast<double>(most) - static_cast<double>(least) >=
        static_cast<double>(context.relaxation.most_points)) {
        const std::vector<double> values(numbers.begin(), numbers.end());
        return RelaxedValue::scalars(at::matmul(strings.probabilities, doubles(values, {points})));
    }
    auto grid = std::make_shared<const Grid>(Grid::whole(least, most));
    std::ranges::for_each(numbers, [least = least](std::int64_t& number) { number -= least; });
    const at::Tensor map = map_of(numbers, grid->size());
    return RelaxedValue::on_grid(std::move(grid), at::matmul(strings.probabilities, map));
}

} // namespace rasp_stitch::recognition
