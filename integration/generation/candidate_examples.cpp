#include "integration/generation/candidate_examples.hpp"

#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/value.hpp"
#include "rasp/tasks/input_sampler.hpp"
#include "support/random/random.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>

namespace rasp_stitch::generation {

namespace {

// Seeded by the task's name, so that a task's examples do not depend on the other tasks.
Random random_numbers(const std::string& name, std::uint64_t seed) {
    std::vector<std::uint32_t> words = {static_cast<std::uint32_t>(seed),
                                        static_cast<std::uint32_t>(seed >> 32U)};
    for (const char byte : name) {
        words.push_back(static_cast<unsigned char>(byte));
    }
    std::seed_seq sequence(words.begin(), words.end());
    return Random(sequence);
}

// Returns different inputs.
std::vector<rasp::Input> drawn_inputs(const rasp::Task& task, std::uint64_t seed,
                                      std::size_t draws) {
    Random random = random_numbers(task.name, seed);
    const rasp::InputSampler sampler(rasp::inputs_of(task));
    std::set<std::pair<rasp::Sequence, std::optional<rasp::Value>>> seen;
    std::vector<rasp::Input> inputs;
    for (std::size_t i = 0; i < draws; ++i) {
        rasp::Input input = sampler.draw(random);
        if (input.tokens.size() <= most_candidate_tokens &&
            seen.emplace(input.tokens, input.atom).second) {
            inputs.push_back(std::move(input));
        }
    }
    return inputs;
}

// JSON cannot express other numbers.
bool is_finite(const rasp::Output& output) {
    const auto* const sequence = std::get_if<rasp::Sequence>(&output);
    return sequence == nullptr || std::ranges::all_of(*sequence, [](const rasp::Value& value) {
               const auto* const number = std::get_if<double>(&value);
               return number == nullptr || std::isfinite(*number);
           });
}

// Returns the examples on which all programs agree.
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

std::vector<rasp::Example> candidate_examples(const CorpusTask& source,
                                              const CandidateOptions& options) {
    return examples_of(source.programs,
                       drawn_inputs(source.task.task, options.seed, options.draws));
}

} // namespace rasp_stitch::generation
