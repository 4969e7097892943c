#include "enumerator/ranks/rank_team.hpp"

#include "enumerator/ranks/rank_worker.hpp"
#include "enumerator/ranks/search_bytes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

constexpr double shortest_pause = 0.0001; // seconds, between two looks for messages
constexpr double longest_pause = 0.002;
constexpr double watch_pause = 0.25;     // between two looks after the ranks
constexpr double much_longer = 2;        // than the other searches: then a copy is worth while
constexpr std::size_t most_failures = 2; // of a search, each at another rank
constexpr double leaving = 5;            // seconds that ranks have for ending

} // namespace

RankTeam::RankTeam(RankLink& link, const RankTeamOptions& options)
    : link_(&link), options_(options), ranks_(static_cast<std::size_t>(link.size())),
      own_(options.searches_itself ? std::make_unique<SearchThread>() : nullptr) {}

std::size_t RankTeam::lanes() const {
    std::size_t lanes = 0;
    for (int rank = 0; rank < link_->size(); ++rank) {
        lanes += can_search(rank) ? 1U : 0U;
    }
    return lanes;
}

std::size_t RankTeam::threads_of(std::size_t threads) const {
    return std::max<std::size_t>(threads / options_.ranks_per_machine, 1);
}

std::size_t RankTeam::memory_of(std::size_t bytes) const {
    return bytes == Budget::no_memory_limit ? bytes : bytes / options_.ranks_per_machine;
}

void RankTeam::run(const SearchTurns& turns) {
    turns_ = &turns;
    next_turn_ = 0;
    searches_.clear();
    again_.clear();
    by_rank_.assign(ranks_.size(), nullptr);
    open_ = 0;
    stop_ = {};
    farewell_ = std::nullopt;
    longest_ = 0;
    double pause = shortest_pause;
    while (true) {
        const bool has_heard = hear();
        const bool has_dealt = !is_stopped() && deal();
        if (open_ == 0 && (next_turn_ == turns.count || is_stopped())) {
            break;
        }
        if (is_stopped() && say_farewell()) {
            break;
        }
        watch_ranks();
        pause = has_heard || has_dealt ? shortest_pause : std::min(2 * pause, longest_pause);
        link_->wait(pause);
    }
    for (Search& search : searches_) {
        stop_search(search); // who is still at it has been overtaken
        if (!search.is_done && search.unfinished) {
            take(search, *search.unfinished);
        }
    }
    // A search of this rank that has been overtaken ends now: its limit on threads is one for the
    // whole process.
    while (own_ && own_->is_busy()) {
        hear();
        link_->wait(shortest_pause);
    }
}

// Gives searches to those who have none. Returns whether there were any.
bool RankTeam::deal() {
    bool has_dealt = false;
    for (int i = 1; i <= link_->size(); ++i) {
        const int rank = i % link_->size(); // this one last: it has other things to do
        if (!can_search(rank) || ranks_[static_cast<std::size_t>(rank)].is_busy) {
            continue;
        }
        if (Search* const search = next_search(rank)) {
            give(*search, rank);
            has_dealt = true;
        } else if (again_.empty()) {
            break;
        }
    }
    return has_dealt;
}

RankTeam::Search* RankTeam::next_search(int rank) {
    std::erase_if(again_, [](const Search* search) { return search->is_done; });
    for (auto again = again_.begin(); again != again_.end(); ++again) {
        Search* const search = *again;
        if (may_take(*search, rank)) {
            again_.erase(again);
            return search;
        }
    }
    while (next_turn_ < turns_->count) {
        const std::size_t turn = next_turn_++;
        std::optional<SearchWork> work = turns_->begin(turn);
        if (!work) {
            continue;
        }
        stop_ = work->options.budget.stop;
        if (is_stopped()) {
            break;
        }
        std::string order = order_of(*work);
        const Deadline deadline = work->options.budget.deadline();
        ++open_;
        return &searches_.emplace_back(Search{.turn = turn,
                                              .work = *std::move(work),
                                              .order = std::move(order),
                                              .deadline = deadline,
                                              .ranks = {}});
    }
    return nullptr;
}

