#include "enumerator/solve/few_examples.hpp"

#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

// No program gives anything for an empty input.
bool is_out_of_reach(const rasp::Task& task) {
    return std::ranges::any_of(task.examples, [](const rasp::Example& example) {
        return example.input.tokens.empty() && example.output;
    });
}

std::uint64_t rest_of(std::uint64_t limit, std::uint64_t used) {
    return limit == Budget::no_program_limit ? limit : limit - std::min(limit, used);
}

double cost_of(const Solution& solution) {
    return -solution.program.log_prior;
}

} // namespace

FewExamplesSearch::FewExamplesSearch(Language& language, lambda::TypeId request,
                                     const rasp::Task& task, const ExampleChoice& choice)
    : language_(&language), request_(request), task_(&task) {
    batch_examples(std::span(&task, 1)); // throws if they cannot be searched for
    for (std::size_t i = 0; i < task.examples.size(); ++i) {
        if (!task.examples[i].input.tokens.empty()) {
            by_length_.push_back(i);
        }
    }
    std::ranges::stable_sort(by_length_, {}, [&](std::size_t example) {
        return task.examples[example].input.tokens.size();
    });
    result_.solutions.resize(1);
    result_.examples = choose_examples(task, choice);
}

StopReason FewExamplesSearch::run(const TaskSearchOptions& options) {
    const BudgetWatch watch(options.budget);
    const std::uint64_t programs_before = result_.programs;
    const double seconds_before = result_.seconds;
    result_.stopped = StopReason::none;
    if (is_out_of_reach(*task_)) {
        is_finished_ = true;
        result_.reached = options.upper;
    }
    while (!is_finished_ && result_.stopped == StopReason::none) {
        const std::size_t wanted = has_proven() ? options.frontier_size : 1;
        Budget budget = watch.rest();
        budget.programs = rest_of(budget.programs, result_.programs - programs_before);
        TaskSearchResult found = search(options, budget, wanted);
        for (Solution& solution : found.solutions[0]) {
            solution.seconds += result_.seconds;
            solution.programs += result_.programs;
        }
        const auto proven =
            static_cast<std::size_t>(std::ranges::count_if(found.solutions[0], &Solution::proven));
        const bool are_all = found.stopped == StopReason::none && proven < wanted;
        const bool has_refuted = hold(found, options.frontier_size);
        is_finished_ = are_all || (found.stopped == StopReason::none && !has_refuted &&
                                   wanted == options.frontier_size);
        result_.programs += found.programs;
        result_.seconds = seconds_before + watch.seconds();
        result_.stopped = found.stopped;
        ++result_.searches;
        if (result_.stopped != StopReason::none) {
            choose_another(found);
        }
    }
    return result_.stopped;
}

// Searches on the chosen examples.
TaskSearchResult FewExamplesSearch::search(const TaskSearchOptions& options, const Budget& budget,
                                           std::size_t wanted) {
    rasp::Task few{.name = task_->name, .type = task_->type, .arity = task_->arity};
    for (const std::size_t example : result_.examples) {
        few.examples.push_back(task_->examples[example]);
    }
    TaskSearchOptions now = options;
    now.frontier_size = wanted;
    now.told = options.frontier_size;
    now.budget = budget;
    now.whole_task = task_;
    if (options.on_progress) {
        now.on_progress = [&](const TaskSearchProgress& progress) {
            options.on_progress({.reached = std::max(result_.reached, progress.reached),
                                 .programs = result_.programs + progress.programs,
                                 .solved = result_.solutions[0].empty() ? 0U : 1U});
        };
    }
    return search_bottom_up(*language_, request_, std::span(&few, 1), now);
}

