#include "compressor/joint/joint_search.hpp"

#include "compressor/joint/completion.hpp"
#include "compressor/patterns/scored_abstraction.hpp"
#include "support/random/random.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

// How many libraries are improved side by side. Each round tries one move for each of them; while
// there are fewer, several for the best ones.
constexpr std::size_t most_kept = 8;

constexpr std::size_t most_beginnings = 12;
constexpr std::size_t most_removed = 3;
constexpr std::size_t choices = 6;               // of an abstraction to go on with after a removal
constexpr std::uint32_t percent_renumbered = 15; // of the moves

// The search ends when so many rounds in a row have found nothing better.
constexpr std::size_t rounds_without_gain = 300;

class JointSearch {
public:
    JointSearch(const Trail& greedy, const JointSearchControl& control)
        : control_(control), frame_(greedy.frame()),
          limit_({.deadline = control.budget.deadline(), .stop = control.budget.stop}),
          arena_(static_cast<int>(std::max<std::size_t>(1, control.threads))) {
        kept_.push_back(greedy);
        libraries_ = 1;
    }

    JointOutcome run() {
        if (may_go_on()) {
            descend_from_greedy();
            Trail corpus(frame_);
            others_ = beginnings(corpus, most_beginnings, limit_);
            work_ += corpus.work();
        }
        std::size_t failures = 0;
        for (std::uint64_t round = 0; failures < rounds_without_gain && may_go_on(); ++round) {
            failures = exchange(round) ? 0 : failures + 1;
        }
        return {.best = std::move(kept_.front()),
                .libraries = libraries_,
                .work = work_,
                .stopped = stopped_};
    }

private:
    // Notes why not, if not.
    bool may_go_on() {
        if (control_.budget.stop.stop_requested()) {
            stopped_ = StopReason::interrupted;
        } else if (limit_.deadline.has_passed()) {
            stopped_ = StopReason::time;
        } else if (work_ >= control_.most_work) {
            stopped_ = StopReason::programs;
        }
        return stopped_ == StopReason::none;
    }

    // Improves the greedy library by a descent.
    void descend_from_greedy() {
        std::vector<std::optional<Trail>> made(1);
        in_parallel(made, [&](std::size_t) {
            Trail trail = kept_.front();
            trail.forget_effort();
            descend(trail, limit_);
            return trail;
        });
        kept_.front() = std::move(*made.front());
        report();
    }

    // Returns the library that begins with this abstraction, goes on greedily and is improved by a
    // descent.
    Trail begun_with(const ScoredAbstraction& beginning) const {
        Trail trail(frame_);
        trail.take(beginning, trail.unused_name());
        complete(trail, limit_);
        descend(trail, limit_);
        return trail;
    }

    // A library with one abstraction renumbered, or else with some removed and others in their
    // place.
    Trail moved_from(const Trail& kept, std::uint64_t round, std::size_t turn) const {
        Random random(seed_of(round, {turn}));
        Trail trail = kept;
        trail.forget_effort();
        if (below(random, 100U) < percent_renumbered && renumber_one(trail, random)) {
            complete(trail, limit_);
            return trail;
        }
        const std::size_t removed = between(random, std::size_t{1}, most_removed);
        for (std::size_t i = 0; i < removed && trail.size() > 0; ++i) {
            remove(trail, below(random, trail.size()));
        }
        const std::vector<ScoredAbstraction> next = beginnings(trail, choices, limit_);
        if (!next.empty()) {
            trail.take(next[below(random, next.size())], trail.unused_name());
        }
        complete(trail, limit_);
        return trail;
    }

    // Returns false if the abstraction has only one way to number its metavariables, or if their
    // numbers change nothing.
    static bool renumber_one(Trail& trail, Random& random) {
        if (trail.size() == 0 || !trail.has_partial_uses()) {
            return false;
        }
        const std::size_t index = below(random, trail.size());
        std::vector<std::uint32_t> numbers(trail.abstraction(index).arity);
        std::iota(numbers.begin(), numbers.end(), 0U);
        if (numbers.size() < 2) {
            return false;
        }
        for (std::size_t i = numbers.size(); i > 1; --i) {
            std::swap(numbers[i - 1], numbers[below(random, i)]);
        }
        renumber(trail, index, numbers);
        return true;
    }

    // One round: a move for each turn, and one of the other beginnings while there are any.
    // Returns whether the best library has become better.
    bool exchange(std::uint64_t round) {
        const bool begins_otherwise = round < others_.size();
        std::vector<std::optional<Trail>> made(most_kept + (begins_otherwise ? 1 : 0));
        in_parallel(made, [&](std::size_t turn) {
            return turn == most_kept ? begun_with(others_[round])
                                     : moved_from(kept_[turn % kept_.size()], round, turn);
        });
        const Utility before = kept_.front().gain();
        for (std::size_t turn = 0; turn < most_kept; ++turn) {
            Trail& kept = kept_[turn % kept_.size()];
            if (made[turn]->gain() >= kept.gain()) { // an equal one may lead elsewhere
                kept = std::move(*made[turn]);
            }
        }
        std::stable_sort(kept_.begin(), kept_.end(), [](const Trail& left, const Trail& right) {
            return left.gain() > right.gain();
        });
        if (begins_otherwise) {
            keep(std::move(*made.back()));
        }
        for (Trail& kept : kept_) {
            kept.compact();
        }
        report();
        return kept_.front().gain() > before;
    }

    // Calls `make(i)` for the place of each trail, and counts their work.
    template <class Make>
    void in_parallel(std::vector<std::optional<Trail>>& made, Make&& make) {
        const tbb::global_control allow(tbb::global_control::max_allowed_parallelism,
                                        std::max<std::size_t>(1, control_.threads));
        arena_.execute([&] {
            tbb::parallel_for(std::size_t{0}, made.size(),
                              [&](std::size_t i) { made[i].emplace(make(i)); });
        });
        for (const std::optional<Trail>& trail : made) {
            work_ += trail->work();
            libraries_ += trail->completions();
        }
    }

    // Keeps a library if it is one of the best and not as good as one that is kept, which is then
    // mostly the same.
    void keep(Trail trail) {
        const Utility gain = trail.gain();
        const auto place = std::find_if(kept_.begin(), kept_.end(),
                                        [&](const Trail& other) { return other.gain() <= gain; });
        if (place != kept_.end() && place->gain() == gain) {
            return;
        }
        kept_.insert(place, std::move(trail));
        if (kept_.size() > most_kept) {
            kept_.pop_back();
        }
    }

    void report() const {
        if (control_.progress) {
            control_.progress(kept_.front().gain(), libraries_);
        }
    }

    const JointSearchControl& control_;
    const TrailFrame& frame_;
    const Limit limit_;
    tbb::task_arena arena_;
    std::vector<Trail> kept_; // the best first, at least one
    std::vector<ScoredAbstraction> others_;
    std::size_t libraries_ = 0;
    std::int64_t work_ = 0;
    StopReason stopped_ = StopReason::none;
};

} // namespace

JointOutcome search_jointly(const Trail& greedy, const JointSearchControl& control) {
    return JointSearch(greedy, control).run();
}

} // namespace rasp_stitch::compressor
