#include "support/options/option_values.hpp"

#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>
#include <thread>

namespace rasp_stitch {

namespace {

[[noreturn]] void refuse(std::string_view name, std::string_view wanted, const std::string& text) {
    throw InputError(
        {.found = fmt::format("--{} takes {}, found {}", name, wanted, quote_excerpt(text))});
}

// Returns nullopt if the text is no number, or not a finite one.
std::optional<double> finite(const std::string& text) {
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || !std::isfinite(number)) {
        return std::nullopt;
    }
    return number;
}

double read_real(std::string_view name, const std::string& text, double least, double most) {
    const std::optional<double> number = finite(text);
    if (!number || *number < least || *number > most) {
        refuse(name, fmt::format("a number from {} to {}", least, most), text);
    }
    return *number;
}

double read_seconds(std::string_view name, const std::string& text) {
    const std::optional<double> number = finite(text);
    if (!number || std::signbit(*number)) {
        refuse(name, "a number of seconds", text);
    }
    return *number;
}

std::string shown(double number) {
    return number == std::trunc(number) ? grouped(static_cast<std::int64_t>(number))
                                        : fmt::format("{}", number);
}

template <class T>
OptionScalar scalar(const T& variable) {
    return OptionScalar(variable);
}

template <class T>
OptionScalar scalar(const std::optional<T>& variable) {
    return variable ? OptionScalar(*variable) : OptionScalar();
}

OptionValue switching(bool& variable, bool when_given) {
    return {.store = [&variable, when_given](std::string_view,
                                             const std::string&) { variable = when_given; },
            .load = [&variable, when_given] { return OptionScalar(variable == when_given); },
            .is_flag = true};
}

template <class T>
OptionValue any_text(T& variable, OptionCompletion completion) {
    return {.store = [&variable](std::string_view, const std::string& text) { variable = text; },
            .load = [&variable] { return scalar(variable); },
            .completion = completion};
}

template <class T>
OptionValue any_real(T& variable, double least, double most) {
    return {.store =
                [&variable, least, most](std::string_view name, const std::string& text) {
                    variable = read_real(name, text, least, most);
                },
            .load = [&variable] { return scalar(variable); },
            .limits = fmt::format("{} to {}", shown(least), shown(most))};
}

template <class T>
OptionValue any_seconds(T& variable) {
    return {.store = [&variable](std::string_view name,
                                 const std::string& text) { variable = read_seconds(name, text); },
            .load = [&variable] { return scalar(variable); }};
}

} // namespace

OptionValue flag(bool& variable) {
    return switching(variable, true);
}

OptionValue cleared(bool& variable) {
    return switching(variable, false);
}

OptionValue text(std::string& variable) {
    return any_text(variable, OptionCompletion::nothing);
}

OptionValue text(std::optional<std::string>& variable) {
    return any_text(variable, OptionCompletion::nothing);
}

OptionValue texts(std::vector<std::string>& variable) {
    return {.store = [&variable](std::string_view,
                                 const std::string& text) { variable.push_back(text); },
            .is_repeatable = true};
}

OptionValue file(std::string& variable) {
    return any_text(variable, OptionCompletion::files);
}

OptionValue file(std::optional<std::string>& variable) {
    return any_text(variable, OptionCompletion::files);
}

OptionValue folder(std::optional<std::string>& variable) {
    return any_text(variable, OptionCompletion::folders);
}

OptionValue decimal(Decimal& variable, std::int64_t least, std::int64_t most) {
    return {.store =
                [&variable, least, most](std::string_view name, const std::string& text) {
                    const std::optional<Decimal> number = parse_decimal(text);
                    // No decimal is beyond the clamped limits, and their products do not overflow.
                    constexpr std::int64_t bound = 1'000'000'000'000;
                    if (!number ||
                        number->units < std::clamp(least, -bound, bound) * number->scale ||
                        number->units > std::clamp(most, -bound, bound) * number->scale) {
                        refuse(name,
                               with_limits("a number", least, most) +
                                   ", with at most 6 digits after the point",
                               text);
                    }
                    variable = *number;
                },
            .limits = limits_text(least, most)};
}

OptionValue real(double& variable, double least, double most) {
    return any_real(variable, least, most);
}

OptionValue real(std::optional<double>& variable, double least, double most) {
    return any_real(variable, least, most);
}

OptionValue seconds(double& variable) {
    return any_seconds(variable);
}

OptionValue seconds(std::optional<double>& variable) {
    return any_seconds(variable);
}

OptionValue thread_count(std::size_t& variable) {
    constexpr std::int64_t most = 1024;
    return {.store =
                [&variable](std::string_view name, const std::string& text) {
                    const auto number = static_cast<std::size_t>(read_whole(name, text, 0, most));
                    variable =
                        number != 0 ? number : std::max(1U, std::thread::hardware_concurrency());
                },
            .load = [&variable] { return OptionScalar(static_cast<std::int64_t>(variable)); },
            .limits = limits_text(0, most)};
}

OptionValue word(std::string& variable, std::vector<std::string> words) {
    return {.store =
                [&variable, words](std::string_view name, const std::string& text) {
                    if (std::ranges::find(words, text) == words.end()) {
                        fail_unknown_word(name, text, words);
                    }
                    variable = text;
                },
            .load = [&variable] { return OptionScalar(variable); },
            .words = words};
}

OptionValue custom(std::function<void(const std::string& text)> read) {
    return {.store = [read = std::move(read)](std::string_view, const std::string& text) {
        read(text);
    }};
}

void fail_unknown_word(std::string_view name, const std::string& given,
                       std::span<const std::string> words) {
    const std::string expected =
        words.size() == 2
            ? fmt::format("{} or {}", words[0], words[1])
            : fmt::format("{}{}", words.size() > 1 ? "one of " : "", fmt::join(words, ", "));
    throw InputError({.found = fmt::format("--{} does not know {}", name, quote_excerpt(given)),
                      .expected = expected});
}

std::int64_t read_whole(std::string_view name, const std::string& text, std::int64_t least,
                        std::int64_t most) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || number < least || number > most) {
        refuse(name, with_limits("a whole number", least, most), text);
    }
    return number;
}

std::string limits_text(std::int64_t least, std::int64_t most) {
    return least == std::numeric_limits<std::int64_t>::min() || most == unlimited
               ? ""
               : fmt::format("{} to {}", grouped(least), grouped(most));
}

} // namespace rasp_stitch
