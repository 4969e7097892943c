#include "integration/loop/generated_task.hpp"

#include "enumerator/bottom_up.hpp"
#include "enumerator/language.hpp"
#include "integration/loop/example_choice.hpp"
#include "lambda/term_store.hpp"
#include "rasp/evaluate.hpp"
#include "rasp/read_program.hpp"
#include "rasp/task.hpp"
#include "rasp/typing.hpp"
#include "rasp/value.hpp"
#include "recognition/input_sampler.hpp"
#include "support/excerpt.hpp"
#include "support/input_error.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::loop {

namespace {

constexpr std::size_t draws_for_each = 60; // inputs, for each example wanted

// What is done to find programs that meet the examples and are not meant.
constexpr std::size_t most_rounds = 12;
constexpr std::size_t rivals_at_once = 3;
constexpr std::uint64_t most_programs = 100'000;

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

// Looks for programs that meet the examples and are not meant, and chooses examples against them.
class Generation {
public:
    Generation(enumerator::SearchTask task, std::span<const rasp::Example> candidates,
               std::size_t count)
        : task_(std::move(task)), candidates_(candidates), count_(count),
          language_(enumerator::Languages({.primitives = "minimal"}).with(task_.literals)),
          request_(rasp::parse_task_type(language_.types, task_.task.type)) {}

    enumerator::SearchTask run() {
        choose();
        for (std::size_t round = 0; round < most_rounds && find_rivals(); ++round) {
            choose();
        }
        return std::move(task_);
    }

private:
    void choose() {
        task_.task.examples.clear();
        for (const std::size_t i : chosen_examples(candidates_, count_, rivals_)) {
            task_.task.examples.push_back(candidates_[i]);
        }
    }

    // Whether there are any that were not there yet.
    bool find_rivals() {
        const std::size_t known = rivals_.size();
        const enumerator::TaskSearchResult found = enumerator::enumerate_bottom_up(
            language_.types, enumerator::view_of(language_.types, language_.grammar), request_,
            std::span(&task_.task, 1), {.kept = rivals_at_once, .most_programs = most_programs});
        for (const enumerator::Solution& solution : found.solutions.front()) {
            add_rival(solution.program);
        }
        return rivals_.size() > known;
    }

    void add_rival(const std::string& program) {
        lambda::TermStore store;
        const rasp::CheckResult result =
            rasp::check(store, rasp::read_program(store, program),
                        {.name = task_.task.name,
                         .type = task_.task.type,
                         .arity = task_.task.arity,
                         .examples = {candidates_.begin(), candidates_.end()}});
        Refuted refuted = result.met;
        refuted.flip();
        if (std::ranges::find(refuted, true) != refuted.end()) {
            rivals_.push_back(std::move(refuted));
        }
    }

    enumerator::SearchTask task_;
    std::span<const rasp::Example> candidates_;
    std::size_t count_;
    enumerator::Language language_;
    lambda::TypeId request_;
    std::vector<Refuted> rivals_;
};

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
    return Generation(source.task, candidates, options.count).run();
}

} // namespace rasp_stitch::loop
