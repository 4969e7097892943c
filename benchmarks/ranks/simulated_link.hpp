#pragma once

// The first rank of a job whose other ranks are simulated: each answers when its time has come on a
// clock that jumps from one event to the next.
//
//     SimulatedLink link(1000, [](int rank, const std::string& order) {
//         return SimulatedEnd{.seconds = 12.5, .bytes = answer};
//     });
//     RankTeam team(link, {.searches_itself = false});
//
// A rank that searches says so every two seconds, like a real one, and obeys when it is told to
// stop. With counts_own_time, the processor time that the first rank takes also passes on the
// clock, so that messages wait for it as they would.

#include "enumerator/ranks/rank_link.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <queue>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

// How a search ends at a rank, if nobody stops it.
struct SimulatedEnd {
    double seconds = 0;
    MessageKind kind = MessageKind::answer;
    std::string bytes = {};
    bool is_dead = false; // the rank never says anything again
};

struct SimulatedLinkOptions {
    double latency = 0; // seconds that a message is under way
    bool counts_own_time = false;
};

class SimulatedLink : public RankLink {
public:
    using Behaviour = std::function<SimulatedEnd(int rank, const std::string& order)>;

    // There are `size` ranks, of which the first is the caller.
    SimulatedLink(int size, Behaviour behaviour, const SimulatedLinkOptions& options = {});

    int rank() const override { return 0; }
    int size() const override { return size_; }
    void send(RankMessage message) override;
    std::optional<RankMessage> receive() override;
    double now() const override;
    void wait(double seconds) override;

    double waited() const { return waited_; } // seconds that the first rank had nothing to do
    double own_time() const;                  // seconds of the processor that it took

    // Returns how long each rank has searched, whether its answer was the first or not.
    const std::vector<double>& searched() const { return searched_; }

    // Returns how long all ranks together have waited for an order after an answer.
    double awaited() const { return awaited_; }

private:
    struct Event {
        double time = 0;
        std::uint64_t serial = 0; // of two at one time, the earlier comes first
        RankMessage message;

        bool operator>(const Event& other) const {
            return time != other.time ? time > other.time : serial > other.serial;
        }
    };

    // What a rank is at.
    struct Search {
        std::uint64_t number = 0;
        double begun = 0;
        SimulatedEnd end;
        bool is_stopped = false;
    };

    void begin(RankMessage message);
    void stop(const RankMessage& message);
    void put(double time, RankMessage message);
    void beat(int rank, double time);

    int size_;
    Behaviour behaviour_;
    SimulatedLinkOptions options_;
    double clock_ = 0; // without the time of the first rank
    double waited_ = 0;
    double start_;       // on the clock of the processor
    double not_own_ = 0; // seconds of the processor that the simulation itself took
    std::uint64_t serial_ = 0;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
    std::vector<std::optional<Search>> searches_; // by rank
    std::vector<double> searched_;                // by rank
    std::vector<double> ended_;                   // when each rank last ended a search
    double awaited_ = 0;
};

} // namespace rasp_stitch::enumerator
