#include "recognition/tasks/task_features.hpp"

#include "rasp/kernels/comparison.hpp"
#include "support/hashing/hash.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace rasp_stitch::recognition {

using rasp::Value;

namespace {

// The vocabulary, in this order.
constexpr Word first_boolean = 1;
constexpr Word first_whole = first_boolean + 2;
constexpr int least_whole = -16;
constexpr int most_whole = 47;
constexpr Word first_large = first_whole + (most_whole - least_whole + 1); // by sign
constexpr Word first_fraction = first_large + 2;                           // by sign, and from 1 on
constexpr Word first_character = first_fraction + 4;
constexpr unsigned char least_character = 0x20;
constexpr unsigned char most_character = 0x7E;
constexpr Word empty_string = first_character + (most_character - least_character + 1);
constexpr Word first_string = empty_string + 1; // by hash
constexpr Word string_words = 32;
constexpr Word first_row = first_string + string_words; // of a selector, by width
constexpr Word row_words = 32;
constexpr Word word_count = first_row + row_words;
static_assert(word_count <= vocabulary_size);

Word word_of_number(double number) {
    const bool is_negative = number < 0;
    if (number != std::floor(number)) {
        return static_cast<Word>(first_fraction + (is_negative ? 2 : 0) +
                                 (std::abs(number) < 1 ? 0 : 1));
    }
    if (number < least_whole || number > most_whole) {
        return static_cast<Word>(first_large + (is_negative ? 1 : 0));
    }
    return static_cast<Word>(first_whole + (static_cast<int>(number) - least_whole));
}

Word word_of_string(std::string_view text) {
    if (text.empty()) {
        return empty_string;
    }
    const auto byte = static_cast<unsigned char>(text.front());
    if (text.size() == 1 && byte >= least_character && byte <= most_character) {
        return static_cast<Word>(first_character + (byte - least_character));
    }
    return static_cast<Word>(first_string + fnv1a(text) % string_words);
}

std::optional<double> number_of(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    const auto* real = std::get_if<double>(&value);
    return real != nullptr && std::isfinite(*real) ? std::optional(*real) : std::nullopt;
}

float compressed(double number) {
    return static_cast<float>(std::clamp(std::asinh(number), -8.0, 8.0));
}

// Describes what is wanted at a position: a value, or a row of a selector.
void set_output(PositionFeatures& features, const rasp::Output& output, std::size_t position,
                const Value& token) {
    const auto length =
        static_cast<double>(std::visit([](const auto& o) { return o.size(); }, output));
    const auto index = static_cast<double>(position);
    std::optional<double> number;
    if (const auto* values = std::get_if<rasp::Sequence>(&output)) {
        const Value& value = (*values)[position];
        features.output = word_of(value);
        features.reals[1] = rasp::are_equal(value, token) ? 2 : 0;
        number = number_of(value);
    } else {
        const std::vector<bool>& row = std::get<rasp::Matrix>(output)[position];
        const auto width = std::count(row.begin(), row.end(), true);
        const auto first = std::find(row.begin(), row.end(), true) - row.begin();
        features.output =
            static_cast<Word>(first_row + std::min<std::ptrdiff_t>(width, row_words - 1));
        features.reals[1] = row[position] ? 2 : 0;
        number = static_cast<double>(first);
    }
    if (number) {
        features.reals[2] = compressed(*number);
        features.reals[3] = compressed(*number - index);
        features.reals[4] = static_cast<float>(std::clamp(*number / length, -4.0, 4.0));
        features.reals[5] = static_cast<float>(2 * (*number - std::floor(*number)));
    }
}

void add_example(TaskFeatures& features, const rasp::Example& example) {
    const rasp::Sequence& tokens = example.input.tokens;
    const std::size_t length = std::min(tokens.size(), most_positions);
    for (std::size_t i = 0; i < length; ++i) {
        PositionFeatures position{
            .input = word_of(tokens[i]),
            .atom = example.input.atom ? word_of(*example.input.atom) : no_word,
            .from_start = static_cast<std::uint16_t>(i),
            .from_end =
                static_cast<std::uint16_t>(std::min(tokens.size() - 1 - i, most_positions - 1))};
        position.reals[0] = compressed(number_of(tokens[i]).value_or(0));
        position.reals[6] = static_cast<float>(i) / static_cast<float>(tokens.size());
        position.reals[7] = compressed(static_cast<double>(tokens.size()));
        if (example.output) {
            set_output(position, *example.output, i, tokens[i]);
        }
        features.positions.push_back(position);
    }
    features.lengths.push_back(length);
}

} // namespace

Word word_of(const Value& value) {
    if (const auto* boolean = std::get_if<bool>(&value)) {
        return static_cast<Word>(first_boolean + (*boolean ? 1 : 0));
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return word_of_string(*text);
    }
    const std::optional<double> number = number_of(value);
    return number ? word_of_number(*number) : first_large;
}

TaskFeatures task_features(std::span<const rasp::Example> examples) {
    std::vector<const rasp::Example*> readable;
    for (const rasp::Example& example : examples) {
        if (!example.input.tokens.empty()) {
            readable.push_back(&example);
        }
    }
    TaskFeatures features;
    const std::size_t count = std::min(readable.size(), most_examples);
    for (std::size_t i = 0; i < count; ++i) {
        add_example(features, *readable[i * readable.size() / count]);
    }
    return features;
}

} // namespace rasp_stitch::recognition
