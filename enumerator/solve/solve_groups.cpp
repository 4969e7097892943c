#include "enumerator/solve/solve_groups.hpp"

#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/solve/search_team.hpp"
#include "enumerator/solve/task_rounds.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <numeric>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

std::uint64_t program_limit(const SearchGroup& group, const SolveOptions& options) {
    const std::uint64_t each = options.programs_per_task;
    const std::uint64_t count = std::max<std::uint64_t>(group.tasks.size(), 1);
    const bool is_limited = each <= Budget::no_program_limit / count;
    return std::min(options.budget.programs, is_limited ? each * count : Budget::no_program_limit);
}

class GroupSearch {
public:
    GroupSearch(std::span<const SearchTask> tasks, std::span<SearchGroup> groups,
                const SolveOptions& options)
        : tasks_(tasks), groups_(groups), options_(options), watch_(options.budget),
          results_(groups.size()), heard_(groups.size()) {
        for (std::size_t i = 0; i < groups.size(); ++i) { // what it is if nobody gets to it
            results_[i].solutions.resize(groups[i].tasks.size());
            results_[i].stopped = StopReason::interrupted;
        }
    }

    std::vector<TaskSearchResult> run() {
        const std::size_t at_once =
            std::clamp<std::size_t>(options_.team ? options_.team->lanes() : options_.threads, 1,
                                    std::max<std::size_t>(groups_.size(), 1));
        const std::vector<std::size_t> order = order_of_groups();
        make_searches(options_.team, at_once, options_.threads,
                      {.count = groups_.size(),
                       .begin =
                           [&](std::size_t i) {
                               return std::optional(work_of(order[i], groups_.size() - i, at_once));
                           },
                       .end = [&](std::size_t) { ++groups_done_; }});
        return std::move(results_);
    }

private:
    // Groups with many tasks come last: they get the time that the others leave. Without a limit of
    // time they come first, so that nobody works alone at the end.
    std::vector<std::size_t> order_of_groups() const {
        std::vector<std::size_t> order(groups_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto tasks_in = [&](std::size_t i) { return groups_[i].tasks.size(); };
        if (watch_.rest().seconds < Budget::no_seconds_limit) {
            std::ranges::stable_sort(order, {}, tasks_in);
        } else {
            std::ranges::stable_sort(order, std::ranges::greater{}, tasks_in);
        }
        return order;
    }

    // Returns the search for a group. `left` groups, this one included, have not begun, and
    // `at_once` of them run at the same time.
    SearchWork work_of(std::size_t number, std::size_t left, std::size_t at_once) {
        const double share =
            std::min(1.0, static_cast<double>(at_once) / static_cast<double>(left));
        SearchGroup& group = groups_[number];
        SearchWork work{.search = options_.search,
                        .language = &group.language,
                        .request = group.request,
                        .result = &results_[number]};
        for (const std::size_t task : group.tasks) {
            work.tasks.push_back(&tasks_[task].task);
        }
        TaskSearchOptions& options = work.options;
        options.upper = options_.upper;
        options.frontier_size = options_.frontier_size;
        options.backwards = options_.backwards;
        options.threads = options_.team ? options_.team->threads_of(options_.threads)
                                        : std::max<std::size_t>(options_.threads / at_once, 1);
        options.budget.seconds = watch_.rest().seconds * share;
        options.budget.programs = program_limit(group, options_);
        options.budget.memory = options_.team ? options_.team->memory_of(options_.budget.memory)
                                              : options_.budget.memory / at_once;
        options.budget.stop = options_.budget.stop;
        if (options_.on_progress) {
            options.on_progress = [this, number](const TaskSearchProgress& progress) {
                hear(number, progress);
            };
        }
        return work;
    }

    void hear(std::size_t number, const TaskSearchProgress& progress) {
        const std::scoped_lock lock(mutex_);
        heard_[number] = progress;
        SolveProgress all{
            .reached = progress.reached, .groups_done = groups_done_, .groups = groups_.size()};
        for (const TaskSearchProgress& other : heard_) {
            all.programs += other.programs;
            all.solved += other.solved;
        }
        options_.on_progress(all);
    }

    std::span<const SearchTask> tasks_;
    std::span<SearchGroup> groups_;
    const SolveOptions& options_;
    BudgetWatch watch_;
    std::vector<TaskSearchResult> results_; // by group
    std::atomic<std::size_t> groups_done_ = 0;
    std::mutex mutex_;
    std::vector<TaskSearchProgress> heard_; // by group
};

} // namespace

std::vector<TaskSearchResult> solve_groups(std::span<const SearchTask> tasks,
                                           std::span<SearchGroup> groups,
                                           const SolveOptions& options) {
    if (options.few_examples && options.search == SearchKind::bottom_up) {
        return search_in_rounds(tasks, groups, options);
    }
    return GroupSearch(tasks, groups, options).run();
}

} // namespace rasp_stitch::enumerator
