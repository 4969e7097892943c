#include "benchmarks/ranks/simulated_link.hpp"

#include "enumerator/ranks/rank_worker.hpp"
#include "enumerator/task_search/task_search.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

double processor_seconds() {
    timespec time = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Adds the time that it lives to a sum.
class Excluded {
public:
    explicit Excluded(double& sum) : sum_(sum), start_(processor_seconds()) {}
    Excluded(const Excluded&) = delete;
    Excluded(Excluded&&) = delete;
    Excluded& operator=(const Excluded&) = delete;
    Excluded& operator=(Excluded&&) = delete;
    ~Excluded() { sum_ += processor_seconds() - start_; }

private:
    double& sum_;
    double start_;
};

} // namespace

SimulatedLink::SimulatedLink(int size, Behaviour behaviour, const SimulatedLinkOptions& options)
    : size_(size), behaviour_(std::move(behaviour)), options_(options), start_(processor_seconds()),
      searches_(static_cast<std::size_t>(size)), searched_(static_cast<std::size_t>(size)),
      ended_(static_cast<std::size_t>(size), -1) {}

double SimulatedLink::own_time() const {
    return processor_seconds() - start_ - not_own_;
}

double SimulatedLink::now() const {
    return clock_ + (options_.counts_own_time ? own_time() : 0);
}

void SimulatedLink::send(RankMessage message) {
    const double time = now();
    const Excluded excluded(not_own_);
    switch (message.kind) {
    case MessageKind::order:
        begin(std::move(message));
        break;
    case MessageKind::stop:
        stop(message);
        break;
    case MessageKind::leave:
        put(time + 2 * options_.latency, {.rank = message.rank, .kind = MessageKind::left});
        break;
    default:
        break;
    }
}

void SimulatedLink::begin(RankMessage message) {
    const auto rank = static_cast<std::size_t>(message.rank);
    std::optional<Search>& search = searches_[rank];
    search = Search{.number = message.number,
                    .begun = now() + options_.latency,
                    .end = behaviour_(message.rank, message.bytes)};
    if (ended_[rank] >= 0) {
        awaited_ += search->begun - ended_[rank];
    }
    if (!search->end.is_dead) {
        put(search->begun + search->end.seconds + options_.latency, {.rank = message.rank,
                                                                     .kind = search->end.kind,
                                                                     .number = message.number,
                                                                     .bytes = search->end.bytes});
        beat(message.rank, search->begun + seconds_between_beats);
    }
}

// Says that the rank is there, and how far it has come, if it is still at the same search then.
void SimulatedLink::beat(int rank, double time) {
    const std::optional<Search>& search = searches_[static_cast<std::size_t>(rank)];
    put(time + options_.latency, {.rank = rank,
                                  .kind = MessageKind::progress,
                                  .number = search ? search->number : 0,
                                  .bytes = progress_bytes({})});
}

// The rank gives its answer now.
void SimulatedLink::stop(const RankMessage& message) {
    std::optional<Search>& search = searches_[static_cast<std::size_t>(message.rank)];
    if (search && search->number == message.number && !search->end.is_dead && !search->is_stopped) {
        search->is_stopped = true;
        put(now() + 2 * options_.latency, {.rank = message.rank,
                                           .kind = MessageKind::answer,
                                           .number = message.number,
                                           .bytes = search->end.bytes});
    }
}

void SimulatedLink::put(double time, RankMessage message) {
    events_.push({.time = time, .serial = serial_++, .message = std::move(message)});
}

std::optional<RankMessage> SimulatedLink::receive() {
    const double time = now();
    const Excluded excluded(not_own_);
    while (!events_.empty() && events_.top().time <= time) {
        Event event = events_.top();
        events_.pop();
        const auto rank = static_cast<std::size_t>(event.message.rank);
        if (event.message.kind == MessageKind::left) {
            return std::move(event.message);
        }
        std::optional<Search>& search = searches_[rank];
        if (!search || search->number != event.message.number) {
            continue; // it has been told to stop since
        }
        if (event.message.kind == MessageKind::progress) {
            beat(event.message.rank, event.time - options_.latency + seconds_between_beats);
        } else {
            searched_[rank] += event.time - options_.latency - search->begun;
            ended_[rank] = event.time - options_.latency;
            search.reset();
        }
        return std::move(event.message);
    }
    return std::nullopt;
}

void SimulatedLink::wait(double seconds) {
    const double time = now();
    const Excluded excluded(not_own_);
    // Nothing happens before the next event, so the clock jumps to it. It then goes on by one more
    // pause, since the first rank may just have looked when the event came.
    constexpr double longest = 0.25; // the ranks have to be looked after meanwhile
    double jump = std::max(seconds, longest);
    if (!events_.empty()) {
        jump = std::min(jump, std::max(events_.top().time - time, 0.0) + seconds);
    }
    clock_ += jump;
    waited_ += jump;
}

} // namespace rasp_stitch::enumerator