// A search that has failed is for another rank, if there is one.
bool RankTeam::may_take(const Search& search, int rank) const {
    const auto has_failed_at = [&](int other) {
        return std::ranges::find(search.failed_at, other) != search.failed_at.end();
    };
    if (!has_failed_at(rank)) {
        return true;
    }
    for (int other = 0; other < link_->size(); ++other) {
        if (can_search(other) && !has_failed_at(other)) {
            return false;
        }
    }
    return true;
}

void RankTeam::give(Search& search, int rank) {
    const double left = search.deadline.seconds_left();
    Rank& taker = ranks_[static_cast<std::size_t>(rank)];
    taker.is_busy = true;
    taker.number = ++orders_;
    taker.heard = link_->now();
    by_rank_[static_cast<std::size_t>(rank)] = &search;
    search.begun = taker.heard;
    search.ranks.push_back(rank);
    std::string order = search.is_new || left == std::numeric_limits<double>::infinity()
                            ? search.order
                            : with_seconds(search.order, left);
    search.is_new = false;
    if (rank == 0) {
        own_->begin(taker.number, std::move(order));
    } else {
        send({.rank = rank,
              .kind = MessageKind::order,
              .number = taker.number,
              .bytes = std::move(order)});
    }
}

// Returns whether there was a message.
bool RankTeam::hear() {
    bool has_heard = false;
    while (std::optional<RankMessage> message = link_->receive()) {
        ++counts_.received;
        counts_.bytes_received += message->bytes.size();
        hear(*message);
        has_heard = true;
    }
    if (own_) {
        if (const std::optional<RankMessage> end = own_->take_end()) {
            hear(*end);
            has_heard = true;
        }
    }
    return has_heard;
}

void RankTeam::hear(const RankMessage& message) {
    Rank& rank = ranks_[static_cast<std::size_t>(message.rank)];
    rank.heard = link_->now();
    rank.is_silent = false;
    rank.has_given_up |= message.kind == MessageKind::giving_up;
    if (!rank.is_busy || message.number != rank.number) {
        return;
    }
    switch (message.kind) {
    case MessageKind::progress:
        hear_progress(message);
        break;
    case MessageKind::answer:
    case MessageKind::failure:
    case MessageKind::giving_up:
        hear_end(message);
        break;
    default:
        break;
    }
}

void RankTeam::hear_progress(const RankMessage& message) {
    const Search* const search = by_rank_[static_cast<std::size_t>(message.rank)];
    if (search != nullptr && !search->is_done && search->work.options.on_progress) {
        search->work.options.on_progress(read_progress(message.bytes));
    }
}

void RankTeam::hear_end(const RankMessage& message) {
    const auto number = static_cast<std::size_t>(message.rank);
    ranks_[number].is_busy = false;
    Search* const search = std::exchange(by_rank_[number], nullptr);
    if (search == nullptr || search->is_done) {
        return;
    }
    std::erase(search->ranks, message.rank);
    if (message.kind == MessageKind::answer) {
        consider(*search, message.bytes);
    } else if (message.kind == MessageKind::failure) {
        fail(*search, message);
    } else {
        if (!message.bytes.empty()) {
            search->unfinished = message.bytes;
        }
        lose(*search);
    }
}

// An answer that the time has cut short waits for those of the other ranks that are at the search:
// one of them may have been fast enough to finish it.
void RankTeam::consider(Search& search, const std::string& answer) {
    const AnswerEnd end = end_of(answer);
    if (end.stopped == StopReason::time || end.stopped == StopReason::interrupted) {
        if (!search.unfinished || end_of(*search.unfinished).programs < end.programs) {
            search.unfinished = answer;
        }
        if (search.ranks.empty()) {
            take(search, *search.unfinished);
        }
        return;
    }
    take(search, answer);
}

void RankTeam::take(Search& search, const std::string& answer) {
    take_answer(answer, search.work);
    longest_ = std::max(longest_, link_->now() - search.begun);
    search.is_done = true;
    search.order.clear();
    --open_;
    stop_search(search);
    turns_->end(search.turn);
}

