#pragma once

// The search for the set of abstractions with the least total: what the corpus costs, rewritten
// with them, plus what their bodies cost times the penalty.
//
//     const JointOutcome outcome = search_jointly(greedy, control); // from the greedy abstractions
//     outcome.best.gain() >= greedy.gain()
//
// There are three kinds of moves. The first is a descent: it removes one abstraction at a time,
// learns another one in the corpus that the rest leaves, and stops when no such exchange gains. The
// second begins again with one of the best abstractions of the corpus, others than the greedy one,
// and goes on greedily to the end. The third removes up to three at random, goes on with one of the
// best for what is left, and completes that greedily (large neighbourhood search: Shaw 1998), or
// gives the metavariables of one abstraction other numbers. Several libraries are improved side by
// side, because the abstraction that is worth most decides which of the others are possible, and an
// exchange rarely replaces that one.
//
// The moves of a round are independent of each other and run on all threads. A round is the same
// for any number of threads, so what is found within an effort is the same, too.

#include "compressor/joint/trail.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace rasp_stitch::compressor {

struct JointSearchControl {
    std::size_t threads = 1;
    std::int64_t most_work = 0; // Trail::work() of all trails together, after which no round begins
    Budget budget = {};         // of which the stop token and the seconds matter

    // Called after each round, with the greatest gain so far and the number of libraries tried.
    std::function<void(Utility gain, std::size_t libraries)> progress = {};
};

struct JointOutcome {
    Trail best;
    std::size_t libraries = 0; // that were completed
    std::int64_t work = 0;
    StopReason stopped = StopReason::none; // StopReason::programs if the work was used up
};

JointOutcome search_jointly(const Trail& greedy, const JointSearchControl& control);

} // namespace rasp_stitch::compressor
