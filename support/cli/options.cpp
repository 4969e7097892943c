#include "support/cli/options.hpp"

#include "support/cli/command_line.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace rasp_stitch {

namespace {

[[noreturn]] void complain(std::string found, std::string expected = {}) {
    throw InputError({.found = std::move(found), .expected = std::move(expected)});
}

} // namespace

Options::Options(std::span<const OptionRow> table, const PositionalArguments& arguments, int argc,
                 const char* const* argv)
    : table_(table), values_(table.size()) {
    CommandLine line = parse_command_line(table, {argv + std::min(argc, 1), argv + argc});
    for (GivenOption& option : line.options) {
        const OptionRow& row = table_[option.row];
        if (!values_[option.row].empty() && !row.repeatable) {
            complain(fmt::format("--{} is given twice", row.name));
        }
        values_[option.row].push_back(std::move(option.value));
    }
    positional_ = std::move(line.arguments);
    check_count(arguments);
}

void Options::check_count(const PositionalArguments& arguments) const {
    const std::size_t count = positional_.size();
    if (count > arguments.most) {
        complain("unexpected argument " + quote_excerpt(positional_[arguments.most]),
                 arguments.most == 0
                     ? "options only"
                     : fmt::format("at most {} {}", arguments.most, arguments.name));
    }
    if (count < arguments.least && !asks_about_program()) {
        complain(count == 0 ? fmt::format("no {} is given", arguments.name)
                            : fmt::format("only {} {} is given", count, arguments.name),
                 fmt::format("at least {} {}; --help tells more", arguments.least, arguments.name));
    }
}

bool Options::asks_about_program() const {
    for (std::size_t row = 0; row < table_.size(); ++row) {
        const bool is_question = table_[row].name == "help" || table_[row].name == "version";
        if (is_question && !values_[row].empty()) {
            return true;
        }
    }
    return false;
}

std::size_t Options::row_of(std::string_view name) const {
    for (std::size_t row = 0; row < table_.size(); ++row) {
        if (table_[row].name == name) {
            return row;
        }
    }
    throw std::logic_error(fmt::format("there is no option --{} in the table", name));
}

std::size_t Options::value_row_of(std::string_view name) const {
    const std::size_t row = row_of(name);
    if (table_[row].is_flag()) {
        throw std::logic_error(fmt::format("--{} is a flag and has no value", name));
    }
    return row;
}

bool Options::flag(std::string_view name) const {
    const std::size_t row = row_of(name);
    if (!table_[row].is_flag()) {
        throw std::logic_error(fmt::format("--{} is not a flag", name));
    }
    return !values_[row].empty();
}

bool Options::given(std::string_view name) const {
    return !values_[row_of(name)].empty();
}

std::string Options::text(std::string_view name) const {
    const std::size_t row = value_row_of(name);
    return values_[row].empty() ? std::string(table_[row].default_value) : values_[row].back();
}

std::optional<std::string> Options::optional_text(std::string_view name) const {
    std::string value = text(name);
    if (value.empty() && !given(name)) {
        return std::nullopt;
    }
    return value;
}

std::vector<std::string> Options::texts(std::string_view name) const {
    const std::size_t row = value_row_of(name);
    if (values_[row].empty() && !table_[row].default_value.empty()) {
        return {std::string(table_[row].default_value)};
    }
    return values_[row];
}

std::string Options::number_text(std::string_view name) const {
    std::optional<std::string> value = optional_text(name);
    if (!value) {
        throw std::logic_error(fmt::format("--{} is not given and has no default", name));
    }
    return std::move(*value);
}

std::int64_t Options::integer(std::string_view name, std::int64_t least, std::int64_t most) const {
    const std::string value = number_text(name);
    std::int64_t number = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    if (error != std::errc() || stop != end || number < least || number > most) {
        complain(fmt::format("--{} takes {}, found {}", name,
                             with_limits("a whole number", least, most), quote_excerpt(value)));
    }
    return number;
}

Decimal Options::decimal(std::string_view name, std::int64_t least, std::int64_t most) const {
    const std::string value = number_text(name);
    const std::optional<Decimal> number = parse_decimal(value);
    // No decimal is beyond the clamped limits, and their products do not overflow.
    constexpr std::int64_t bound = 1'000'000'000'000;
    if (!number || number->units < std::clamp(least, -bound, bound) * number->scale ||
        number->units > std::clamp(most, -bound, bound) * number->scale) {
        complain(fmt::format("--{} takes {}, with at most 6 digits after the point, found {}", name,
                             with_limits("a number", least, most), quote_excerpt(value)));
    }
    return *number;
}

// Nothing where it is no number, or none that is finite.
std::optional<double> Options::finite(std::string_view name) const {
    const std::string value = number_text(name);
    double number = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    if (error != std::errc() || stop != end || !std::isfinite(number)) {
        return std::nullopt;
    }
    return number;
}

double Options::real(std::string_view name, double least, double most) const {
    const std::optional<double> number = finite(name);
    if (!number || *number < least || *number > most) {
        complain(fmt::format("--{} takes a number from {} to {}, found {}", name, least, most,
                             quote_excerpt(number_text(name))));
    }
    return *number;
}

double Options::seconds(std::string_view name) const {
    const std::optional<double> number = finite(name);
    if (!number || std::signbit(*number)) {
        complain(fmt::format("--{} takes a number of seconds, found {}", name,
                             quote_excerpt(number_text(name))));
    }
    return *number;
}

} // namespace rasp_stitch
