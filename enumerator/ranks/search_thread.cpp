#include "enumerator/ranks/search_thread.hpp"

#include "enumerator/ranks/search_bytes.hpp"

#include <exception>
#include <utility>

namespace rasp_stitch::enumerator {

void SearchThread::begin(std::uint64_t number, std::string order) {
    is_busy_ = true;
    number_ = number;
    progress_ = {};
    thread_ = std::jthread(
        [this, order = std::move(order)](const std::stop_token& stop) { search(stop, order); });
}

void SearchThread::search(const std::stop_token& stop, const std::string& order) {
    RankMessage end{.number = number_};
    try {
        end.bytes = answer_to(order, stop, [this](const TaskSearchProgress& progress) {
            const std::scoped_lock lock(mutex_);
            progress_ = progress;
        });
        end.kind = MessageKind::answer;
    } catch (const std::exception& error) { // also that the memory is used up
        end.kind = MessageKind::failure;
        end.bytes = error.what();
    }
    const std::scoped_lock lock(mutex_);
    end_ = std::move(end);
}

std::optional<RankMessage> SearchThread::take_end() {
    const std::scoped_lock lock(mutex_);
    std::optional<RankMessage> end = std::exchange(end_, std::nullopt);
    is_busy_ = is_busy_ && !end;
    return end;
}

TaskSearchProgress SearchThread::progress() const {
    const std::scoped_lock lock(mutex_);
    return progress_;
}

} // namespace rasp_stitch::enumerator
