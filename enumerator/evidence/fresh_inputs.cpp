#include "enumerator/evidence/fresh_inputs.hpp"

#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/tasks/input_sampler.hpp"
#include "support/random/random.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::enumerator {

std::vector<rasp::Input> fresh_inputs(const rasp::Task& task, std::size_t count,
                                      std::uint64_t seed) {
    constexpr std::size_t draws_per_input = 4;
    const std::vector<rasp::Input> seen = rasp::inputs_of(task);
    const rasp::InputSampler sampler(seen);
    Random random(seed);
    std::vector<rasp::Input> inputs;
    for (std::size_t i = 0; i < draws_per_input * count && inputs.size() < count; ++i) {
        rasp::Input input = sampler.draw(random);
        if (std::ranges::find(inputs, input) == inputs.end() &&
            std::ranges::find(seen, input) == seen.end()) {
            inputs.push_back(std::move(input));
        }
    }
    std::ranges::stable_sort(inputs, {},
                             [](const rasp::Input& input) { return input.tokens.size(); });
    return inputs;
}

std::vector<std::optional<rasp::Output>>
outputs_of(lambda::TermStore& store, lambda::TermId program, std::span<const rasp::Input> inputs) {
    std::vector<std::optional<rasp::Output>> outputs;
    for (rasp::Evaluation& evaluation :
         rasp::evaluate(store, rasp::canonical(store, program), inputs)) {
        outputs.push_back(std::move(evaluation.output));
    }
    return outputs;
}

} // namespace rasp_stitch::enumerator
