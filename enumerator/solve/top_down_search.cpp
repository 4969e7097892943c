#include "enumerator/solve/top_down_search.hpp"

#include "enumerator/behaviour/rule_application.hpp"
#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/solve/window_search.hpp"
#include "enumerator/top_down/top_down.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

class TopDownSearch {
public:
    TopDownSearch(Language& language, lambda::TypeId request, std::span<const rasp::Task> tasks,
                  const WindowPlan& plan, const TaskSearchOptions& options)
        : language_(language), view_(view_of(language)), request_(request), tasks_(tasks),
          plan_(plan), options_(options), wanted_(plan.wanted), watch_(options.budget),
          examples_(batch_examples(tasks)) {
        if (wanted_.empty()) {
            wanted_.assign(tasks.size(), options.frontier_size);
        }
        result_.solutions.resize(tasks.size());
        result_.reached = plan.lower;
    }

    TaskSearchResult run() {
        const double end = std::min(options_.upper, max_nats);
        while (result_.reached < end && result_.stopped == StopReason::none && has_open_tasks()) {
            const double upper = result_.reached + plan_.width;
            if (plan_.are_whole && upper > end) {
                break;
            }
            search_to(std::min(upper, end));
        }
        result_.seconds = watch_.seconds();
        return std::move(result_);
    }

private:
    bool has_open_tasks() const {
        for (std::size_t task = 0; task < wanted_.size(); ++task) {
            if (result_.solutions[task].size() < wanted_[task]) {
                return true;
            }
        }
        return false;
    }

    Budget rest_of_budget() const {
        Budget rest = watch_.rest();
        if (rest.programs != Budget::no_program_limit) {
            rest.programs -= result_.programs;
        }
        return rest;
    }

    void search_to(double upper) {
        const ProgramTable table =
            make_program_table(language_.types, view_, request_, bound_of(upper), rest_of_budget());
        if (table.stopped != StopReason::none) {
            result_.stopped = table.stopped;
            return;
        }
        const double begun = watch_.seconds();
        const WindowSolutions found = search_window(
            table, view_, language_.terms, tasks_, examples_,
            {.lower = result_.reached,
             .upper = upper,
             .threads = options_.threads,
             .budget = rest_of_budget()},
            {.frontier_size = *std::ranges::max_element(wanted_), .on_progress = progress()});
        add(found.solutions, begun, found.search.stopped == StopReason::none);
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

    // The programs of a later window cost more than those of the earlier ones.
    void add(const std::vector<std::vector<Solution>>& found, double begun, bool is_whole) {
        for (std::size_t task = 0; task < found.size(); ++task) {
            std::vector<Solution>& solutions = result_.solutions[task];
            solved_ += solutions.empty() && !found[task].empty() ? 1U : 0U;
            for (Solution solution : found[task]) {
                if (solutions.size() >= wanted_[task]) {
                    break;
                }
                solution.seconds += begun;
                solution.programs += result_.programs;
                solution.proven = is_whole;
                solutions.push_back(solution);
            }
        }
    }

    Language& language_;
    GrammarView view_;
    lambda::TypeId request_;
    std::span<const rasp::Task> tasks_;
    const WindowPlan& plan_;
    const TaskSearchOptions& options_;
    std::vector<std::size_t> wanted_; // by task
    BudgetWatch watch_;
    TaskExamples examples_;
    std::size_t solved_ = 0;
    TaskSearchResult result_;
};

} // namespace

TaskSearchResult search_top_down(Language& language, lambda::TypeId request,
                                 std::span<const rasp::Task> tasks,
                                 const TaskSearchOptions& options) {
    return search_windows(language, request, tasks, {}, options);
}

TaskSearchResult search_windows(Language& language, lambda::TypeId request,
                                std::span<const rasp::Task> tasks, const WindowPlan& plan,
                                const TaskSearchOptions& options) {
    require_rasp_request(language.types, request);
    return TopDownSearch(language, request, tasks, plan, options).run();
}

} // namespace rasp_stitch::enumerator
