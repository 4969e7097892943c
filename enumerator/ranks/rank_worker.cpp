#include "enumerator/ranks/rank_worker.hpp"

#include "enumerator/ranks/search_thread.hpp"
#include "enumerator/ranks/transfer.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

constexpr double shortest_pause = 0.0002; // seconds, between two looks for messages
constexpr double longest_pause = 0.005;
constexpr double longest_farewell = 30; // the first rank waits for all others before it answers

struct WrittenProgress {
    TaskSearchProgress progress;

    template <typename Transfer>
    void transfer(Transfer& transfer) {
        transfer.all(progress.reached, progress.programs, progress.solved);
    }
};

class Worker {
public:
    Worker(RankLink& link, const std::stop_token& stop) : link_(link), stop_(stop) {}

    bool serve() {
        while (!has_to_leave_) {
            const bool is_quiet = !listen() && !tell();
            pause_ = is_quiet ? std::min(2 * pause_, longest_pause) : shortest_pause;
            link_.wait(pause_);
        }
        link_.send({.kind = MessageKind::left});
        const double end = link_.now() + longest_farewell;
        while (link_.now() < end) {
            while (const std::optional<RankMessage> message = link_.receive()) {
                if (message->kind == MessageKind::finalise ||
                    message->kind == MessageKind::abandon) {
                    return message->kind == MessageKind::finalise;
                }
            }
            link_.wait(longest_pause);
        }
        return false;
    }

private:
    // Returns whether there was a message.
    bool listen() {
        bool has_heard = false;
        while (const std::optional<RankMessage> message = link_.receive()) {
            has_heard = true;
            hear(*message);
        }
        return has_heard;
    }

    void hear(const RankMessage& message) {
        switch (message.kind) {
        case MessageKind::order:
            if (gives_up_) {
                link_.send({.kind = MessageKind::giving_up, .number = message.number});
            } else {
                thread_.begin(message.number, message.bytes);
                told_ = link_.now();
            }
            break;
        case MessageKind::stop:
            if (thread_.is_busy() && thread_.number() == message.number) {
                thread_.stop();
            }
            break;
        case MessageKind::leave:
            thread_.stop();
            has_to_leave_ = true;
            break;
        default:
            break;
        }
    }

    // Returns whether there was anything to say.
    bool tell() {
        if (stop_.stop_requested() && !gives_up_) {
            gives_up_ = true;
            thread_.stop();
            if (!thread_.is_busy()) {
                link_.send({.kind = MessageKind::giving_up});
                return true;
            }
        }
        if (std::optional<RankMessage> end = thread_.take_end()) {
            if (gives_up_ && end->kind == MessageKind::answer) {
                end->kind = MessageKind::giving_up;
            }
            link_.send(*std::move(end));
            return true;
        }
        if (thread_.is_busy() && link_.now() - told_ >= seconds_between_beats) {
            told_ = link_.now();
            link_.send({.kind = MessageKind::progress,
                        .number = thread_.number(),
                        .bytes = progress_bytes(thread_.progress())});
            return true;
        }
        return false;
    }

    RankLink& link_;
    const std::stop_token& stop_;
    double pause_ = shortest_pause;
    double told_ = 0; // when this rank has last said that it is there
    bool gives_up_ = false;
    bool has_to_leave_ = false;
    SearchThread thread_;
};

} // namespace

std::string progress_bytes(const TaskSearchProgress& progress) {
    WrittenProgress written{progress};
    return bytes_of(written);
}

TaskSearchProgress read_progress(const std::string& bytes) {
    WrittenProgress written;
    read_bytes(bytes, written);
    return written.progress;
}

bool serve_searches(RankLink& link, const std::stop_token& stop) {
    return Worker(link, stop).serve();
}

} // namespace rasp_stitch::enumerator
