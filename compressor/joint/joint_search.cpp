#include "compressor/joint/joint_search.hpp"

#include "compressor/joint/completion.hpp"
#include "support/random/random.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

// How many libraries are improved side by side, and which of them each move of a round begins with:
// the best one more often than the others.
constexpr std::size_t most_kept = 3;
constexpr std::array<std::size_t, 8> turns = {0, 1, 0, 2, 0, 1, 0, 2};

constexpr std::size_t most_beginnings = 12;
constexpr std::size_t beginnings_in_round = 4;
constexpr std::size_t most_removed = 3;
constexpr std::size_t choices = 6; // of an abstraction to go on with after a removal

// The search ends when so many rounds in a row have found nothing better.
constexpr std::size_t rounds_without_gain = 60;

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
        begin_again();
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

    // Adds the libraries that begin otherwise, and improves the best of all by descents.
    void begin_again() {
        descend_all(); // from the greedy one, which is the only one so far
        Trail corpus(frame_);
        const std::vector<Beginning> others = beginnings(corpus, most_beginnings, limit_);
        work_ += corpus.work();
        std::vector<std::optional<Trail>> made;
        for (std::size_t first = 0; first < others.size() && may_go_on();
             first += beginnings_in_round) {
            made.assign(std::min(beginnings_in_round, others.size() - first), std::nullopt);
            in_parallel(made, [&](std::size_t i) {
                Trail trail = corpus;
                trail.forget_effort();
                take(trail, others[first + i]);
                complete(trail, limit_);
                return trail;
            });
            for (std::optional<Trail>& trail : made) {
                keep(std::move(*trail));
            }
            report();
        }
        if (may_go_on()) {
            descend_all();
        }
    }

    void descend_all() {
        std::vector<std::optional<Trail>> made(kept_.size());
        in_parallel(made, [&](std::size_t i) {
            Trail trail = kept_[i];
            trail.forget_effort();
            descend(trail, limit_);
            return trail;
        });
        for (std::size_t i = 0; i < made.size(); ++i) {
            kept_[i] = std::move(*made[i]);
        }
        sort();
        report();
    }

    void sort() {
        std::stable_sort(kept_.begin(), kept_.end(), [](const Trail& left, const Trail& right) {
            return left.gain() > right.gain();
        });
    }

    // One round of removals. Returns whether the best library has become better.
    bool exchange(std::uint64_t round) {
        std::vector<std::optional<Trail>> made(turns.size());
        in_parallel(made, [&](std::size_t turn) {
            Random random(seed_of(round, {turn}));
            Trail trail = kept_[turns[turn] % kept_.size()];
            trail.forget_effort();
            const std::size_t removed = between(random, std::size_t{1}, most_removed);
            for (std::size_t i = 0; i < removed && trail.size() > 0; ++i) {
                remove(trail, below(random, trail.size()));
            }
            const std::vector<Beginning> others = beginnings(trail, choices, limit_);
            if (!others.empty()) {
                take(trail, others[below(random, others.size())]);
            }
            complete(trail, limit_);
            return trail;
        });
        const Utility before = kept_.front().gain();
        for (std::size_t turn = 0; turn < turns.size(); ++turn) {
            Trail& kept = kept_[turns[turn] % kept_.size()];
            if (made[turn]->gain() >= kept.gain()) { // an equal one may lead elsewhere
                kept = std::move(*made[turn]);
            }
        }
        for (Trail& kept : kept_) {
            kept.compact();
        }
        sort();
        report();
        return kept_.front().gain() > before;
    }

    // Calls `make(i)` for the place of each trail, and counts their work.
    template <class Make>
    void in_parallel(std::vector<std::optional<Trail>>& made, Make&& make) {
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
    std::size_t libraries_ = 0;
    std::int64_t work_ = 0;
    StopReason stopped_ = StopReason::none;
};

} // namespace

JointOutcome search_jointly(const Trail& greedy, const JointSearchControl& control) {
    return JointSearch(greedy, control).run();
}

} // namespace rasp_stitch::compressor
