#include "compressor/search/search.hpp"

#include "compressor/search/arity_zero.hpp"
#include "compressor/search/child.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

// The parts of the search that are open, each with its bound: those that a thread is at and those
// that wait for one.
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

class Search {
public:
    Search(const Context& context, const lambda::TermStore& store, const SearchControl& control)
        : context_(context), store_(store), control_(control),
          threads_(std::max<std::size_t>(1, control.threads)), winners_(control.winners),
          searches_([this] { return DepthFirst(context_, store_, winners_); }) {}

    SearchResult run() {
        Offers offers(context_, store_);
        const bool is_first = context_.has(Rule::arity_zero_first);
        if (is_first) {
            offer_closed_terms(context_, offers, winners_);
        }
        if (context_.settings.max_arity > 0) {
            search_all();
        }
        if (!is_first) {
            offer_closed_terms(context_, offers, winners_);
        }
        return result();
    }

private:
    void search_all() {
        Pattern start;
        make_start(context_, start);
        if (start.rows == 0) {
            return;
        }
        const OpenParts::Part part = open_.add(start.bound);
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

    // The functions of a task group are copied, so the pattern is held by a pointer.
    void spawn(Pattern pattern, OpenParts::Part part) {
        waiting_.fetch_add(1);
        tasks_.run([this, part, held = std::make_shared<Pattern>(std::move(pattern))] {
            waiting_.fetch_sub(1);
            search_part(*held, part);
        });
    }

    // Where it is stopped, its part stays open.
    void search_part(Pattern& pattern, OpenParts::Part part) {
        if (control_.stop.stop_requested()) {
            return;
        }
        running_.fetch_add(1);
        DepthFirst& search = searches_.local();
        search.begin(pattern);
        while (search.advance()) {
            part = open_.change(part, search.open_bound());
            report(search);
            // Where an exception left another thread, this one is not waited for to come to its
            // end.
            if (control_.stop.stop_requested() || tbb::is_current_task_group_canceling()) {
                running_.fetch_sub(1);
                return;
            }
            if (waiting_.load() + running_.load() < threads_) {
                give_away(search);
            }
        }
        open_.remove(part);
        running_.fetch_sub(1);
    }

    void give_away(DepthFirst& search) {
        for (Pattern& pattern : search.give_away()) {
            const OpenParts::Part part = open_.add(pattern.bound);
            spawn(std::move(pattern), part);
        }
    }

    void report(DepthFirst& search) {
        if (!control_.progress) {
            return;
        }
        const std::int64_t more = search.unreported();
        const std::int64_t expanded = expanded_.fetch_add(more) + more;
        const std::unique_lock lock(reporting_, std::try_to_lock);
        if (lock) {
            const Promise best = winners_.best();
            control_.progress({.best = best,
                               .patterns_expanded = expanded,
                               .open_bound = std::max(best.utility, open_.greatest().value_or(0))});
        }
    }

    SearchResult result() {
        SearchResult result;
        BoundHistogram expanded;
        for (const DepthFirst& search : searches_) {
            expanded.add(search.expanded());
            result.most_open.count += search.most_open().count;
            result.most_open.bytes += search.most_open().bytes;
        }
        const Promise rival = winners_.to_beat();
        result.patterns_expanded =
            context_.has(Rule::upper_bound) ? expanded.above(rival.utility) : expanded.total();
        result.open_bound = open_.greatest();
        if (result.open_bound) {
            result.open_bound = std::max(*result.open_bound, winners_.best().utility);
        }
        result.best = winners_.take();
        return result;
    }

    const Context& context_;
    const lambda::TermStore& store_;
    const SearchControl& control_;
    const std::size_t threads_;
    Winners winners_;
    OpenParts open_;
    tbb::enumerable_thread_specific<DepthFirst> searches_;
    tbb::task_group tasks_;
    std::atomic<std::size_t> waiting_ = 0; // parts that no thread has begun
    std::atomic<std::size_t> running_ = 0;
    std::atomic<std::int64_t> expanded_ = 0;
    std::mutex reporting_;
};

} // namespace

SearchResult search(const Context& context, const lambda::TermStore& store,
                    const SearchControl& control) {
    return Search(context, store, control).run();
}

} // namespace rasp_stitch::compressor
