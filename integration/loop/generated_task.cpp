#include "integration/loop/generated_task.hpp"

#include "integration/loop/example_choice.hpp"
#include "lambda/term_store.hpp"
#include "rasp/evaluate.hpp"
#include "rasp/read_program.hpp"
#include "rasp/task.hpp"
#include "rasp/value.hpp"
#include "recognition/input_sampler.hpp"
#include "support/excerpt.hpp"
#include "support/input_error.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::loop {

namespace {

constexpr std::size_t draws_for_each = 60; // inputs, for each example wanted

// A task's examples are the same whichever others are generated.
std::mt19937_64 random_numbers(const std::string& name, std::uint64_t seed) {
    std::vector<std::uint32_t> words = {static_cast<std::uint32_t>(seed),
                                        static_cast<std::uint32_t>(seed >> 32U)};
    for (const char byte : name) {
        words.push_back(static_cast<unsigned char>(byte));
    }
    std::seed_seq sequence(words.begin(), words.end());
    return std::mt19937_64(sequence);
}

// Different ones.
std::vector<rasp::Input> drawn_inputs(const rasp::Task& task, const GenerationOptions& options) {
    std::mt19937_64 random = random_numbers(task.name, options.seed);
    const recognition::InputSampler sampler(rasp::inputs_of(task));
    std::set<std::pair<rasp::Sequence, std::optional<rasp::Value>>> seen;
    std::vector<rasp::Input> inputs;
    for (std::size_t i = 0; i < options.count * draws_for_each; ++i) {
        rasp::Input input = sampler.draw(random);
        if (input.tokens.size() <= most_generated_tokens &&
            seen.emplace(input.tokens, input.atom).second) {
            inputs.push_back(std::move(input));
        }
    }
    return inputs;
}

// JSON has no name for others.
bool is_finite(const rasp::Output& output) {
    const auto* const sequence = std::get_if<rasp::Sequence>(&output);
    return sequence == nullptr || std::ranges::all_of(*sequence, [](const rasp::Value& value) {
               const auto* const number = std::get_if<double>(&value);
               return number == nullptr || std::isfinite(*number);
           });
}

// Those on which all programs agree.
std::vector<rasp::Example> examples_of(const std::vector<std::string>& programs,
                                       const std::vector<rasp::Input>& inputs) {
    lambda::TermStore store;
    rasp::Task task;
    const lambda::TermId first = rasp::read_program(store, programs.front());
    const std::vector<rasp::Evaluation> outcomes = rasp::evaluate(store, first, inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (outcomes[i].output && is_finite(*outcomes[i].output)) {
            task.examples.push_back({.input = inputs[i], .output = outcomes[i].output});
        }
    }
    for (std::size_t i = 1; i < programs.size(); ++i) {
        const rasp::CheckResult result =
            rasp::check(store, rasp::read_program(store, programs[i]), task);
        std::vector<rasp::Example> met;
        for (std::size_t k = 0; k < task.examples.size(); ++k) {
            if (result.met[k]) {
                met.push_back(std::move(task.examples[k]));
            }
        }
        task.examples = std::move(met);
    }
    return std::move(task.examples);
}

} // namespace

enumerator::SearchTask generated_task(const CorpusTask& source, const GenerationOptions& options) {
    const rasp::Task& task = source.task.task;
    std::vector<rasp::Example> candidates =
        examples_of(source.programs, drawn_inputs(task, options));
    if (candidates.size() < options.count) {
        throw InputError({.found = "only " + std::to_string(candidates.size()) +
                                   " different examples for the task " + quote_excerpt(task.name),
                          .expected = "as many as are asked for, " + std::to_string(options.count) +
                                      ": ask for fewer"});
    }
    enumerator::SearchTask generated = source.task;
    generated.task.examples.clear();
    for (const std::size_t i : chosen_examples(candidates, options.count)) {
        generated.task.examples.push_back(std::move(candidates[i]));
    }
    return generated;
}

} // namespace rasp_stitch::loop
