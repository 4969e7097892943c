#include "enumerator/solve/top_down_search.hpp"

#include "enumerator/behaviour/rule_application.hpp"
#include "enumerator/grammar/cost.hpp"
#include "enumerator/solve/window_search.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

class TopDownSearch {
public:
    TopDownSearch(const lambda::TypeStore& types, const GrammarView& view, lambda::TypeId request,
                  std::span<const rasp::Task> tasks, const WindowPlan& plan,
                  const TaskSearchOptions& options)
        : types_(types), view_(view), request_(request), tasks_(tasks), plan_(plan),
          options_(options), wanted_(plan.wanted), examples_(batch_examples(tasks)) {
        if (wanted_.empty()) {
            wanted_.assign(tasks.size(), options.kept);
        }
        result_.solutions.resize(tasks.size());
        result_.reached = plan.lower;
    }

    TaskSearchResult run() {
        const double end = std::min(options_.upper, most_nats);
        while (result_.reached < end && result_.stopped == StopReason::none && has_open_tasks()) {
            const double upper = result_.reached + plan_.width;
            if (plan_.are_whole && upper > end) {
                break;
            }
            search_to(std::min(upper, end));
        }
        result_.seconds = seconds();
        return std::move(result_);
    }

private:
    double seconds() const { return seconds_since(start_); }

    bool has_open_tasks() const {
        for (std::size_t task = 0; task < wanted_.size(); ++task) {
            if (result_.solutions[task].size() < wanted_[task]) {
                return true;
            }
        }
        return false;
    }

    // What is left of the budgets.
    TopDownOptions window(double upper) const {
        return {.lower = result_.reached,
                .upper = upper,
                .threads = options_.threads,
                .most_programs = options_.most_programs == no_limit
                                     ? no_limit
                                     : options_.most_programs - result_.programs,
                .seconds = std::max(0.0, options_.seconds - seconds()),
                .most_memory = options_.most_memory,
                .stop = options_.stop};
    }

    void search_to(double upper) {
        const TopDownOptions window = this->window(upper);
        const ProgramTable table = make_program_table(types_, view_, request_, bound_of(upper),
                                                      {.most_memory = options_.most_memory,
                                                       .stop = options_.stop,
                                                       .deadline = Deadline(window.seconds)});
        if (table.stopped != StopReason::none) {
            result_.stopped = table.stopped;
            return;
        }
        const double begun = seconds();
        WindowSolutions found =
            search_window(table, view_, tasks_, examples_, window,
                          {.kept = *std::ranges::max_element(wanted_), .on_progress = progress()});
        add(found.solutions, begun);
        result_.programs += found.search.programs;
        result_.stopped = found.search.stopped;
        if (result_.stopped == StopReason::none) {
            result_.reached = upper;
        }
    }

    std::function<void(std::uint64_t)> progress() {
        if (!options_.on_progress) {
            return {};
        }
        return [this](std::uint64_t programs) {
            options_.on_progress({.reached = result_.reached,
                                  .programs = result_.programs + programs,
                                  .solved = solved_});
        };
    }

    // Those of a later window cost more than those that are there already.
    void add(std::vector<std::vector<Solution>>& found, double begun) {
        for (std::size_t task = 0; task < found.size(); ++task) {
            std::vector<Solution>& solutions = result_.solutions[task];
            solved_ += solutions.empty() && !found[task].empty() ? 1U : 0U;
            for (Solution& solution : found[task]) {
                if (solutions.size() >= wanted_[task]) {
                    break;
                }
                solution.seconds += begun;
                solution.programs += result_.programs;
                solutions.push_back(std::move(solution));
            }
        }
    }

    const lambda::TypeStore& types_;
    const GrammarView& view_;
    lambda::TypeId request_;
    std::span<const rasp::Task> tasks_;
    const WindowPlan& plan_;
    const TaskSearchOptions& options_;
    std::vector<std::size_t> wanted_; // by task
    Clock::time_point start_ = Clock::now();
    TaskExamples examples_;
    std::size_t solved_ = 0;
    TaskSearchResult result_;
};

} // namespace

TaskSearchResult search_top_down(const lambda::TypeStore& types, const GrammarView& view,
                                 lambda::TypeId request, std::span<const rasp::Task> tasks,
                                 const TaskSearchOptions& options) {
    return search_windows(types, view, request, tasks, {}, options);
}

TaskSearchResult search_windows(const lambda::TypeStore& types, const GrammarView& view,
                                lambda::TypeId request, std::span<const rasp::Task> tasks,
                                const WindowPlan& plan, const TaskSearchOptions& options) {
    require_rasp_request(types, request);
    return TopDownSearch(types, view, request, tasks, plan, options).run();
}

} // namespace rasp_stitch::enumerator
