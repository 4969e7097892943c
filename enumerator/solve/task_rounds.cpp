#include "enumerator/solve/task_rounds.hpp"

#include "enumerator/grammar/budget_watch.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/solve/few_examples.hpp"
#include "enumerator/solve/search_team.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

constexpr double growth = 4;
constexpr double first_share = 0.01;      // of the time, for the first round
constexpr double least_seconds = 0.01;    // for a task in the first round
constexpr double first_programs = 25'000; // for a task in the first round, without a limit of time

// Beginning a search again pays only with so many times as much as it had before.
constexpr double least_gain = 1.5;

// A round is the last one if there is less than so many times as much left.
constexpr double last_round = 3;

constexpr double no_limit = std::numeric_limits<double>::infinity();

// What a search is given.
struct Allowance {
    double seconds = 0;
    double programs = 0;
    std::size_t memory = 0;
};

// The search for one task.
struct Job {
    std::size_t group;
    const rasp::Task* task;
    lambda::TypeId request;
    Language language; // its own, so that searches can run at the same time
    FewExamplesSearch search;
    Allowance last = {};              // when it was last searched for
    TaskSearchProgress progress = {}; // this and the next are for those who listen
    bool is_done = false;

    Job(std::size_t number, const SearchGroup& of, const rasp::Task& searched)
        : group(number), task(&searched),
          request(of.request), language{.types = of.language.types,
                                        .terms = {},
                                        .grammar = of.language.grammar,
                                        .primitive_type = of.language.primitive_type},
          search(language, of.request, searched) {}

    const FewExamplesResult& result() const { return search.result(); }
    bool is_met() const { return !result().solutions[0].empty(); }

    // Returns whether a search may get further than the one before.
    bool would_gain(const Allowance& next) const {
        switch (result().stopped) {
        case StopReason::time:
            return next.seconds >= least_gain * last.seconds;
        case StopReason::programs:
            return next.programs >= least_gain * last.programs;
        case StopReason::memory:
            return next.memory > last.memory;
        case StopReason::types:
            return false;
        default:
            return true;
        }
    }
};

struct Turn {
    Job* job;
    double weight;          // its part of the round
    double weight_left = 0; // of this turn and of those behind it
    Allowance allowance;
};

// Returns what a turn gets if the rounds have come to `wanted`, and there is `left` for it until
// the end.
double dealt(double wanted, double left) {
    return left < last_round * wanted ? left : wanted;
}

class Rounds {
public:
    Rounds(std::span<const SearchTask> tasks, std::span<SearchGroup> groups,
           const SolveOptions& options)
        : groups_(groups), options_(options), watch_(options.budget) {
        for (std::size_t group = 0; group < groups.size(); ++group) {
            for (const std::size_t task : groups[group].tasks) {
                jobs_.emplace_back(group, groups[group], tasks[task].task);
            }
        }
    }

    std::vector<TaskSearchResult> run() {
        while (watch_.reason() == StopReason::none && begin_round()) {
            make_searches(options_.team, lanes_, options_.threads,
                          {.count = turns_.size(),
                           .begin = [this](std::size_t i) { return begin(turns_[i]); },
                           .end = [this](std::size_t i) { end(turns_[i]); }});
        }
        return results();
    }

private:
    // Deals out the turns of the next round. Returns false if there are none. There are rounds for
    // a single task, too, if it is searched for backwards: a search that begins again has better
    // examples then (enumerator/solve/few_examples.hpp).
    bool begin_round() {
        add_turns();
        if (!is_in_programs()) {
            deal_seconds();
        }
        deal_programs(is_in_programs() && (jobs_.size() > 1 || options_.backwards) ? next_programs_
                                                                                   : no_limit);
        next_programs_ *= growth;
        std::erase_if(turns_, [](const Turn& turn) {
            return turn.allowance.programs < 1 || !turn.job->would_gain(turn.allowance);
        });
        if (is_in_programs()) {
            longest_first();
        }
        double behind = 0;
        for (auto turn = turns_.rbegin(); turn != turns_.rend(); ++turn) {
            behind += turn->weight;
            turn->weight_left = behind;
        }
        return !turns_.empty();
    }

