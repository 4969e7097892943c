#pragma once

// A thread that makes one search at a time, so that the process can listen meanwhile.
//
//     thread.begin(17, order);
//     while (!(message = thread.take_end())) { ... }
//     message->kind // answer or failure

#include "enumerator/ranks/rank_link.hpp"
#include "enumerator/task_search/task_search.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace rasp_stitch::enumerator {

class SearchThread {
public:
    SearchThread() = default;
    SearchThread(const SearchThread&) = delete;
    SearchThread(SearchThread&&) = delete;
    SearchThread& operator=(const SearchThread&) = delete;
    SearchThread& operator=(SearchThread&&) = delete;
    ~SearchThread() = default; // ends the search

    // Returns whether a search is under way, or its end has not been taken.
    bool is_busy() const { return is_busy_; }
    std::uint64_t number() const { return number_; } // of the last search

    // Must not be busy.
    void begin(std::uint64_t number, std::string order);

    // The search under way ends soon.
    void stop() { thread_.request_stop(); }

    // Returns how the search has ended, once: an answer, or a failure.
    std::optional<RankMessage> take_end();

    TaskSearchProgress progress() const;

private:
    void search(const std::stop_token& stop, const std::string& order);

    bool is_busy_ = false;
    std::uint64_t number_ = 0;
    mutable std::mutex mutex_;
    TaskSearchProgress progress_;    // guarded by the mutex
    std::optional<RankMessage> end_; // likewise
    std::jthread thread_;            // last, so that it ends before the rest
};

} // namespace rasp_stitch::enumerator
