#include "rasp/tasks/inferred_type.hpp"

#include "rasp/language/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace rasp_stitch::rasp {

namespace {

ValueKind kind_of_outputs(std::span<const Example> examples) {
    std::optional<ValueKind> kind;
    for (const Example& example : examples) {
        const auto* const values =
            example.output ? std::get_if<Sequence>(&*example.output) : nullptr;
        if (values == nullptr) {
            continue;
        }
        for (const Value& value : *values) {
            const ValueKind other = kind_of(value);
            const bool is_mixed = kind.value_or(other) != other;
            kind = is_mixed && kind != ValueKind::string && other != ValueKind::string
                       ? ValueKind::number
                       : kind.value_or(other);
        }
    }
    return kind.value_or(ValueKind::boolean);
}

} // namespace

std::optional<std::string> inferred_type(std::span<const Example> examples) {
    const auto input = std::ranges::find_if(
        examples, [](const Example& example) { return !example.input.tokens.empty(); });
    const auto output =
        std::ranges::find_if(examples, [](const Example& e) { return e.output.has_value(); });
    if (input == examples.end() || output == examples.end()) {
        return std::nullopt;
    }
    std::string type = fmt::format("input({})", name_of(kind_of(input->input.tokens.front())));
    if (input->input.atom) {
        type += fmt::format(" -> seq({})", name_of(kind_of(*input->input.atom)));
    }
    return std::holds_alternative<Matrix>(*output->output)
               ? type + " -> sel"
               : type + fmt::format(" -> seq({})", name_of(kind_of_outputs(examples)));
}

} // namespace rasp_stitch::rasp
