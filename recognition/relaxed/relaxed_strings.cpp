// Strings that are put together, and read as numbers.

#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

// Beyond this, the least probable strings that concat could give count as failures.
constexpr std::size_t most_strings = 1024;

// Beyond so many bytes, a string that repeat could give counts as a failure.
constexpr std::int64_t longest_text = 10'000;

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

struct WholePoints {
    std::vector<std::int64_t> numbers;
    at::Tensor probabilities; // b n points
};

// Returns numbers as distributions over whole ones; scalars fail where they are not whole. Scalars
// that are spread too far for a grid are one-hot on those that there are, without a slope.
WholePoints whole_points(RelaxedContext& context, const RelaxedValue& a, const char* primitive) {
    expect_kind(a, RelaxedKind::numbers, primitive);
    WholePoints points;
    RelaxedValue nearest = a;
    if (a.has_scalars()) {
        const at::Tensor numbers = a.numbers.detach();
        fail_where(context, numbers.ne(numbers.round()), complement(certainty_of(a).detach()));
        nearest = relaxed_round(context, rasp::Opcode::round, a);
    }
    if (!nearest.has_scalars()) {
        for (std::int64_t i = nearest.grid->least(); i <= nearest.grid->most(); ++i) {
            points.numbers.push_back(i);
        }
        points.probabilities = nearest.probabilities;
        return points;
    }
    const at::Tensor numbers = nearest.numbers.detach();
    const at::Tensor within = within_inputs(context, numbers).contiguous();
    std::set<double> distinct(within.data_ptr<double>(),
                              within.data_ptr<double>() + within.numel());
    if (distinct.empty()) {
        distinct.insert(0); // there are no tokens
    }
    for (const double number : distinct) {
        points.numbers.push_back(static_cast<std::int64_t>(number));
    }
    const std::vector<double> values(distinct.begin(), distinct.end());
    points.probabilities = numbers.unsqueeze(-1)
                               .eq(doubles(values, {static_cast<std::int64_t>(values.size())}))
                               .to(at::kDouble);
    return points;
}

// Returns the distribution of what the pairs of points become, given its text for each pair.
RelaxedValue with_texts(const at::Tensor& pairs, const std::vector<std::string>& texts) {
    auto grid = std::make_shared<const Grid>(Grid::strings(texts));
    std::vector<std::int64_t> targets;
    for (const std::string& text : texts) {
        targets.push_back(static_cast<std::int64_t>(*grid->place_of(std::string_view(text))));
    }
    const at::Tensor map = map_of(targets, grid->size());
    return RelaxedValue::on_grid(std::move(grid), at::matmul(pairs, map));
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

RelaxedValue relaxed_print_int(RelaxedContext& context, const RelaxedValue& a) {
    const WholePoints numbers = whole_points(context, a, "print_int");
    std::vector<std::string> texts;
    for (const std::int64_t number : numbers.numbers) {
        texts.push_back(std::to_string(number));
    }
    return with_texts(numbers.probabilities, texts);
}

RelaxedValue relaxed_repeat(RelaxedContext& context, const RelaxedValue& a,
                            const RelaxedValue& times) {
    expect_kind(a, RelaxedKind::strings, "repeat");
    const RelaxedValue strings = without_empty_points(context, a);
    const WholePoints numbers = whole_points(context, times, "repeat");
    std::vector<std::string> texts;
    std::vector<double> is_short;
    for (const std::string& text : strings.grid->texts()) {
        for (const std::int64_t count : numbers.numbers) {
            std::string& repeated = texts.emplace_back();
            const bool fits =
                text.empty() || count <= longest_text / static_cast<std::int64_t>(text.size());
            is_short.push_back(fits ? 1 : 0);
            for (std::int64_t i = 0; fits && !text.empty() && i < count; ++i) {
                repeated += text;
            }
        }
    }
    const at::Tensor pairs =
        (strings.probabilities.unsqueeze(-1) * numbers.probabilities.unsqueeze(-2)).flatten(-2);
    if (std::ranges::find(is_short, 0.0) != is_short.end()) {
        succeed_with(context, at::matmul(pairs, doubles(is_short, {pairs.size(-1)})));
    }
    return most_probable(context, without_empty_points(context, with_texts(pairs, texts)));
}

} // namespace rasp_stitch::recognition
