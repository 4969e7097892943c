#include "compressor/search/search.hpp"

#include "compressor/search/arity_zero.hpp"
#include "compressor/search/child.hpp"
#include "compressor/search/depth_first.hpp"
#include "support/budget/deadline.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

constexpr std::int64_t no_quota = std::numeric_limits<std::int64_t>::max();

// A search that ends within so many patterns, in about a tenth of a second, gains nothing by
// searching smaller arities first.
constexpr std::int64_t patterns_at_once = 65'536;

// The open parts of the search, each with its upper bound: those that a thread works on and those
// that wait for a thread.
class OpenParts {
public:
    using Part = std::multiset<Utility>::iterator;

    Part add(Utility bound) {
        const std::lock_guard lock(mutex_);
        return bounds_.insert(bound);
    }
    Part change(Part part, Utility bound) {
        const std::lock_guard lock(mutex_);
        bounds_.erase(part);
        return bounds_.insert(bound);
    }
    void clear() {
        const std::lock_guard lock(mutex_);
        bounds_.clear();
    }
    void remove(Part part) {
        const std::lock_guard lock(mutex_);
        bounds_.erase(part);
    }
    std::optional<Utility> greatest() const {
        const std::lock_guard lock(mutex_);
        return bounds_.empty() ? std::nullopt : std::optional(*bounds_.rbegin());
    }

private:
    mutable std::mutex mutex_;
    std::multiset<Utility> bounds_;
};

// Some megabytes, and room for many patterns that match everywhere. That is as much as most
// searches need, so that they never make a pattern twice.
std::size_t default_path_bytes(const NodeTable& table) {
    constexpr std::size_t least = std::size_t{1} << 24U;
    constexpr std::size_t patterns = 32;
    constexpr std::size_t bytes_per_row = 2 * sizeof(Node) + 2 * sizeof(Cost);
    return least + patterns * bytes_per_row * table.size();
}

// Returns what all abstractions of the least utility beat, and none of a lesser one.
Score floor_of(const SearchControl& control) {
    Score floor = no_incumbent;
    if (control.least_utility) {
        floor.utility = *control.least_utility - 1;
    }
    return floor;
}

// One thread's part of the search.
struct Worker {
    DepthFirst search;
    std::int64_t open_bytes = 0; // as far as they are counted in Search::open_bytes_
};

class Search {
public:
    Search(const Context& context, const lambda::TermStore& store, const SearchControl& control)
        : context_(context), store_(store), control_(control), deadline_(control.budget.deadline()),
          threads_(std::max<std::size_t>(1, control.threads)),
          best_(control.best_count, floor_of(control),
                control.only_equals ? Kept::equals : Kept::best),
          path_bytes_(control.path_bytes.value_or(default_path_bytes(context.table))),
          workers_([this] {
              return Worker{DepthFirst(*stage_, windows_.get(), store_, best_, path_bytes_)};
          }) {}

    SearchResult run() {
        Scorer scorer(context_, store_);
        const bool is_first = context_.has(Rule::arity_zero_first);
        if (is_first) {
            consider_closed_terms(context_, scorer, best_);
        }
        search_each_arity();
        if (!is_first) {
            consider_closed_terms(context_, scorer, best_);
        }
        return result();
    }

private:
    // smaller-arity-first: the best abstraction of a smaller arity is a good incumbent, and is found
    // in much less time. So a search that does not end soon begins anew for each arity, with what it
    // has found. If it is stopped, it has then proven, in about the same time, whatever a search of
    // a smaller arity would have.
    void search_each_arity() {
        const std::uint32_t max_arity = context_.settings.max_arity;
        Pattern start;
        make_start(context_, start);
        if ((max_arity == 0 && !context_.settings.matching.has_symbols()) || start.rows == 0) {
            return;
        }
        unsearched_ = start.utility_bound;
        if (max_arity > 1 && context_.has(Rule::smaller_arity_first) &&
            context_.has(Rule::upper_bound)) {
            if (search_stage(context_, start, patterns_at_once)) {
                return;
            }
            unsearched_ = open_.greatest(); // all else has been searched
            for (std::uint32_t arity = 1; arity < max_arity; ++arity) {
                Settings settings = context_.settings;
                settings.max_arity = arity;
                const Context stage(context_.table, context_.arguments, settings);
                if (stopped_.load() != StopReason::none || !search_stage(stage, start, no_quota)) {
                    return;
                }
            }
        }
        search_stage(context_, std::move(start), no_quota);
    }

    // Searches all completions of the start that a context allows, but expands about as many
    // patterns as the quota says at most. Returns whether it came to the end.
    bool search_stage(const Context& stage, Pattern start, std::int64_t quota) {
        const bool is_last = &stage == &context_;
        workers_.clear();
        stage_ = &stage;
        windows_.reset();
        if (stage.has(Rule::windows) && stage.has(Rule::upper_bound) &&
            stage.settings.forms.allows_applied_uses() && !stage.settings.matching.has_symbols()) {
            windows_ = std::make_unique<WindowTable>(stage.table);
        }
        open_.clear();
        open_bytes_ = 0;
        stage_end_ = expanded_.load() > no_quota - quota ? no_quota : expanded_.load() + quota;
        search_all(std::move(start));
        OpenPatterns peak;
        for (const Worker& worker : workers_) {
            peak.count += worker.search.peak_open().count;
            peak.bytes += worker.search.peak_open().bytes;
        }
        peak_open_.count = std::max(peak_open_.count, peak.count);
        peak_open_.bytes = std::max(peak_open_.bytes, peak.bytes);
        const bool is_done = !open_.greatest().has_value();
        if (is_last && is_done) {
            unsearched_.reset();
        }
        return is_done;
    }