// Returns the examples that refute a program, shortest first. One that is chosen does not count:
// the search has found that the program meets it, so choosing it again would not help. There the
// evaluator can only disagree if it reaches its limits, or rounds at the edge of the tolerance.
std::vector<std::size_t> FewExamplesSearch::refuting(lambda::TermId program) const {
    lambda::TermStore store;
    const lambda::TermId plain =
        rasp::canonical(store, read_unfolded(store, print_expression(language_->terms, program)));
    std::vector<rasp::Input> inputs;
    for (const std::size_t example : by_length_) {
        inputs.push_back(task_->examples[example].input);
    }
    const std::vector<rasp::Evaluation> evaluations = rasp::evaluate(store, plain, inputs);
    std::vector<std::size_t> refuting;
    for (std::size_t i = 0; i < by_length_.size(); ++i) {
        if (!std::ranges::binary_search(result_.examples, by_length_[i]) &&
            !rasp::is_met(task_->examples[by_length_[i]], evaluations[i])) {
            refuting.push_back(by_length_[i]);
        }
    }
    return refuting;
}

// Holds what was found against all examples, and chooses some that refute programs. Returns whether
// a program with a proof was refuted.
bool FewExamplesSearch::hold(const TaskSearchResult& found, std::size_t kept) {
    std::vector<Solution> accepted;
    std::vector<std::size_t> added;
    bool has_refuted = false;
    for (const Solution& solution : found.solutions[0]) {
        const std::vector<std::size_t> against = refuting(solution.program.term);
        if (against.empty()) {
            accepted.push_back(solution);
            continue;
        }
        ++result_.refuted;
        has_refuted |= solution.proven;
        const auto is_added = [&](std::size_t example) {
            return std::ranges::find(added, example) != added.end();
        };
        if (std::ranges::none_of(against, is_added)) {
            added.push_back(against.front());
        }
    }
    result_.examples.insert(result_.examples.end(), added.begin(), added.end());
    std::ranges::sort(result_.examples);
    result_.reached = std::max(result_.reached, found.reached);
    merge(std::move(accepted), kept);
    return has_refuted;
}

// Chooses an example that has refuted many programs found backwards, until the next budget comes.
void FewExamplesSearch::choose_another(const TaskSearchResult& found) {
    constexpr std::size_t least_refuted = 20;
    constexpr std::size_t most_positions = 40; // of all that are chosen
    std::size_t positions = 0;
    for (const std::size_t example : result_.examples) {
        positions += task_->examples[example].input.tokens.size();
    }
    std::optional<std::size_t> best;
    const auto refuted = [&](std::size_t example) {
        return example < found.refuted_by.size() ? found.refuted_by[example] : 0;
    };
    const auto length = [&](std::size_t example) {
        return task_->examples[example].input.tokens.size();
    };
    for (const std::size_t example : by_length_) {
        const bool is_chosen = std::ranges::binary_search(result_.examples, example);
        if (!is_chosen && refuted(example) >= least_refuted &&
            positions + length(example) <= most_positions &&
            (!best || refuted(example) * length(*best) > refuted(*best) * length(example))) {
            best = example;
        }
    }
    if (best) {
        result_.examples.push_back(*best);
        std::ranges::sort(result_.examples);
    }
}

// Puts programs with those found before, without those that are there already, and keeps the best.
void FewExamplesSearch::merge(std::vector<Solution> accepted, std::size_t kept) {
    std::vector<Solution>& solutions = result_.solutions[0];
    for (Solution& solution : accepted) {
        const auto before = std::ranges::find(solutions, solution.program.term,
                                              [](const Solution& s) { return s.program.term; });
        if (before != solutions.end()) {
            solution.seconds = before->seconds;
            solution.programs = before->programs;
            solution.proven |= before->proven;
            solutions.erase(before);
        }
    }
    solutions.insert(solutions.begin(), accepted.begin(), accepted.end());
    std::ranges::stable_sort(solutions, {}, cost_of);
    solutions.resize(std::min(solutions.size(), kept));
    for (Solution& solution : solutions) {
        solution.proven |= cost_of(solution) <= result_.reached;
    }
}

bool FewExamplesSearch::has_proven() const {
    return std::ranges::any_of(result_.solutions[0], &Solution::proven);
}

FewExamplesResult search_few_examples(Language& language, lambda::TypeId request,
                                      const rasp::Task& task, const TaskSearchOptions& options,
                                      const ExampleChoice& choice) {
    FewExamplesSearch search(language, request, task, choice);
    search.run(options);
    return search.result();
}

} // namespace rasp_stitch::enumerator
