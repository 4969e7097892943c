#include "enumerator/solve/task_check.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "rasp/tasks/input_sampler.hpp"
#include "support/random/random.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::uint64_t seed = 15;

bool has_tokens(const rasp::Example& example) {
    return !example.input.tokens.empty();
}

// Returns inputs that are no examples, shortest first.
std::vector<rasp::Input> other_inputs(const rasp::Task& task,
                                      std::span<const rasp::Example> held_out) {
    std::vector<rasp::Input> seen = rasp::inputs_of(task);
    const rasp::InputSampler sampler(seen);
    std::ranges::transform(held_out, std::back_inserter(seen), &rasp::Example::input);
    Random random(seed);
    std::vector<rasp::Input> inputs;
    for (std::size_t i = 0; i < inputs_per_question; ++i) {
        rasp::Input input = sampler.draw(random);
        if (std::ranges::find(seen, input) == seen.end()) {
            seen.push_back(input);
            inputs.push_back(std::move(input));
        }
    }
    std::ranges::stable_sort(inputs, {},
                             [](const rasp::Input& input) { return input.tokens.size(); });
    return inputs;
}

bool say_the_same(const rasp::Evaluation& a, const rasp::Evaluation& b) {
    return a.output && b.output
               ? rasp::are_equal(*a.output, *b.output,
                                 {.tolerance = rasp::task_tolerance, .booleans_as_numbers = true})
               : a.output.has_value() == b.output.has_value();
}

// The programs as the evaluator takes them: without abstractions.
class Programs {
public:
    Programs(const Language& language, std::span<const Solution> solutions) {
        for (const Solution& solution : solutions) {
            terms_.push_back(
                read_unfolded(store_, print_expression(language.terms, solution.program.term)));
        }
    }

    std::size_t met(std::size_t program, const rasp::Task& examples) const {
        const rasp::CheckResult result = rasp::check(store_, terms_[program], examples);
        return static_cast<std::size_t>(std::ranges::count(result.met, true));
    }

    std::vector<rasp::Evaluation> say(std::size_t program,
                                      std::span<const rasp::Input> inputs) const {
        return rasp::evaluate(store_, terms_[program], inputs);
    }

private:
    lambda::TermStore store_;
    std::vector<lambda::TermId> terms_; // by solution
};

// Returns the number of the input that makes the best question, if there is one.
std::optional<std::size_t> best_question(std::span<const rasp::Evaluation> a,
                                         std::span<const rasp::Evaluation> b) {
    std::optional<std::size_t> one_fails;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (say_the_same(a[i], b[i])) {
            continue;
        }
        if (a[i].output && b[i].output) {
            return i;
        }
        one_fails = one_fails.value_or(i);
    }
    return one_fails;
}

std::optional<Question> question_between(const Programs& programs,
                                         std::span<const std::size_t> rivals,
                                         std::span<const rasp::Input> inputs) {
    const std::vector<rasp::Evaluation> first = programs.say(rivals.front(), inputs);
    for (const std::size_t rival : rivals.subspan(1)) {
        const std::vector<rasp::Evaluation> second = programs.say(rival, inputs);
        if (const auto found = best_question(first, second)) {
            return Question{.input = inputs[*found],
                            .first = rivals.front(),
                            .second = rival,
                            .first_says = first[*found],
                            .second_says = second[*found]};
        }
    }
    return std::nullopt;
}

} // namespace

std::vector<rasp::Example> hold_out(rasp::Task& task, std::size_t count) {
    std::vector<rasp::Example> held_out;
    while (held_out.size() < count && task.examples.size() > 1 &&
           std::any_of(task.examples.begin(), std::prev(task.examples.end()), has_tokens)) {
        held_out.insert(held_out.begin(), std::move(task.examples.back()));
        task.examples.pop_back();
    }
    return held_out;
}

TaskCheck check_solutions(const Language& language, const rasp::Task& task,
                          std::span<const rasp::Example> held_out,
                          std::span<const Solution> solutions) {
    TaskCheck checked{.examples = task.examples.size(), .held_out = held_out.size()};
    if (solutions.empty()) {
        return checked;
    }
    const Programs programs(language, solutions);
    rasp::Task others = task;
    others.examples.assign(held_out.begin(), held_out.end());
    std::vector<std::size_t> rivals; // that meet all examples
    for (std::size_t i = 0; i < solutions.size(); ++i) {
        checked.programs.push_back({.held_out_met = programs.met(i, others)});
        if (checked.programs.back().held_out_met == held_out.size()) {
            rivals.push_back(i);
        }
    }
    if (rivals.size() > 1) {
        checked.question = question_between(programs, rivals, other_inputs(task, held_out));
    }
    return checked;
}

} // namespace rasp_stitch::enumerator