    // What takes longest begins first, so that nobody works alone at the end. What comes out does
    // not depend on it: in programs, no turn depends on another turn of its round.
    void longest_first() {
        std::ranges::stable_sort(turns_, std::ranges::greater{}, expected_seconds);
    }

    // Returns how long a turn that is measured in programs will take, going by the searches before.
    static double expected_seconds(const Turn& turn) {
        const FewExamplesResult& result = turn.job->result();
        return result.programs == 0 ? 0
                                    : result.seconds / static_cast<double>(result.programs) *
                                          turn.allowance.programs;
    }

    // Returns whether the rounds are measured in programs.
    bool is_in_programs() const {
        return program_limit() != Budget::no_program_limit || watch_.rest().seconds == no_limit;
    }

    std::uint64_t program_limit() const {
        return std::min(options_.budget.programs, options_.programs_per_task);
    }

    // First the tasks without a program, and each kind in the order of the tasks.
    void add_turns() {
        turns_.clear();
        for (const bool is_met : {false, true}) {
            const std::size_t before = turns_.size(); // tasks without a program
            for (Job& job : jobs_) {
                if (!job.search.is_finished() && job.is_met() == is_met) {
                    turns_.push_back(
                        {.job = &job, .weight = 1, .allowance = {.seconds = no_limit}});
                }
            }
            const std::size_t met = is_met ? turns_.size() - before : 0;
            for (std::size_t i = before; before > 0 && i < before + met; ++i) {
                turns_[i].weight =
                    std::min(1.0, static_cast<double>(before) / static_cast<double>(met)) / growth;
            }
            if (!is_met || before == 0) {
                lanes_ = turns_.size() < options_.threads ? 1 : options_.threads;
            }
        }
        lanes_ = std::max<std::size_t>(options_.team ? options_.team->lanes() : lanes_, 1);
        for (Turn& turn : turns_) {
            turn.allowance.memory = options_.team ? options_.team->memory_of(options_.budget.memory)
                                                  : options_.budget.memory / lanes_;
        }
    }

    void deal_seconds() {
        double weights = 0;
        for (const Turn& turn : turns_) {
            weights += turn.weight;
        }
        const double fair =
            watch_.rest().seconds * std::min(1.0, static_cast<double>(lanes_) / weights);
        const double wanted =
            seconds_ == 0 ? std::max(first_share * fair, least_seconds) : growth * seconds_;
        // Where every turn has a lane, there is nothing to deal out.
        const bool has_rounds = turns_.size() > lanes_ || options_.backwards;
        seconds_ = has_rounds ? dealt(wanted, fair) : fair;
        is_last_ = seconds_ == fair;
        for (Turn& turn : turns_) {
            turn.allowance.seconds = seconds_ * turn.weight;
        }
    }

    // A turn of weight 1 gets `wanted` programs, unless the task has not much more left than that.
    void deal_programs(double wanted) {
        const std::uint64_t limit = program_limit();
        for (Turn& turn : turns_) {
            const std::uint64_t used = std::min(limit, turn.job->result().programs);
            const double left =
                limit == Budget::no_program_limit ? no_limit : static_cast<double>(limit - used);
            turn.allowance.programs = dealt(wanted * turn.weight, left);
        }
    }

    // Returns the search for a turn, or nullopt if the rounds have ended.
    std::optional<SearchWork> begin(Turn& turn) {
        Job& job = *turn.job;
        if (watch_.reason() != StopReason::none) {
            return std::nullopt;
        }
        Allowance& allowance = turn.allowance;
        const double rest = watch_.rest().seconds;
        if (is_last_) {
            allowance.seconds =
                rest * std::min(1.0, static_cast<double>(lanes_) * turn.weight / turn.weight_left);
        }
        std::optional<SearchWork> work(SearchWork{.language = &job.language,
                                                  .request = job.request,
                                                  .tasks = {job.task},
                                                  .few_examples = &job.search});
        TaskSearchOptions& options = work->options;
        options.upper = options_.upper;
        options.frontier_size = options_.frontier_size;
        options.backwards = options_.backwards;
        options.threads = options_.team ? options_.team->threads_of(options_.threads)
                          : lanes_ > 1  ? 1
                                        : std::max<std::size_t>(options_.threads, 1);
        options.budget.seconds = std::min(allowance.seconds, rest);
        options.budget.programs = allowance.programs < no_limit
                                      ? static_cast<std::uint64_t>(allowance.programs)
                                      : Budget::no_program_limit;
        options.budget.memory = allowance.memory;
        options.budget.stop = options_.budget.stop;
        if (options_.on_progress) {
            options.on_progress = [this, &job](const TaskSearchProgress& progress) {
                hear(job, progress);
            };
        }
        return work;
    }

