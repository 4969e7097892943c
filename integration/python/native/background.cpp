#include "integration/python/native/background.hpp"

#include "support/cli/resident_memory.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <thread>

namespace rasp_stitch::python {

namespace py = pybind11;

namespace {

using namespace std::chrono_literals;

constexpr auto first_wait = 2ms; // short calls are the most frequent
constexpr auto longest_wait = 50ms;

} // namespace

void Background::stop(StopReason cause) {
    if (cause_ == StopReason::none) {
        cause_ = cause;
    }
    source_.request_stop();
}

void Background::check_memory() {
    if (memory_limit_ && resident_memory().value_or(0) > *memory_limit_) {
        stop(StopReason::memory);
    }
}

// The first Ctrl-C asks for an early end, and is no error.
void Background::note_exception(const py::error_already_set& error) {
    const bool is_request = error.matches(PyExc_KeyboardInterrupt) && cause_ == StopReason::none;
    if (!is_request && !raised_) {
        raised_ = std::current_exception();
    }
    stop(StopReason::interrupted);
}

void Background::listen() {
    try {
        if (PyErr_CheckSignals() != 0) {
            throw py::error_already_set();
        }
        if (report_ && !source_.stop_requested()) {
            report_();
        }
    } catch (const py::error_already_set& error) {
        note_exception(error);
    }
    check_memory();
}

void Background::run(const std::function<void(std::stop_token)>& work) {
    std::promise<void> promise;
    std::future<void> done = promise.get_future();
    std::exception_ptr failure;
    {
        const std::jthread thread([&] {
            try {
                work(source_.get_token());
            } catch (...) { // the thread that waits throws it again, whatever it is
                failure = std::current_exception();
            }
            promise.set_value();
        });
        auto wait = std::chrono::milliseconds(first_wait);
        while (true) {
            {
                const py::gil_scoped_release unlocked;
                if (done.wait_for(wait) == std::future_status::ready) {
                    break;
                }
            }
            listen();
            wait = std::min<std::chrono::milliseconds>(2 * wait, longest_wait);
        }
    }
    if (raised_) {
        std::rethrow_exception(raised_);
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

} // namespace rasp_stitch::python
