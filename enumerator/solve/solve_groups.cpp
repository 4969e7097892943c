#include "enumerator/solve/solve_groups.hpp"

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/solve/search_lanes.hpp"
#include "enumerator/solve/task_rounds.hpp"
#include "enumerator/solve/top_down_search.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
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
          results_(groups.size()), heard_(groups.size()) {}

    std::vector<TaskSearchResult> run() {
        const std::size_t at_once =
            std::clamp<std::size_t>(options_.threads, 1, std::max<std::size_t>(groups_.size(), 1));
        const std::vector<std::size_t> order = smallest_first();
        run_lanes(at_once, options_.threads, groups_.size(),
                  [&](std::size_t i) { search(order[i], groups_.size() - i, at_once); });
        return std::move(results_);
    }

private:
    // Groups with many tasks come last: they get the time that the others leave.
    std::vector<std::size_t> smallest_first() const {
        std::vector<std::size_t> order(groups_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return groups_[i].tasks.size(); });
        return order;
    }

    // Searches for a group. `left` groups, this one included, have not begun, and `at_once` of them
    // run at the same time.
    void search(std::size_t number, std::size_t left, std::size_t at_once) {
        const double share =
            std::min(1.0, static_cast<double>(at_once) / static_cast<double>(left));
        TaskSearchOptions options{.upper = options_.upper,
                                  .frontier_size = options_.frontier_size,
                                  .threads = std::max<std::size_t>(options_.threads / at_once, 1),
                                  .backwards = options_.backwards,
                                  .budget = {.seconds = watch_.rest().seconds * share,
                                             .programs = program_limit(groups_[number], options_),
                                             .memory = options_.budget.memory / at_once,
                                             .stop = options_.budget.stop}};
        if (options_.on_progress) {
            options.on_progress = [this, number](const TaskSearchProgress& progress) {
                hear(number, progress);
            };
        }
        results_[number] = searched(groups_[number], options);
        ++groups_done_;
    }

    TaskSearchResult searched(SearchGroup& group, const TaskSearchOptions& options) const {
        std::vector<rasp::Task> tasks;
        for (const std::size_t task : group.tasks) {
            tasks.push_back(tasks_[task].task);
        }
        return options_.search == SearchKind::top_down
                   ? search_top_down(group.language, group.request, tasks, options)
                   : search_bottom_up(group.language, group.request, tasks, options);
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

std::string_view name_of(SearchKind search) {
    return search == SearchKind::top_down ? "top-down" : "bottom-up";
}

std::optional<SearchKind> search_kind_named(std::string_view name) {
    for (const SearchKind search : {SearchKind::bottom_up, SearchKind::top_down}) {
        if (name == name_of(search)) {
            return search;
        }
    }
    return std::nullopt;
}

std::vector<TaskSearchResult> solve_groups(std::span<const SearchTask> tasks,
                                           std::span<SearchGroup> groups,
                                           const SolveOptions& options) {
    if (options.few_examples && options.search == SearchKind::bottom_up) {
        return search_in_rounds(tasks, groups, options);
    }
    return GroupSearch(tasks, groups, options).run();
}

} // namespace rasp_stitch::enumerator
