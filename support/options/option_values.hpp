#pragma once

// The kinds of values that options have. Each function takes the variable that the option is to
// set, which must outlive what is returned.
//
//     {"Search", "max-arity", 'a', "N", whole(options.max_arity, 0, 64), "2", "..."}
//     {"Output", "quiet", 'q', "", flag(options.quiet), "", "print only warnings and errors"}
//     {"Recognition", "no-recognition", 0, "", cleared(options.recognition), "", "..."}

#include "support/options/decimal.hpp"
#include "support/options/option_row.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rasp_stitch {

// Stands for no upper limit when it is passed as `most`.
constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

OptionValue flag(bool& variable);    // true if the option is given
OptionValue cleared(bool& variable); // false if the option is given

OptionValue text(std::string& variable);
OptionValue text(std::optional<std::string>& variable);
OptionValue texts(std::vector<std::string>& variable); // repeatable

// Read paths, which a shell completes differently from other texts.
OptionValue file(std::string& variable);
OptionValue file(std::optional<std::string>& variable);
OptionValue folder(std::optional<std::string>& variable);

// Reads an exact decimal number with at most 6 digits after the point.
OptionValue decimal(Decimal& variable, std::int64_t least, std::int64_t most);

// Read a number such as 0.5 or 1e-3.
OptionValue real(double& variable, double least, double most);
OptionValue real(std::optional<double>& variable, double least, double most);

// Read a number that is finite and not negative.
OptionValue seconds(double& variable);
OptionValue seconds(std::optional<double>& variable);

// Reads a number of threads; 0 sets the variable to the number of cores.
OptionValue thread_count(std::size_t& variable);

// Reads one of a few words. Throws an InputError that lists them if the text is none of them.
OptionValue word(std::string& variable, std::vector<std::string> words);

// Passes each text that the option is given to `read`.
OptionValue custom(std::function<void(const std::string& text)> read);

// Throws an InputError that names the unknown word and lists those that the option accepts.
[[noreturn]] void fail_unknown_word(std::string_view name, const std::string& given,
                                    std::span<const std::string> words);

// Returns the number if the text is a whole number within the limits, which are inclusive; throws
// InputError if not.
std::int64_t read_whole(std::string_view name, const std::string& text, std::int64_t least,
                        std::int64_t most);

// Returns the limits as text, such as "0 to 64", or "" if one of them is missing.
std::string limits_text(std::int64_t least, std::int64_t most);

namespace detail {

template <class T>
struct Plain {
    using type = T;
};

template <class T>
struct Plain<std::optional<T>> {
    using type = T;
};

template <class T>
concept WholeVariable = std::integral<typename Plain<T>::type>;

template <class T>
std::optional<std::int64_t> loaded(const T& variable) {
    return static_cast<std::int64_t>(variable);
}

template <class T>
std::optional<std::int64_t> loaded(const std::optional<T>& variable) {
    return variable ? std::optional(static_cast<std::int64_t>(*variable)) : std::nullopt;
}

} // namespace detail

// Reads a whole number within the limits, which are inclusive, into a variable of any integral type
// or an optional one. Sets the variable to the number times `scale`.
template <detail::WholeVariable T>
OptionValue whole(T& variable, std::int64_t least, std::int64_t most, std::int64_t scale = 1) {
    return {.store =
                [&variable, least, most, scale](std::string_view name, const std::string& text) {
                    variable = static_cast<typename detail::Plain<T>::type>(
                        read_whole(name, text, least, most) * scale);
                },
            .load = [&variable, scale]() -> OptionScalar {
                const std::optional<std::int64_t> number = detail::loaded(variable);
                return number ? OptionScalar(*number / scale) : OptionScalar();
            },
            .limits = limits_text(least, most)};
}

// Reads whole numbers, one for each time that the option is given.
template <std::integral T>
OptionValue wholes(std::vector<T>& variable, std::int64_t least, std::int64_t most) {
    return {.store =
                [&variable, least, most](std::string_view name, const std::string& text) {
                    variable.push_back(static_cast<T>(read_whole(name, text, least, most)));
                },
            .limits = limits_text(least, most),
            .is_repeatable = true};
}

// The most megabytes of which 64 bits can count the bytes.
inline constexpr std::int64_t max_megabytes = std::numeric_limits<std::int64_t>::max() / 1'000'000;

// Reads a number of megabytes; the variable counts bytes.
template <detail::WholeVariable T>
OptionValue megabyte_count(T& variable) {
    OptionValue value = whole(variable, 1, max_megabytes, 1'000'000);
    value.limits.clear(); // the upper limit is more than any machine has
    return value;
}

template <class T>
using NamedValue = std::pair<std::string_view, T>;

// Reads one of a few words, each of which stands for a value.
template <class Variable, class T>
OptionValue choice(Variable& variable, std::vector<NamedValue<T>> values) {
    std::vector<std::string> words;
    for (const auto& [word, value] : values) {
        words.emplace_back(word);
    }
    return {.store =
                [&variable, values = std::move(values), words](std::string_view name,
                                                               const std::string& text) {
                    for (const auto& [word, value] : values) {
                        if (word == text) {
                            variable = value;
                            return;
                        }
                    }
                    fail_unknown_word(name, text, words);
                },
            .words = words};
}

} // namespace rasp_stitch
