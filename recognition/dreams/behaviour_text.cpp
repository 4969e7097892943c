#include "recognition/dreams/behaviour_text.hpp"

#include "support/json/json_input.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>
#include <variant>

namespace rasp_stitch::recognition {

namespace {

// Returns a whole float as the integer that it equals (minus zero as 0), and other values
// unchanged.
rasp::Value plain(const rasp::Value& value) {
    constexpr double exact = 0x1p53;
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr && *number == std::floor(*number) && std::abs(*number) < exact) {
        return static_cast<std::int64_t>(*number);
    }
    return value;
}

rasp::Output plain(rasp::Output output) {
    if (auto* values = std::get_if<rasp::Sequence>(&output)) {
        std::ranges::transform(*values, values->begin(),
                               [](const rasp::Value& value) { return plain(value); });
    }
    return output;
}

} // namespace

std::string behaviour_text(std::span<const rasp::Output> outputs) {
    std::string text;
    for (const rasp::Output& output : outputs) {
        text += rasp::to_json(plain(output)).dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    return text;
}

bool is_constant(std::span<const rasp::Output> outputs) {
    std::set<rasp::Value> values;
    for (const rasp::Output& output : outputs) {
        if (const auto* sequence = std::get_if<rasp::Sequence>(&output)) {
            for (const rasp::Value& value : *sequence) {
                values.insert(plain(value));
            }
        } else {
            for (const std::vector<bool>& row : std::get<rasp::Matrix>(output)) {
                for (const bool cell : row) {
                    values.insert(cell);
                }
            }
        }
        if (values.size() > 1) {
            return false;
        }
    }
    return true;
}

} // namespace rasp_stitch::recognition
