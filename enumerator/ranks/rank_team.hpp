#pragma once

// The first rank's side: deals searches out to the ranks, itself among them, as they ask for them.
//
//     RankTeam team(link, {.ranks_per_machine = 32});
//     solve(tasks, language, {.team = &team});
//     team.dismiss(); // the other ranks end
//
// A rank has one search at a time, and gets the next one with its answer; nobody waits for anybody
// as long as there are searches. Besides:
//   - A search that ends with an exception is given to another rank. If it fails there, too, the
//     exception is thrown here.
//   - A rank that the system told to end gives its search back, for another rank. What it had found
//     is used if nobody gets to that.
//   - A rank that says nothing for a long time counts as gone, and its search is given to another.
//     If it comes back, it gets searches again.
//   - When there is nothing left to deal out, a search that takes much longer than others is also
//     given to a rank that has none (the backup tasks of Dean and Ghemawat 2004, MapReduce). The
//     first answer that the time has not cut short counts, so a slow rank delays nobody by more than
//     another rank needs.
// A search depends on its order alone. So who makes it, and how often, does not change what is
// found, as long as no limit of time does.

#include "enumerator/ranks/rank_link.hpp"
#include "enumerator/ranks/search_thread.hpp"
#include "enumerator/solve/search_team.hpp"
#include "support/budget/deadline.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct RankTeamOptions {
    std::size_t ranks_per_machine = 1; // the most that a machine has
    bool searches_itself = true;       // whether the first rank takes searches, too

    // In seconds of the link's clock.
    double silence = 20;   // after which a rank counts as gone
    double lateness = 10;  // the same for a rank whose search has used up its time
    double patience = 1;   // the least time after which a search is also given to another rank
    double farewell = 0.4; // how long answers are awaited after a stop; mpirun kills after a second
};

// What the first rank has done for the others.
struct RankTeamCounts {
    std::uint64_t sent = 0; // messages
    std::uint64_t received = 0;
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
    std::uint64_t copies = 0;   // searches that were also given to another rank
    std::uint64_t repeated = 0; // searches that another rank had to begin again
};

class RankTeam : public SearchTeam {
public:
    // The link must outlive this, and is that of rank 0.
    RankTeam(RankLink& link, const RankTeamOptions& options);

    std::size_t lanes() const override;
    std::size_t threads_of(std::size_t threads) const override;
    std::size_t memory_of(std::size_t bytes) const override;
    void run(const SearchTurns& turns) override;

    // Tells the other ranks to end. Returns those that have not said within some seconds that they
    // do.
    std::vector<int> dismiss();

    const RankTeamCounts& counts() const { return counts_; }

private:
    struct Rank {
        bool is_busy = false;
        bool is_silent = false;
        bool has_given_up = false;
        std::uint64_t number = 0; // of its order
        double heard = 0;         // when it last said something
    };

    // A search of the run under way.
    struct Search {
        std::size_t turn = 0;
        SearchWork work;
        std::string order;
        Deadline deadline;
        double begun = 0;       // when it was last dealt out
        std::vector<int> ranks; // that are at it
        std::vector<int> failed_at = {};
        std::optional<std::string> unfinished = {}; // an answer that time or a rank's end cut short
        bool is_new = true;
        bool is_done = false;
    };

    bool deal();
    Search* next_search(int rank);
    bool may_take(const Search& search, int rank) const;
    void give(Search& search, int rank);
    bool hear();
    void hear(const RankMessage& message);
    void hear_progress(const RankMessage& message);
    void hear_end(const RankMessage& message);
    void consider(Search& search, const std::string& answer);
    void take(Search& search, const std::string& answer);
    void fail(Search& search, const RankMessage& message);
    void lose(Search& search);
    void watch_ranks();
    void copy_searches();
    Search* search_to_copy();
    bool say_farewell();
    void stop_search(const Search& search);
    bool is_stopped() const { return stop_.stop_requested(); }
    bool can_search(int rank) const;
    void send(RankMessage message);

    RankLink* link_;
    RankTeamOptions options_;
    RankTeamCounts counts_;
    std::vector<Rank> ranks_;
    std::unique_ptr<SearchThread> own_; // of this rank
    std::uint64_t orders_ = 0;          // so far; numbers are never used again

    // Of the run under way.
    const SearchTurns* turns_ = nullptr;
    std::size_t next_turn_ = 0;
    std::deque<Search> searches_;    // those that have begun
    std::deque<Search*> again_;      // nobody is at them
    std::vector<Search*> by_rank_;   // what each rank is at; null if it is nothing of this run
    std::size_t open_ = 0;           // searches that have begun and are not done
    std::stop_token stop_;           // of the searches
    std::optional<double> farewell_; // until when answers are awaited after a stop
    double longest_ = 0;             // seconds that a search took
    double watched_ = 0;             // when the ranks were last looked after
};

} // namespace rasp_stitch::enumerator
