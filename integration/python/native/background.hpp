#pragma once

// Runs long work for Python: on a thread of its own, without the interpreter's lock, while the
// thread that called waits and listens.
//
//     Background background(report);   // called with the lock every few milliseconds
//     background.run([&](std::stop_token stop) { result = search(corpus, stop); });
//     background.stopped_by()          // StopReason::interrupted after Ctrl-C
//
// Ctrl-C (KeyboardInterrupt) requests the stop, and the work ends with what it has found; so what a
// program does at a terminal, a call does in a notebook. A second Ctrl-C raises KeyboardInterrupt as
// soon as the work has ended, and so does any other exception that a signal handler or `report`
// raises. Exceptions of the work are thrown in the thread that called.

#include "support/budget/budget.hpp"

#include <pybind11/pybind11.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace rasp_stitch::python {

class Background {
public:
    explicit Background(std::function<void()> report = {}) : report_(std::move(report)) {}

    // Stops the work when the process uses more memory than this.
    void limit_memory(std::optional<std::uint64_t> bytes) { memory_limit_ = bytes; }

    // Must be called with the interpreter's lock, which is released meanwhile.
    void run(const std::function<void(std::stop_token)>& work);

    StopReason stopped_by() const { return cause_; }

private:
    void listen();
    void check_memory();
    void stop(StopReason cause);
    void note_exception(const pybind11::error_already_set& error); // from its handler

    std::function<void()> report_;
    std::optional<std::uint64_t> memory_limit_;
    std::stop_source source_;
    StopReason cause_ = StopReason::none;
    std::exception_ptr raised_; // by Python, while the work went on
};

// The last value that one thread has for another.
template <class Value>
class Latest {
public:
    void set(Value value) {
        const std::lock_guard lock(mutex_);
        value_ = std::move(value);
    }
    // Returns what was set since the last call.
    std::optional<Value> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(value_, std::nullopt);
    }

private:
    std::mutex mutex_;
    std::optional<Value> value_;
};

} // namespace rasp_stitch::python
