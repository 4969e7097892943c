#include "enumerator/evidence/uniform_outputs.hpp"

#include "rasp/kernels/comparison.hpp"

#include <algorithm>
#include <variant>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t least_examples = 4;

// Returns whether the output is a sequence with one value, up to rounding.
bool is_uniform(const rasp::Output& output) {
    const auto* const values = std::get_if<rasp::Sequence>(&output);
    return values != nullptr && std::ranges::all_of(*values, [&](const rasp::Value& value) {
               return rasp::are_equal(value, values->front(), {.tolerance = rasp::task_tolerance});
           });
}

} // namespace

bool has_uniform_outputs(const rasp::Task& task) {
    std::size_t several_positions = 0;
    for (const rasp::Example& example : task.examples) {
        if (!example.output || !is_uniform(*example.output)) {
            return false;
        }
        several_positions += example.input.tokens.size() > 1 ? 1U : 0U;
    }
    return several_positions >= least_examples;
}

std::optional<std::size_t> first_uneven(std::span<const std::optional<rasp::Output>> outputs) {
    const auto uneven =
        std::ranges::find_if(outputs, [](const std::optional<rasp::Output>& output) {
            return output && !is_uniform(*output);
        });
    return uneven == outputs.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(uneven - outputs.begin()));
}

} // namespace rasp_stitch::enumerator
