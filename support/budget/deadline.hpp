#pragma once

// Door of support/budget.
//
// Measures how much of a time limit is used up.
//
// ```cpp
// #include <chrono>
// const auto start = std::chrono::steady_clock::now();
// CHECK_FALSE(Deadline(3600).has_passed());
// CHECK(Deadline(0).has_passed());
// CHECK_FALSE(Deadline().has_passed()); // there is no limit
// CHECK(seconds_since(start) < 3600);
// ```

#include <chrono>

namespace rasp_stitch {

// Returns the seconds from `start` to now.
inline double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The moment at which a time limit is used up.
class Deadline {
public:
    // Constructs a deadline that never passes.
    Deadline() = default;

    // Constructs a deadline `seconds` from now. It has passed already if the number is not
    // positive, and never passes if the number amounts to years.
    explicit Deadline(double seconds);

    bool has_passed() const { return std::chrono::steady_clock::now() >= end_; }

    // Returns 0 if the deadline has passed, and infinity if it never passes.
    double seconds_left() const;

private:
    std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::time_point::max();
};

} // namespace rasp_stitch
