#include "enumerator/solve/window_search.hpp"

#include "enumerator/behaviour/derivation_behaviour.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "support/budget/deadline.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iterator>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

using Clock = std::chrono::steady_clock;

// What all threads share.
struct Shared {
    Shared(const ProgramTable& program_table, const GrammarView& grammar_view,
           std::span<const rasp::Task> all_tasks, const TaskExamples& task_examples,
           const WindowSearchOptions& search_options, std::size_t thread_memory)
        : table(program_table), view(grammar_view), tasks(all_tasks), examples(task_examples),
          options(search_options), max_memory(thread_memory) {}

    const ProgramTable& table;
    const GrammarView& view;
    std::span<const rasp::Task> tasks;
    const TaskExamples& examples;
    const WindowSearchOptions& options;
    std::size_t max_memory; // of behaviours, for each thread
    Clock::time_point start = Clock::now();
    std::atomic<std::uint64_t> programs = 0;
    std::mutex progress_mutex;
};

struct Evaluation {
    DerivationBehaviours behaviours;
    TaskLookup lookup;
    IsUseless is_useless;

    explicit Evaluation(const Shared& shared)
        : behaviours(shared.table, shared.view.productions(), rasp::Batch(shared.examples.inputs)),
          lookup(shared.tasks, shared.examples, behaviours.apply().batch()) {
        is_useless = [this](std::span<const std::uint8_t> failures) {
            return lookup.is_useless(failures);
        };
    }
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;
};

struct Found {
    DescriptionLength cost = 0;
    std::string text;
    double seconds = 0;
    std::uint64_t programs = 0;

    auto order() const { return std::tie(cost, text); }
};

// Evaluates the programs that one thread meets, and keeps the best ones for each task.
class Worker {
public:
    explicit Worker(Shared& shared)
        : shared_(&shared), print_(shared.table, shared.view.productions()),
          found_(shared.tasks.size()) {}

    void look_at(const Derivation& program) {
        if (++pending_ == programs_between_looks) {
            look_up();
        }
        if (!evaluation_) {
            evaluation_.emplace(*shared_);
        }
        const std::optional<BehaviourId> behaviour =
            evaluation_->behaviours.of(program, evaluation_->is_useless);
        if (!behaviour) {
            return;
        }
        for (const std::uint32_t task : evaluation_->lookup.solved_by(
                 evaluation_->behaviours.apply().behaviours(), *behaviour)) {
            add(task, program);
        }
    }

    std::vector<std::vector<Found>>& found() { return found_; }

private:
    static constexpr std::uint64_t programs_between_looks = 256;

    void look_up() {
        const std::uint64_t programs = shared_->programs += std::exchange(pending_, 0);
        if (evaluation_ && evaluation_->behaviours.memory() > shared_->max_memory) {
            evaluation_.reset();
        }
        if (shared_->options.on_progress) {
            const std::unique_lock lock(shared_->progress_mutex, std::try_to_lock);
            if (lock) {
                shared_->options.on_progress(programs);
            }
        }
    }

    void add(std::uint32_t task, const Derivation& program) {
        std::vector<Found>& known = found_[task];
        const bool is_full = known.size() >= shared_->options.frontier_size;
        if (is_full && (known.empty() || program.cost > known.back().cost)) {
            return;
        }
        Found found{.cost = program.cost,
                    .text = print_.text(program),
                    .seconds = seconds_since(shared_->start),
                    .programs = shared_->programs + pending_};
        const auto place = std::ranges::upper_bound(known, found.order(), {}, &Found::order);
        if (is_full && place == known.end()) {
            return;
        }
        known.insert(place, std::move(found));
        if (is_full) {
            known.pop_back();
        }
    }

    Shared* shared_;
    ProgramPrinter print_;
    std::optional<Evaluation> evaluation_;
    std::uint64_t pending_ = 0;             // programs that are not in shared_->programs yet
    std::vector<std::vector<Found>> found_; // by task, best first
};

} // namespace

WindowSolutions search_window(const ProgramTable& table, const GrammarView& view,
                              lambda::TermStore& terms, std::span<const rasp::Task> tasks,
                              const TaskExamples& examples, const TopDownOptions& window,
                              const WindowSearchOptions& options) {
    const std::size_t threads = std::max<std::size_t>(window.threads, 1);
    Shared shared(table, view, tasks, examples, options, window.budget.memory / threads);
    tbb::enumerable_thread_specific<Worker> workers([&] { return Worker(shared); });
    WindowSolutions result;
    result.search = enumerate_top_down(
        table, window, [&](const Derivation& program) { workers.local().look_at(program); });
    result.solutions.resize(tasks.size());
    for (std::size_t task = 0; task < tasks.size(); ++task) {
        std::vector<Found> all;
        for (Worker& worker : workers) {
            std::ranges::move(worker.found()[task], std::back_inserter(all));
        }
        std::ranges::sort(all, {}, &Found::order);
        all.resize(std::min(all.size(), options.frontier_size));
        for (const Found& found : all) {
            result.solutions[task].push_back(
                {.program = {.term = read_expression(terms, found.text),
                             .log_prior = log_prior_of(found.cost)},
                 .seconds = found.seconds,
                 .programs = found.programs});
        }
    }
    return result;
}

} // namespace rasp_stitch::enumerator
