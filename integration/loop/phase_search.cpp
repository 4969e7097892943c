#include "integration/loop/phase_search.hpp"

#include "enumerator/solve/group_tasks.hpp"
#include "integration/loop/task_language.hpp"
#include "lambda/terms/term_copy.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/tasks/task_literals.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

namespace rasp_stitch::loop {

using enumerator::SearchGroup;
using enumerator::SearchTask;
using enumerator::SolveOptions;

Budget part_of(const Budget& budget, double share) {
    Budget part = budget;
    part.seconds = share > 0 ? budget.seconds * share : 0;
    if (budget.programs != Budget::no_program_limit) {
        part.programs =
            static_cast<std::uint64_t>(std::ceil(static_cast<double>(budget.programs) * share));
    }
    return part;
}

void PhaseSearch::run(std::vector<SearchGroup> groups, const Budget& budget) {
    const auto start = std::chrono::steady_clock::now();
    SolveOptions options{
        // Who makes the searches of near makes them for one task after the other, as bottom-up does;
        // and what is not near's in a run of near is bottom-up.
        .search = enumerator::search_kind_named(settings_->search)
                      .value_or(enumerator::SearchKind::bottom_up),
        .frontier_size = settings_->frontier,
        .upper = settings_->upper,
        .threads = control_->threads,
        .team = control_->team,
        .few_examples = settings_->few_examples,
        .backwards = settings_->backwards,
        .budget = {.seconds =
                       std::min(budget.seconds, std::max(0.0, control_->budget.seconds - seconds_)),
                   .memory = megabytes(settings_->memory),
                   .stop = control_->budget.stop},
        .programs_per_task = budget.programs};
    if (control_->on_progress) {
        options.on_progress = [&](const enumerator::SolveProgress& progress) {
            control_->on_progress({.iteration = record_->iteration,
                                   .phase = record_->phase,
                                   .tasks = tasks_.size(),
                                   .search = progress});
        };
    }
    const std::vector<enumerator::TaskSearchResult> results =
        enumerator::solve_groups(tasks_, groups, options);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        record(groups[i], results[i]);
    }
    seconds_ += seconds_since(start);
}

void PhaseSearch::record(const SearchGroup& group, const enumerator::TaskSearchResult& result) {
    SearchRecord search{.tasks = {},
                        .reached = result.reached,
                        .programs = result.programs,
                        .stopped = result.stopped};
    lambda::TermCopy copy(group.language.terms, *terms_);
    for (std::size_t i = 0; i < group.tasks.size(); ++i) {
        const std::string& name = tasks_[group.tasks[i]].task.name;
        search.tasks.push_back(name);
        if (const auto& solutions = result.solutions[i]; !solutions.empty()) {
            record_->found.push_back({.task = name,
                                      .programs = solutions.front().programs,
                                      .log_prior = solutions.front().program.log_prior,
                                      .seconds = solutions.front().seconds});
        }
        for (const enumerator::Solution& solution : result.solutions[i]) {
            programs_[group.tasks[i]].push_back(copy(solution.program.term));
        }
    }
    record_->searches.push_back(std::move(search));
}

std::vector<SearchGroup> groups_of(const enumerator::Language& language,
                                   std::span<const SearchTask> tasks) {
    std::vector<SearchGroup> groups;
    for (const enumerator::TaskGroup& group : enumerator::group_tasks(
             tasks, [](const SearchTask& task) { return rasp::own_literals(task.literals); })) {
        SearchGroup& made = groups.emplace_back(SearchGroup{
            .language = task_language(language, tasks[group.tasks.front()]), .tasks = group.tasks});
        made.request = lambda::parse_type(made.language.types, group.request);
    }
    return groups;
}

std::vector<SearchGroup> groups_of(const enumerator::Language& language,
                                   std::span<const SearchTask> tasks,
                                   std::span<const std::size_t> numbers) {
    std::vector<SearchTask> some;
    for (const std::size_t number : numbers) {
        some.push_back(tasks[number]);
    }
    std::vector<SearchGroup> groups = groups_of(language, some);
    for (SearchGroup& group : groups) {
        for (std::size_t& task : group.tasks) {
            task = numbers[task];
        }
    }
    return groups;
}

} // namespace rasp_stitch::loop