    void search_all(Pattern start) {
        const OpenParts::Part part = open_.add(start.utility_bound);
        if (threads_ == 1) {
            search_part(start, part);
            return;
        }
        const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, threads_);
        tbb::task_arena arena(static_cast<int>(threads_));
        arena.execute([&] {
            try {
                spawn(std::move(start), part);
            } catch (...) { // there was no memory for a thread
                tasks_.cancel();
                tasks_.wait(); // only here, in the arena, can the task that was spawned be ended
                throw;
            }
            tasks_.wait();
        });
    }

    // A task group copies its functions, so they hold the pattern by a pointer.
    void spawn(Pattern pattern, OpenParts::Part part) {
        waiting_.fetch_add(1);
        tasks_.run([this, part, held = std::make_shared<Pattern>(std::move(pattern))] {
            waiting_.fetch_sub(1);
            search_part(*held, part);
        });
    }

    // Leaves its part open if the search is stopped.
    void search_part(Pattern& pattern, OpenParts::Part part) {
        if (is_budget_used_up()) {
            return;
        }
        running_.fetch_add(1);
        Worker& worker = workers_.local();
        DepthFirst& search = worker.search;
        search.begin(pattern);
        while (search.advance()) {
            part = open_.change(part, search.open_bound());
            count(worker, search.open().bytes);
            report();
            // If an exception ended another thread, it is not delayed until this one has finished.
            if (is_budget_used_up() || tbb::is_current_task_group_canceling()) {
                running_.fetch_sub(1);
                return;
            }
            if (waiting_.load() + running_.load() < threads_) {
                give_away(search);
            }
        }
        count(worker, 0);
        open_.remove(part);
        running_.fetch_sub(1);
    }

    // Adds what the worker has done and what it keeps to the totals of all threads.
    void count(Worker& worker, std::int64_t open_bytes) {
        expanded_.fetch_add(worker.search.unreported());
        open_bytes_.fetch_add(open_bytes - std::exchange(worker.open_bytes, open_bytes));
    }

    // Notes the first reason to stop.
    bool is_budget_used_up() {
        const StopReason reason = reason_to_stop();
        if (reason == StopReason::none) {
            return expanded_.load() >= stage_end_;
        }
        StopReason none = StopReason::none;
        stopped_.compare_exchange_strong(none, reason);
        return true;
    }

    StopReason reason_to_stop() const {
        const Budget& budget = control_.budget;
        if (budget.stop.stop_requested()) {
            return StopReason::interrupted;
        }
        if (deadline_.has_passed()) {
            return StopReason::time;
        }
        if (static_cast<std::uint64_t>(expanded_.load()) >= budget.programs) {
            return StopReason::programs;
        }
        return static_cast<std::size_t>(open_bytes_.load()) >= budget.memory ? StopReason::memory
                                                                             : StopReason::none;
    }

    void give_away(DepthFirst& search) {
        for (Pattern& pattern : search.give_away()) {
            const OpenParts::Part part = open_.add(pattern.utility_bound);
            spawn(std::move(pattern), part);
        }
    }

    void report() {
        if (!control_.progress) {
            return;
        }
        const std::unique_lock lock(reporting_, std::try_to_lock);
        if (lock) {
            const Score best = best_.best_score();
            control_.progress({.best = best,
                               .patterns_expanded = expanded_.load(),
                               .open_bound = std::max(best.utility, open_bound())});
        }
    }

    // Bounds what has not been searched yet. What the open parts of a smaller arity say is no bound
    // for the greatest.
    Utility open_bound() const {
        const Utility all = unsearched_.value_or(0);
        return stage_ == &context_ ? std::min(all, open_.greatest().value_or(0)) : all;
    }

    SearchResult result() {
        SearchResult result;
        BoundHistogram expanded;
        for (const Worker& worker : workers_) {
            expanded.add(worker.search.expanded());
        }
        result.patterns_expanded = context_.has(Rule::upper_bound)
                                       ? expanded.above(best_.incumbent().utility)
                                       : expanded.total();
        result.peak_open = peak_open_;
        if (unsearched_) {
            result.open_bound = std::max(open_bound(), best_.best_score().utility);
            result.stopped = stopped_.load();
            result.patterns_expanded = expanded_.load();
        }
        result.best = best_.take();
        return result;
    }

    const Context& context_;
    const Context* stage_ = nullptr;             // with the arity that is searched at present
    std::unique_ptr<const WindowTable> windows_; // of the stage, if the rule `windows` applies
    const lambda::TermStore& store_;
    const SearchControl& control_;
    const Deadline deadline_;
    const std::size_t threads_;
    BestAbstractions best_;
    const std::size_t path_bytes_;
    OpenParts open_;
    OpenPatterns peak_open_;
    std::optional<Utility> unsearched_; // a bound on what is not searched, unless all is
    tbb::enumerable_thread_specific<Worker> workers_;
    tbb::task_group tasks_;
    std::atomic<std::size_t> waiting_ = 0; // the parts that no thread has begun
    std::atomic<std::size_t> running_ = 0;
    std::atomic<std::int64_t> expanded_ = 0;
    std::int64_t stage_end_ = 0; // how many patterns may be expanded before the stage is broken off
    std::atomic<std::int64_t> open_bytes_ = 0;
    std::atomic<StopReason> stopped_ = StopReason::none;
    std::mutex reporting_;
};

} // namespace

SearchResult search(const Context& context, const lambda::TermStore& store,
                    const SearchControl& control) {
    return Search(context, store, control).run();
}

} // namespace rasp_stitch::compressor