    void end(const Turn& turn) {
        Job& job = *turn.job;
        job.last = turn.allowance;
        const std::scoped_lock lock(mutex_);
        job.progress = {.reached = job.result().reached,
                        .programs = job.result().programs,
                        .solved = job.is_met() ? 1U : 0U};
        job.is_done = job.search.is_finished();
    }

    void hear(Job& job, const TaskSearchProgress& progress) {
        const std::scoped_lock lock(mutex_);
        job.progress = progress;
        SolveProgress all{.reached = progress.reached, .groups = groups_.size()};
        std::vector<bool> is_done(groups_.size(), true);
        for (const Job& other : jobs_) {
            all.programs += other.progress.programs;
            all.solved += other.progress.solved;
            is_done[other.group] = is_done[other.group] && other.is_done;
        }
        all.groups_done = static_cast<std::size_t>(std::ranges::count(is_done, true));
        options_.on_progress(all);
    }

    // Why there is no more of a task.
    StopReason reason_of(const Job& job) const {
        if (job.search.is_finished()) {
            return StopReason::none;
        }
        if (watch_.budget().stop.stop_requested()) {
            return StopReason::interrupted;
        }
        if (job.result().stopped != StopReason::none) {
            return job.result().stopped;
        }
        const StopReason reason = watch_.reason(); // it had no turn at all
        return reason == StopReason::none ? StopReason::programs : reason;
    }

    std::vector<TaskSearchResult> results() {
        std::vector<TaskSearchResult> results(groups_.size());
        std::vector<bool> has_unmet(groups_.size());
        for (const Job& job : jobs_) {
            TaskSearchResult& result = results[job.group];
            const bool is_first = result.solutions.empty();
            if (is_first || (!job.is_met() && !has_unmet[job.group])) {
                result.reached = job.result().reached;
            } else if (!job.is_met() || !has_unmet[job.group]) {
                result.reached = std::min(result.reached, job.result().reached);
            }
            has_unmet[job.group] = has_unmet[job.group] || !job.is_met();
            result.programs += job.result().programs;
            result.seconds += job.result().seconds;
            result.stopped = first_of(result.stopped, reason_of(job));
            result.solutions.push_back(solutions_of(job));
        }
        return results;
    }

    // The reasons are in the order in which they are declared, and `none` is the last.
    static StopReason first_of(StopReason a, StopReason b) {
        return a == StopReason::none ? b : b == StopReason::none ? a : std::min(a, b);
    }

    // Adds the programs to the language of the group.
    std::vector<Solution> solutions_of(const Job& job) {
        std::vector<Solution> solutions = job.result().solutions[0];
        for (Solution& solution : solutions) {
            solution.program.term =
                read_expression(groups_[job.group].language.terms,
                                print_expression(job.language.terms, solution.program.term));
        }
        return solutions;
    }

    std::span<SearchGroup> groups_;
    const SolveOptions& options_;
    BudgetWatch watch_;
    std::deque<Job> jobs_; // by group, and in the order of its tasks
    double seconds_ = 0;   // for a turn of weight 1 in the round
    double next_programs_ = first_programs;
    bool is_last_ = false; // whether the round deals out all the time that is left
    std::size_t lanes_ = 1;
    std::vector<Turn> turns_; // of the round
    std::mutex mutex_;
};

} // namespace

std::vector<TaskSearchResult> search_in_rounds(std::span<const SearchTask> tasks,
                                               std::span<SearchGroup> groups,
                                               const SolveOptions& options) {
    return Rounds(tasks, groups, options).run();
}

} // namespace rasp_stitch::enumerator