void RankTeam::fail(Search& search, const RankMessage& message) {
    search.failed_at.push_back(message.rank);
    if (search.failed_at.size() == most_failures || lanes() == 1) {
        throw std::runtime_error(fmt::format(
            "the search for \"{}\" has failed at rank {}: {}", search.work.tasks.front()->name,
            fmt::join(search.failed_at, " and at rank "), message.bytes));
    }
    lose(search);
}

void RankTeam::lose(Search& search) {
    if (search.ranks.empty() && !search.is_done) {
        again_.push_back(&search);
        ++counts_.repeated;
    }
}

void RankTeam::watch_ranks() {
    const double now = link_->now();
    if (now - watched_ < watch_pause) {
        return;
    }
    watched_ = now;
    if (own_ && by_rank_[0] != nullptr) {
        hear_progress({.bytes = progress_bytes(own_->progress())});
    }
    for (int number = 1; number < link_->size(); ++number) {
        Rank& rank = ranks_[static_cast<std::size_t>(number)];
        Search* const search = by_rank_[static_cast<std::size_t>(number)];
        const bool is_late = search != nullptr && search->deadline.has_passed();
        if (rank.is_busy && !rank.is_silent &&
            now - rank.heard > (is_late ? options_.lateness : options_.silence)) {
            rank.is_silent = true; // its answer is still taken if it comes first
            if (search != nullptr) {
                std::erase(search->ranks, number);
                lose(*search);
            }
        }
    }
    if (lanes() == 0 && !is_stopped()) {
        throw std::runtime_error("no rank is left that can search");
    }
    if (!is_stopped()) {
        copy_searches();
    }
}

// Gives searches that take long to those who would otherwise do nothing.
void RankTeam::copy_searches() {
    if (next_turn_ < turns_->count || !again_.empty()) {
        return;
    }
    for (int rank = 0; rank < link_->size(); ++rank) {
        if (can_search(rank) && !ranks_[static_cast<std::size_t>(rank)].is_busy) {
            Search* const search = search_to_copy();
            if (search == nullptr) {
                return;
            }
            ++counts_.copies;
            give(*search, rank);
        }
    }
}

RankTeam::Search* RankTeam::search_to_copy() {
    const double most = std::max(options_.patience, much_longer * longest_);
    for (Search& search : searches_) {
        if (!search.is_done && search.ranks.size() == 1 && link_->now() - search.begun > most) {
            return &search;
        }
    }
    return nullptr;
}

// Returns whether nothing more is to be expected.
bool RankTeam::say_farewell() {
    if (!farewell_) {
        farewell_ = link_->now() + options_.farewell;
        for (const Search& search : searches_) {
            stop_search(search);
        }
    }
    return link_->now() >= *farewell_ || std::ranges::all_of(searches_, [](const Search& search) {
               return search.is_done || search.ranks.empty();
           });
}

void RankTeam::stop_search(const Search& search) {
    for (const int rank : search.ranks) {
        if (rank == 0) {
            own_->stop();
        } else {
            send({.rank = rank,
                  .kind = MessageKind::stop,
                  .number = ranks_[static_cast<std::size_t>(rank)].number});
        }
    }
}

bool RankTeam::can_search(int rank) const {
    const Rank& asked = ranks_[static_cast<std::size_t>(rank)];
    return rank == 0 ? own_ != nullptr : !asked.is_silent && !asked.has_given_up;
}

void RankTeam::send(RankMessage message) {
    ++counts_.sent;
    counts_.bytes_sent += message.bytes.size();
    link_->send(std::move(message));
}

std::vector<int> RankTeam::dismiss() {
    own_.reset(); // ends its search
    std::vector<int> awaited;
    for (int rank = 1; rank < link_->size(); ++rank) {
        awaited.push_back(rank);
        send({.rank = rank, .kind = MessageKind::leave});
    }
    const double end = link_->now() + leaving;
    while (!awaited.empty() && link_->now() < end) {
        while (const std::optional<RankMessage> message = link_->receive()) {
            if (message->kind == MessageKind::left) {
                std::erase(awaited, message->rank);
            }
        }
        link_->wait(longest_pause);
    }
    for (int rank = 1; rank < link_->size(); ++rank) {
        send(
            {.rank = rank, .kind = awaited.empty() ? MessageKind::finalise : MessageKind::abandon});
    }
    return awaited;
}

} // namespace rasp_stitch::enumerator
